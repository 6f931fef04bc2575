"""Every page, in both languages: for everybody, valid, quiet, at home on a small screen."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from core.accounts.models import Person
from tests.browser.judges import axe, bring_axe, height_of, sticks_out, wrong_html
from tests.browser.pages import NOT_PAGES, PAGES
from tests.browser.watching import Watch
from tests.house import addresses
from tests.servers import session_cookie

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
ROOM_OF_THE_BAR = 80


@pytest.fixture
def company_of_the_sweep(db, lena, tomas, amara, marc, eve, admin):
    """The cast by name, for the table's functions."""
    return SimpleNamespace(lena=lena, tomas=tomas, amara=amara, marc=marc, eve=eve, admin=admin)


@pytest.fixture
def looking(company_of_the_sweep, tour):
    """`looking("lena")` is Lena with the sweep's language, for this page; other stories meet her as she was."""
    changed = {}

    def somebody(name):
        person = getattr(company_of_the_sweep, name)
        changed[person.pk] = person.language
        speak(person.pk, tour.language)
        return person

    yield somebody
    for pk, before in changed.items():
        speak(pk, before)


def speak(pk, language):
    Person.objects.filter(pk=pk).update(language=language)


@pytest.fixture(scope="module", params=["en", "fr"])
def tour(request, chrome, site):
    """One window for a language's whole sweep, so that what pages share is fetched once.

    It gathers the HTML of each page, and its title.
    """
    context = chrome.new_context(base_url=site.origin, reduced_motion="reduce", locale=request.param)
    bring_axe(context)
    page = context.new_page()
    watch = Watch(page, {site.origin, site.content_origin}, ())
    yield SimpleNamespace(language=request.param, page=page, watch=watch, html={}, titles={})
    context.close()


@pytest.fixture
def open_to(tour, site):
    """`open_to(lena)` is the tour's page on which Lena is signed in; what goes wrong on it fails the story."""

    def page_of(person):
        tour.page.context.clear_cookies()
        cookies = session_cookie(person) if person else {}
        tour.page.context.add_cookies([{"name": key, "value": cookies[key], "url": site.origin} for key in cookies])
        tour.page.set_viewport_size(WIDE)
        return tour.page

    tour.watch.wrong.clear()
    yield page_of
    # What still loads, loads before the next page blames it on its own story. The page itself goes there: where the
    # window is sent, Chromium takes another process for a blank page, and the next one begins cold.
    tour.page.evaluate("location.replace('about:blank')")
    tour.page.wait_for_url("about:blank")
    assert tour.watch.wrong == []


@pytest.mark.parametrize("line", PAGES, ids=str)
def test_a_page_is_for_everybody_and_quiet(line, tour, company_of_the_sweep, looking, open_to):
    addressee = looking(line.addressee) if line.addressee else None
    person = addressee if line.who else None
    address = reverse(line.name, args=line.arguments(company_of_the_sweep)) + line.query
    page = open_to(person)
    answer = page.goto(address)
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == tour.language
    assert page.locator("h1").count() == 1
    tour.html[f"{len(tour.html)} {address}"] = answer.text()
    tour.titles.setdefault(page.title(), set()).add(line.name)
    assert axe(page) == []
    page.set_viewport_size(SMALL)
    assert sticks_out(page) == []
    # The bar at the bottom floats over what one scrolls past: the whole page is judged at once.
    page.set_viewport_size({**SMALL, "height": max(SMALL["height"], height_of(page) + ROOM_OF_THE_BAR)})
    assert axe(page) == []


# Both ask for the database, without which pytest-django puts them last, after the sweep's findings are gone.
def test_the_html_of_all_pages_is_valid(db, tour):
    assert len(tour.html) == len(PAGES), "The sweep above did not visit every page: run the whole file."
    assert wrong_html(tour.html) == []


def test_every_page_has_a_title_of_its_own(db, tour):
    assert len(tour.html) == len(PAGES), "The sweep above did not visit every page: run the whole file."
    assert {title: names for title, names in tour.titles.items() if len(names) > 1} == {}


def test_every_address_that_answers_a_get_is_in_the_table():
    """So that a new page cannot be forgotten. allauth's own are judged where we have made them ours."""
    known = {line.name for line in PAGES} | NOT_PAGES
    ours = [
        each.name
        for each in addresses.every()
        if each.view.__module__.startswith(("core", "social", "virtualclass", "tutoring")) and answers_get(each.view)
    ]
    assert sorted(set(ours) - known) == [], "Give the page its line in tests/browser/pages.py."


def answers_get(view):
    """Whether a view of ours answers GET: `require_POST` and its like say so by the methods that they allow."""
    closure = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    allowed = [each for each in closure if isinstance(each, list) and each and set(each) <= {"GET", "HEAD", "POST"}]
    return not allowed or any("GET" in each for each in allowed)
