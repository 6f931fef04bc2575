"""Lena reports, on her phone, what somebody wrote of a patient; Tomás sees it vanish, and come back."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.accounts.models import Person
from social import actions
from social.models import SafetyCase
from tests.cast import found_company
from tests.make.conduct import an_officer
from tests.make.talk import a_community, a_post, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.live]
PHONE = {"width": 390, "height": 844}
SWEEP = 15_000


def test_a_safety_event_from_the_phone_to_the_officer_and_back(person_page, lena, tomas, marc):
    officer = an_officer(found_company())
    thread = a_thread(a_community(lena, marc, by=tomas), tomas)
    post = a_post(thread, marc, "The boy in room 12 convulsed")
    lenas, tomass = person_page(lena, viewport=PHONE), person_page(tomas)
    for page in (lenas, tomass):
        page.goto(f"/threads/{thread.pk}/")
        page.wait_for_selector("thread-talk[data-ready]")
    lenas.locator(f"#post-{post.pk} [data-more]").click()
    lenas.get_by_role("menuitem", name="Report a safety event").click()
    lenas.get_by_role("link", name="Yes, a real patient").click()
    lenas.get_by_label("Which patient?").fill("Boy, 3 months")
    lenas.get_by_role("button", name="Send to the safety officers").click()
    expect(lenas.get_by_text(f"SE-{timezone.now().year}-")).to_be_visible()
    expect(lenas.get_by_text("being looked at by the safety officers")).to_be_visible()
    expect(tomass.get_by_text("being looked at by the safety officers")).to_be_visible(timeout=SWEEP)
    expect(tomass.get_by_text("convulsed")).to_have_count(0)
    case = SafetyCase.objects.get(post=post)
    officers = person_page(Person.objects.get(pk=officer.pk), viewport=PHONE)
    officers.goto(f"/safety/cases/{case.pk}/")
    expect(officers.get_by_role("paragraph").filter(has_text="room 12 convulsed")).to_be_visible()
    officers.get_by_text("It is no event: show the post again as it was").click()
    officers.locator("#back-reason").fill("A film he saw")
    officers.get_by_role("button", name="It is no event").click()
    expect(tomass.get_by_text("The boy in room 12 convulsed")).to_be_visible(timeout=SWEEP)


def test_the_composer_asks_and_blocks_nothing(person_page, lena, tomas):
    thread = a_thread(a_community(lena, by=tomas), tomas)
    actions.add_word(text="zyntrixol", sort="product", language="en", by=an_officer(found_company()))
    page = person_page(lena, viewport=PHONE)
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("thread-talk[data-ready]")
    page.wait_for_function("() => !!customElements.get('safety-hint')")
    words = page.get_by_test_id("composer").locator("textarea")
    hint = page.get_by_text("Is this about a real patient?")
    with page.expect_response("**/safety/words.json"):
        words.press_sequentially("In the trial zyntrixol caused a rash. ")
    expect(hint).to_be_hidden()
    page.keyboard.type("A nurse told me of one too.")
    expect(hint).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_test_id("post").get_by_text("A nurse told me")).to_be_visible()
    expect(hint).to_be_hidden()
