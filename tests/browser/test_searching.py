"""Somebody narrows a search down by what the box offers, with keys alone."""

from itertools import count

import pytest

from tests.browser.judges import axe, sticks_out
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.browser
_numbers = count(1)


@pytest.fixture
def talk(lena, tomas):
    """A word that only this story says, in a space that has its name."""
    word = f"zanzibar{next(_numbers)}x"
    thread = a_thread(a_community(lena, by=tomas, openness="closed", name=f"Heart {word}"), tomas, title=word)
    a_post(thread, lena, f"The {word} protocol is ready.")
    return word


def box(page):
    return page.locator("#search-words")


@pytest.mark.parametrize("width", [1280, 390])
def test_operators_and_their_values_are_offered_and_chosen_by_keys(person_page, lena, talk, width):
    page = person_page(lena, viewport={"width": width, "height": 900}, locale="en-GB")
    page.goto(f"/search/?q={talk}&kind=post")
    assert page.get_by_test_id("search-hit").count() == 1
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    box(page).press("End")
    page.keyboard.type(" fr")
    offers = page.locator("#search-page-offers [role=option]")
    offers.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert box(page).input_value() == f"{talk} from:"
    page.keyboard.type("lena")
    page.locator("#search-page-offers [role=option]", has_text="Lena Hoffmann").first.wait_for()
    assert axe(page) == []
    assert sticks_out(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert box(page).input_value() == f'{talk} from:"Lena Hoffmann" '
    page.keyboard.press("Enter")
    page.wait_for_url("**from%3A%22Lena**")
    assert page.get_by_test_id("search-hit").count() == 1
    # What was looked for is remembered on this device, and forgotten by a press.
    page.goto("/search/")
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    box(page).focus()
    before = page.locator("#search-page-offers [role=option]", has_text=f"{talk} from:")
    before.wait_for()
    page.get_by_role("option", name="Forget these searches").click()
    before.wait_for(state="hidden")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('searches'))") == []


def test_the_dialog_offers_them_too_and_says_what_means_nothing(person_page, lena, talk):
    page = person_page(lena, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page.goto("/")
    page.locator("search-offers[data-ready]").first.wait_for(state="attached")
    page.keyboard.press("Control+k")
    page.keyboard.type(f"{talk} in:{talk}")
    page.locator("#search-dialog-offers [role=option]", has_text=f"Heart {talk}").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#search-results mark").first.wait_for()
    assert page.locator("#search-dialog input").input_value().startswith(f'{talk} in:"Heart {talk}')
    page.keyboard.type("in:nowhere ")
    page.locator("#search-results").get_by_text("You see no space or study called “nowhere”").wait_for()
