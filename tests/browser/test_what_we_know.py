"""Tomás confirms an answer, Lena types a question that was asked already, and asks somebody who knows for a look."""

import pytest
from playwright.sync_api import expect

from social import actions
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.browser


@pytest.fixture
def space(lena, tomas, marc):
    return a_community(lena, marc, by=tomas, openness="closed")


def opened(page, thread):
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("thread-talk[data-ready]")


@pytest.mark.live
def test_a_tutor_confirms_and_the_other_sees_it_at_once(person_page, space, lena, tomas, marc):
    question = a_thread(space, lena, "Which denominator?", kind="question")
    answer = a_post(question, marc, "The randomised ones.")
    tomass, lenas = person_page(tomas), person_page(lena)
    for page in (tomass, lenas):
        opened(page, question)
    tomass.locator(f"#post-{answer.pk}").get_by_role("button", name="More").click()
    tomass.get_by_role("menuitem", name="Confirm as a tutor").click()
    for page in (tomass, lenas):
        expect(page.locator(f"#post-{answer.pk}").get_by_test_id("confirmed")).to_be_visible()
    lenas.locator(f"#post-{answer.pk}").get_by_role("button", name="More").click()
    expect(lenas.get_by_role("menuitem", name="Withdraw the confirmation")).to_have_count(0)
    tomass.locator(f"#post-{answer.pk}").get_by_role("button", name="More").click()
    tomass.get_by_role("menuitem", name="Withdraw the confirmation").click()
    expect(lenas.get_by_test_id("confirmed")).to_have_count(0)


def test_talks_like_it_come_while_one_types(person_page, space, lena, marc):
    question = a_thread(space, lena, "The fridge stood open over the weekend", kind="question")
    actions.accept_answer(post=a_post(question, marc, "Call the depot."), by=lena)
    page = person_page(lena)
    page.goto(f"/threads/new/?space={space.pk}&kind=question")
    expect(page.get_by_test_id("similar")).to_have_count(0)
    page.get_by_label("Title").fill("Fridge open on a weekend")
    similar = page.get_by_test_id("similar")
    expect(similar).to_contain_text("The fridge stood open over the weekend")
    expect(similar).to_contain_text("Answered")
    page.get_by_label("Title").fill("Parking in Lyon")
    expect(page.get_by_test_id("similar")).to_have_count(0)


def test_one_press_puts_the_words_into_the_composer(person_page, space, lena, marc):
    known = a_thread(space, lena, "Which denominator?", kind="question", tags=["Denominators"])
    actions.accept_answer(post=a_post(known, marc, "Rates."), by=lena)
    question = a_thread(space, lena, "Rates, or heads?", kind="question", tags=["Denominators"])
    page = person_page(lena)
    opened(page, question)
    who = page.get_by_test_id("who-knows")
    expect(who).to_contain_text(marc.name)
    who.get_by_role("button", name=f"Ask {marc.name} for a look").click()
    expect(page.get_by_text("The words are ready below.")).to_be_visible()
    expect(page.locator("rich-composer")).to_contain_text(f"@{marc.name}, you have answered")
