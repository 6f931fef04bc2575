"""Lena and Tomás write to each other, each in a browser; the announcement that waits is acknowledged."""

import pytest
from playwright.sync_api import expect

from social import actions
from tests.make.people import colleague
from tests.make.talk import a_community, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.live]
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


def write(page, words):
    page.get_by_test_id("composer").locator("textarea").fill(words)
    page.get_by_role("button", name="Send").click()


def badge(page):
    return page.get_by_test_id("rail").get_by_test_id("message-badge")


def test_two_people_write_to_each_other_side_by_side(person_page, amara):
    marc = colleague(name="Marc Besson")
    amaras, marcs = person_page(amara), person_page(marc)
    marcs.goto("/messages/")
    marcs.wait_for_selector("message-list[data-ready]")
    expect(badge(marcs)).to_be_hidden()
    amaras.goto(f"/people/{marc.pk}/")
    amaras.get_by_role("link", name=f"Write to {marc.name}").click()
    write(amaras, "Have you a minute on Thursday?")
    expect(amaras.get_by_test_id("post")).to_contain_text("Have you a minute on Thursday?")

    line = marcs.get_by_test_id("message-line")
    expect(line).to_contain_text("Have you a minute on Thursday?")
    expect(line).to_contain_text("here now")
    expect(badge(marcs)).to_contain_text("1")
    marcs.get_by_role("link", name=amara.name).click()
    marcs.wait_for_selector("thread-talk[data-ready]")
    expect(badge(marcs)).to_be_hidden()
    write(marcs, "Two, even.")
    expect(amaras.get_by_text("Two, even.")).to_be_visible()
    amaras.get_by_test_id("composer").locator("textarea").press_sequentially("Tha")
    expect(marcs.get_by_text(f"{amara.name} is writing…")).to_be_visible()


def test_a_message_changes_the_badge_of_any_page(person_page, amara, eve):
    page = person_page(eve)
    page.goto("/communities/")
    expect(badge(page)).to_be_hidden()
    actions.start_talk(author=amara, people=[eve], source="Just a word")
    expect(badge(page)).to_be_visible(timeout=SWEEP)
    expect(badge(page)).to_contain_text("1")


def test_an_announcement_is_acknowledged_by_one_press(person_page, lena, tomas):
    thread = a_thread(a_community(lena, by=tomas), tomas, "The new rules", kind="announcement")
    actions.ask_to_acknowledge(thread=thread, by=tomas)
    page = person_page(lena)
    page.goto(f"/threads/{thread.pk}/")
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_test_id("acknowledge")).to_contain_text("You have acknowledged this")
    leading = person_page(tomas)
    leading.goto(f"/threads/{thread.pk}/")
    expect(leading.get_by_test_id("tally")).to_have_text("1 of 1 person has acknowledged")
