"""Tomás puts a community away while Lena is writing in it: her page is read-only at once, and her words stay."""

import pytest
from playwright.sync_api import expect

from social import actions
from social.models import Draft, Post
from tests.make.talk import a_community, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.live]
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


def test_an_open_page_is_read_only_at_once_and_keeps_what_was_typed(person_page, lena, tomas):
    space = a_community(lena, by=tomas, name="Winter campaign")
    thread = a_thread(space, tomas, "What worked best?")
    lenas, tomass = person_page(lena), person_page(tomas)
    lenas.goto(f"/threads/{thread.pk}/")
    lenas.wait_for_selector("thread-talk[data-ready]")
    lenas.wait_for_selector("space-state[data-ready]", state="attached")
    words = lenas.get_by_role("textbox", name="Your answer")
    words.fill("Dates of the pharmacy next door")
    tomass.goto(f"/spaces/{space.pk}/")
    tomass.get_by_label("More about this space").click()
    tomass.get_by_role("button", name="Archive").click()
    tomass.get_by_role("button", name="Yes, do it").click()
    expect(tomass.get_by_test_id("archived")).to_be_visible()
    expect(lenas.get_by_text("This space was archived just now")).to_be_visible(timeout=SWEEP)
    expect(lenas.locator(".talk-answer")).to_have_attribute("inert", "")
    expect(words).to_have_value("Dates of the pharmacy next door")
    expect(lenas.locator("[data-react]").first).to_be_hidden()
    assert Post.objects.filter(thread=thread).count() == 1
    actions.revive_space(space=space, by=tomas)
    expect(lenas.get_by_text("This space was archived just now")).to_be_hidden(timeout=SWEEP)
    words.press("Control+Enter")
    expect(lenas.locator(".post").nth(1)).to_contain_text("Dates of the pharmacy next door")
    assert not Draft.objects.filter(person=lena, context=f"thread:{thread.pk}").exclude(source="").exists()
