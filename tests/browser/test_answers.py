"""Lena accepts an answer, Tomás moves posts: what one does, the other's page shows."""

import pytest
from playwright.sync_api import expect

from social import actions
from social.models import Thread
from tests.make.talk import a_community, a_post, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.live]
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


@pytest.fixture
def space(lena, tomas, marc):
    return a_community(lena, marc, by=tomas, openness="closed")


def opened(page, thread):
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("thread-talk[data-ready]")


def test_who_asked_accepts_and_the_other_sees_it_at_once(person_page, space, lena, marc):
    question = a_thread(space, lena, "Which denominator?", kind="question")
    first, second = a_post(question, marc, "The randomised ones."), a_post(question, marc, "Or the treated ones.")
    lenas, marcs = person_page(lena), person_page(marc)
    for page in (lenas, marcs):
        opened(page, question)
    expect(marcs.get_by_role("button", name="This is the answer")).to_have_count(0)
    lenas.locator(f"#post-{first.pk}").get_by_role("button", name="This is the answer").click()
    for page in (lenas, marcs):
        expect(page.locator(f"#post-{first.pk}").get_by_text("The answer", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name=f"Answered by {marc.name} — see the answer")).to_be_visible()
    lenas.locator(f"#post-{second.pk}").get_by_role("button", name="More").click()
    lenas.get_by_role("menuitem", name="This is the answer").click()
    expect(marcs.locator(f"#post-{second.pk}").get_by_test_id("accepted")).to_be_visible()
    expect(marcs.get_by_test_id("accepted")).to_have_count(1)
    marcs.get_by_test_id("answered-by").click()
    expect(marcs.locator(f"#post-{second.pk}")).to_be_in_viewport()
    marcs.wait_for_selector("thread-talk[data-ready]")
    lenas.locator(f"#post-{second.pk}").get_by_role("button", name="More").click()
    lenas.get_by_role("menuitem", name="Not the answer after all").click()
    for page in (lenas, marcs):
        expect(page.get_by_test_id("accepted")).to_have_count(0)
        expect(page.get_by_test_id("answered-by")).to_have_count(0)


def test_posts_are_chosen_and_moved_while_somebody_reads(person_page, space, lena, marc, tomas):
    thread = a_thread(space, tomas, "Denominators")
    aside = a_post(thread, lena, "Is there a car park?")
    answer = a_post(thread, marc, "Take the train.", reply_to=aside)
    a_post(thread, marc, "Back to the rates.")
    tomass, lenas = person_page(tomas), person_page(lena)
    for page in (tomass, lenas):
        opened(page, thread)
    tomass.locator(f"#post-{aside.pk}").get_by_role("button", name="More").click()
    tomass.get_by_role("menuitem", name="Select posts…").click()
    expect(tomass.get_by_test_id("selecting")).to_contain_text("1 post selected")
    expect(tomass.locator(".post-pick")).to_have_count(3)
    tomass.get_by_role("button", name="Move…").click()
    tomass.get_by_label("Title").fill("Coming by car")
    tomass.get_by_role("button", name="See what it means").click()
    expect(tomass.get_by_test_id("outlook")).to_contain_text("2 posts go along")
    tomass.get_by_role("button", name="Move the posts").click()
    expect(tomass.get_by_role("heading", name="Coming by car")).to_be_visible()
    for post in (aside, answer):
        expect(lenas.locator(f"#post-{post.pk}")).to_have_count(0)
    line = lenas.get_by_test_id("post-left")
    expect(line).to_contain_text("2 posts were moved to")
    line.get_by_role("link", name="Coming by car").click()
    expect(lenas.locator(f"#post-{aside.pk}")).to_be_visible()


def test_a_reader_follows_a_talk_that_is_joined_to_another(person_page, space, lena, tomas):
    thread, target = a_thread(space, tomas, "The same twice"), a_thread(space, tomas, "The first of both")
    page = person_page(lena, tolerating=[r"404 .*/read/"])
    opened(page, thread)
    actions.merge_threads(thread=Thread.objects.get(pk=thread.pk), by=tomas, into=target)
    expect(page.get_by_role("heading", name="The first of both")).to_be_visible(timeout=SWEEP)
    expect(page.get_by_test_id("post")).to_have_count(2)
