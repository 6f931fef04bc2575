"""Whoever looks at the demo company walks through all of it: every page they find a link to, every dialog on it."""

from urllib.parse import quote, urlsplit

import pytest
from django.urls import Resolver404, resolve

from core.demo.long import TITLE
from core.demo.story import LONG_POSTS
from tests.browser.judges import axe, bring_axe, sticks_out
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LEADS_OUT = {"account_logout"}
LET_BARS_GO = """() => document.querySelectorAll(".page-main *, .top-bar, .bottom-bar").forEach(each => {
  if (["sticky", "fixed"].includes(getComputedStyle(each).position)) each.style.position = "static"
})"""
THREAD_BYTES, PAGE_BYTES, REQUESTS = 150_000, 200_000, 15


@pytest.fixture(scope="module")
def demo(set_up):
    """A server with the demo company."""
    place = set_up.place("demo")
    site = place.site()
    site.start()
    yield site
    place.leave()


@pytest.fixture
def visit(demo, chrome):
    """`visit("lena")` is a page on which Lena signed in by one press on her name."""
    contexts, watches = [], []

    def sign_in(name, **options):
        context = chrome.new_context(base_url=demo.origin, viewport=WIDE, reduced_motion="reduce", **options)
        bring_axe(context)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page, {demo.origin, demo.content_origin}, ()))
        page.goto("/")
        page.locator(f"form:has(input[value^='{name}@'])").get_by_role("button").click()
        page.wait_for_url("**/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert [sentence for watch in watches for sentence in watch.wrong] == []


@pytest.mark.parametrize(("name", "language"), [("lena", "en"), ("ines", "fr"), ("victor", "en")])
def test_every_page_that_one_finds_is_for_everybody(visit, name, language):
    page = visit(name)
    found, todo = {}, ["/"]
    while todo:
        address = todo.pop(0)
        where = address_name(address)
        if where is None or where in found or where in LEADS_OUT:
            continue
        found[where] = look(page, address, language)
        todo += links(page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
    expected = {
        "home:today",
        "social:thread",
        "library:object",
        "tutoring:study",
        "tutoring:group",
        "virtualclass:room",
    }
    assert (expected if name == "lena" else {"home:today", "social:thread"}) <= set(found)


def look(page, address, language):
    """What is wrong with one page, its dialogs open one after the other."""
    assert page.goto(address).status == 200, address
    # A page opens at a post; what is half beneath a bar there is no smaller for who scrolls on.
    page.evaluate(LET_BARS_GO)
    wrong = [*axe(page), *sticks_out(page)]
    if page.locator("html").get_attribute("lang") != language:
        wrong.append("another language")
    for opener in page.locator("[data-opens]:visible").all():
        opener.click()
        dialog = page.locator("dialog[open]")
        dialog.wait_for()
        wrong += axe(page, "dialog[open]")
        page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
    return wrong


def links(page):
    """Where one can go from here, on this site, by pages."""
    return page.eval_on_selector_all(
        "a[href]:not([download])",
        "links => links.filter(each => each.origin === location.origin).map(each => each.pathname + each.search)",
    )


def address_name(address):
    """The name of a page's address; None for what is no page of ours, such as a file."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.view_name if urlsplit(address).path.endswith("/") else None


@pytest.mark.parametrize(("name", "words"), [("lena", "efficacy"), ("ines", "efficacité")])
def test_what_opens_from_the_bar_is_for_everybody(visit, name, words):
    page = visit(name)
    page.keyboard.press("Control+k")
    page.locator("#search-dialog input").fill(words)
    page.locator("#search-results mark").first.wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    for opener in page.locator("summary:visible, [popovertarget]:visible, notice-bell button:visible").all():
        opener.click()
        page.wait_for_load_state("networkidle")
        assert axe(page) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_page_that_nobody_has_seen_yet_is_small(visit, chrome, demo, size):
    page = visit("lena")
    known = page.context.storage_state()
    found = {address_name(address): address for address in reversed([*links(page), "/"])}
    talk = long_talk(page)
    # One that opens in its middle asks for what stands above it, once it is shown.
    for address, most in [
        (f"{talk}?at=first", THREAD_BYTES),
        (f"{talk}?post={LONG_POSTS // 2}", THREAD_BYTES),
        (found["home:today"], PAGE_BYTES),
        (found["library:catalogue"], PAGE_BYTES),
    ]:
        # A context of its own has an empty cache.
        context = chrome.new_context(base_url=demo.origin, viewport=size, storage_state=known)
        requests, weight = fetched(context.new_page(), address)
        context.close()
        assert weight <= most, address
        assert requests <= REQUESTS, address


def long_talk(page):
    """Where the longest talk of the company is."""
    hits = page.context.request.get(f"/api/v1/search?q={quote(TITLE)}").json()["hits"]
    return next(hit["url"] for hit in hits if hit["title"] == TITLE)


def fetched(page, address):
    """How many requests a page makes, and the bytes that pass for them, headers too; what is at hand makes none."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return sum(weight > 0 for weight in weights), sum(weights)
