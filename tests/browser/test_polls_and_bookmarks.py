"""People ask by a poll, vote side by side, tag as they type, keep a post."""

import pytest
from playwright.sync_api import expect

from social import actions
from social.models import Ballot, Bookmark, Poll, Thread
from tests.make.talk import a_community, a_poll, a_space, a_thread

pytestmark = pytest.mark.browser
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), tomas)


@pytest.mark.live
def test_a_vote_is_counted_on_every_page_and_nobodys_form_is_lost(person_page, thread, lena, tomas, marc):
    lenas, tomass = person_page(lena), person_page(tomas)
    for page in (lenas, tomass):
        page.goto(f"/threads/{thread.pk}/")
        page.wait_for_selector("thread-talk[data-ready]")
    tomass.get_by_role("button", name="Poll", exact=True).click()
    tomass.get_by_label("Question").fill("When do we meet?")
    tomass.get_by_label("Answers, one on each line").fill("Monday\nTuesday\nFriday")
    tomass.get_by_role("button", name="Send").click()
    expect(lenas.get_by_test_id("poll")).to_be_visible()
    # Tomás has begun to choose when Lena's vote comes in.
    tomass.get_by_test_id("poll-form").get_by_label("Friday").check()
    lenas.get_by_test_id("poll-form").get_by_label("Tuesday").check()
    lenas.get_by_test_id("poll-form").get_by_role("button", name="Vote").click()
    for page in (lenas, tomass):
        expect(page.get_by_test_id("poll-result").get_by_role("row", name="Tuesday")).to_contain_text("100 %")
    expect(lenas.get_by_role("button", name="Change my vote")).to_be_visible()
    expect(tomass.get_by_test_id("poll-form").get_by_label("Friday")).to_be_checked()
    tomass.get_by_test_id("poll-form").get_by_role("button", name="Vote").click()
    for page in (lenas, tomass):
        expect(page.get_by_test_id("poll-result").get_by_role("row", name="Friday")).to_contain_text("50 %")
    tomass.get_by_role("button", name="Close the poll").click()
    tomass.locator("#confirm-dialog [value=yes]").click()
    expect(lenas.get_by_test_id("poll").get_by_text("Closed", exact=True)).to_be_visible()
    expect(lenas.get_by_test_id("poll-form")).to_have_count(0)


def test_places_are_given_by_keys_and_stay_apart(person_page, thread, lena, tomas):
    poll = a_poll(thread, tomas, "A", "B", "C", kind="ranked", is_anonymous=True)
    page = person_page(lena)
    page.goto(f"/threads/{thread.pk}/?at=last")
    form = page.get_by_test_id("poll-form")
    form.get_by_label("C").select_option("1")
    form.get_by_label("A").select_option("1")
    expect(form.get_by_label("C")).to_have_value("2")
    form.get_by_role("button", name="Vote").click()
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    assert Ballot.objects.get(poll=poll).choices == [1, 3]


def test_tags_are_offered_as_one_types(person_page, lena, tomas):
    space = a_community(lena, by=tomas)
    a_thread(space, tomas, tags=["Nirsevimab"])
    page = person_page(lena)
    page.goto(f"/threads/new/?space={space.pk}")
    field = page.get_by_role("combobox", name="Tags")
    field.press_sequentially("dose, nir")
    expect(page.get_by_role("option", name="#Nirsevimab")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("dose, Nirsevimab, ")
    page.get_by_label("Title").fill("Which dose?")
    page.get_by_test_id("composer").locator("textarea[name=source]").fill("I ask.")
    page.get_by_role("button", name="Open the talk").click()
    expect(page.get_by_test_id("thread-state").get_by_role("link", name="#Nirsevimab")).to_be_visible()
    assert [slug for slug, _word in Thread.objects.latest("pk").shown_tags] == ["dose", "nirsevimab"]


def test_a_post_is_kept_from_its_menu(person_page, thread, lena):
    page = person_page(lena)
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("thread-talk[data-ready]")
    page.get_by_test_id("post").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Bookmark").click()
    expect(page.get_by_text("Kept among your bookmarks.")).to_be_visible()
    kept = Bookmark.objects.get(person=lena, kind="post", thing_id=thread.posts.get().pk)
    page.goto("/bookmarks/")
    page.locator(f"a[href='/bookmarks/{kept.pk}/']").click()
    page.get_by_label("Tomorrow, 9:00").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("bookmarks")).to_contain_text("tomorrow, 09:00")


def test_polls_work_without_scripts(person_page, thread, lena, tomas):
    page = person_page(lena, java_script_enabled=False)
    page.goto(f"/threads/{thread.pk}/")
    page.get_by_role("link", name="Poll").click()
    page.get_by_label("Question").fill("Which?")
    page.get_by_label("Answers, one on each line").fill("A\nB")
    page.get_by_label("Your words").fill("Please choose.")
    page.get_by_role("button", name="Ask it").click()
    page.get_by_test_id("poll").get_by_role("link", name="Vote").click()
    page.get_by_role("radio", name="B").check()
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_test_id("poll-result").get_by_role("row", name="B")).to_contain_text("100 %")
    poll = Poll.objects.get(post__thread=thread)
    actions.close_poll(poll=poll, by=lena)
    page.reload()
    expect(page.get_by_role("heading", name="What came out")).to_be_visible()
