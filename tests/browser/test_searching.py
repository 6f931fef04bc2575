"""Somebody narrows a search down by what the box offers, with keys alone."""

from itertools import count

import pytest

from tests.browser.judges import axe, sticks_out
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.browser
_numbers = count(1)


@pytest.fixture
def talk(lena, tomas):
    space = a_community(lena, by=tomas, openness="closed", name=f"Heart failure {next(_numbers)}")
    thread = a_thread(space, tomas, title="Zanzibar protocol")
    a_post(thread, lena, "The zanzibar protocol is ready.")
    return thread


def box(page):
    return page.locator("#search-words")


@pytest.mark.parametrize("width", [1280, 390])
def test_operators_and_their_values_are_offered_and_chosen_by_keys(person_page, lena, talk, width):
    page = person_page(lena, viewport={"width": width, "height": 900}, locale="en-GB")
    page.goto("/search/?q=zanzibar")
    assert page.get_by_test_id("search-hit").count() == 2
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    box(page).press("End")
    page.keyboard.type(" fr")
    offers = page.locator("#search-page-offers [role=option]")
    offers.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert box(page).input_value() == "zanzibar from:"
    page.keyboard.type("lena")
    page.locator("#search-page-offers [role=option]", has_text="Lena Hoffmann").wait_for()
    assert axe(page) == []
    assert sticks_out(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert box(page).input_value() == 'zanzibar from:"Lena Hoffmann" '
    page.keyboard.press("Enter")
    page.wait_for_url("**from%3A%22Lena**")
    assert page.get_by_test_id("search-hit").count() == 1
    # What was looked for is remembered on this device, and forgotten by a press.
    page.goto("/search/")
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    box(page).focus()
    before = page.locator("#search-page-offers [role=option]", has_text="zanzibar from:")
    before.wait_for()
    page.get_by_role("option", name="Forget these searches").click()
    before.wait_for(state="detached")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('searches'))") == []


def test_the_dialog_offers_them_too_and_says_what_means_nothing(person_page, lena, talk):
    page = person_page(lena, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page.goto("/")
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    page.keyboard.press("Control+k")
    page.keyboard.type("zanzibar in:hea")
    page.locator("#search-dialog-offers [role=option]", has_text="Heart failure").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#search-results mark").first.wait_for()
    assert page.locator("#search-dialog input").input_value().startswith('zanzibar in:"Heart failure ')
    page.keyboard.type("in:nowhere ")
    page.locator("#search-results").get_by_text("You see no space or study called “nowhere”").wait_for()
