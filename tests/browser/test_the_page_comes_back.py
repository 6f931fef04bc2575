"""A page whose server dies, or that no socket reaches, holds everything again without a reload."""

import pytest
from playwright.sync_api import expect

from tests.make.talk import a_post, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.live, pytest.mark.timeout(240)]
# Half a minute is the longest that a page waits between two tries; without Redis, what another process writes
# arrives by the sweep.
COMES_BACK = 60_000
NO_SOCKETS = """
window.WebSocket = class {
  static OPEN = 1;
  readyState = 3;
  constructor() { setTimeout(() => this.onclose({ code: 1006 }), 10); }
  close() {}
};
"""


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), tomas, source="Where could the difference come from?")


def test_a_page_comes_back_after_its_server_was_killed(person_page, site, thread, lena, tomas):
    page = person_page(lena, tolerating=[r"WebSocket", r"ERR_", r"Failed to (load|fetch)", r"htmx:sendError"])
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("html[data-wire=online]")
    page.evaluate("window.stillTheSamePage = true")
    site.kill()
    page.wait_for_selector("html:not([data-wire=online])")
    a_post(thread, tomas, source="Written while the server was away.")
    site.start()
    expect(page.get_by_text("Written while the server was away.")).to_be_visible(timeout=COMES_BACK)
    page.wait_for_selector("html[data-wire=online]")
    a_post(thread, tomas, source="And once more.")
    expect(page.get_by_text("And once more.")).to_be_visible(timeout=COMES_BACK)
    assert page.get_by_test_id("post").count() == 3
    assert page.evaluate("window.stillTheSamePage")


def test_a_page_that_no_socket_reaches_asks_by_itself(person_page, thread, lena, tomas):
    page = person_page(lena)
    page.add_init_script(NO_SOCKETS)
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("html[data-wire=offline]")
    a_post(thread, tomas, source="By an ordinary request.")
    expect(page.get_by_text("By an ordinary request.")).to_be_visible(timeout=COMES_BACK)
    assert page.get_by_test_id("post").count() == 2
