"""A real server, a real browser, and people signed in to it."""

import os
import re

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.watching import Watch
from tests.programs import ROOT
from tests.servers import session_cookie

# Playwright's own loop runs in this thread, which Django takes for an async context.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FAILURES = ROOT / "build" / "failures"


@pytest.fixture(scope="session")
def site(set_up, django_db_blocker):
    """One server for all stories; each makes its own space on it. `site.origin` is its address."""
    place = set_up.place()
    site = place.site()
    with django_db_blocker.unblock(), place.here():
        site.start()
        yield site
    place.leave()


@pytest.fixture
def db(site):
    """The site's own database, in place of a test database: what stories write, the server reads."""


@pytest.fixture(scope="session")
def chrome():
    """Headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def person_page(request, chrome, site, db):
    """`person_page(lena)` is a page on which Lena is signed in; `person_page(None)` a stranger's.

    `tolerating` lists patterns of console errors that the story provokes; whatever else goes wrong on the page fails
    the story. Further keywords are Playwright's for a context, such as `viewport` and `timezone_id`.
    """
    contexts, watches = [], []

    def open_page(person, *, tolerating=(), **options):
        context = chrome.new_context(base_url=site.origin, reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        if person is not None:
            cookies = session_cookie(person).items()
            context.add_cookies([{"name": name, "value": value, "url": site.origin} for name, value in cookies])
        page = context.new_page()
        watches.append(Watch(page, {site.origin, site.content_origin}, tuple(tolerating)))
        return page

    yield open_page
    if getattr(request.node, "has_failed", False):
        keep_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    wrong = [sentence for watch in watches for sentence in watch.wrong]
    assert not wrong


def keep_pictures(name, contexts):
    """What was on the screens when a story failed, in build/failures/."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=FAILURES / f"{re.sub(r'[^a-z0-9_]+', '-', name.lower())}-{number}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed:
        item.has_failed = True
        if "site" in item.funcargs:
            report.sections.append(("the server said", item.funcargs["site"].printed()))
    return report
