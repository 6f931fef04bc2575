"""Tomas and Lena talk side by side, each in a browser."""

import re

import pytest
from playwright.sync_api import expect

from core.accounts.models import Person
from social import actions
from social.models import Post, ReadMark
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts

pytestmark = [pytest.mark.browser, pytest.mark.live]
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), tomas, source="Where could the difference come from?")


def write(page, words):
    page.get_by_test_id("composer").locator("textarea").fill(words)
    page.get_by_role("button", name="Send").click()


def listening(page):
    page.wait_for_selector("thread-talk[data-ready]")


def to_the_end(page):
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def test_two_people_see_each_others_posts_at_once(person_page, thread, lena, tomas):
    lenas, tomass = person_page(lena), person_page(tomas)
    for page in (lenas, tomass):
        page.goto(f"/threads/{thread.pk}/")
        listening(page)
    write(lenas, "My guess: follow-up time.")
    expect(lenas.get_by_text("My guess: follow-up time.")).to_be_visible()
    expect(tomass.get_by_text("My guess: follow-up time.")).to_be_visible()
    assert lenas.get_by_test_id("post").count() == 2

    answer = tomass.get_by_test_id("post").nth(1)
    answer.get_by_role("button", name="React").click()
    tomass.get_by_role("menuitem", name="💡").click()
    expect(lenas.locator(".chip")).to_contain_text("1")
    expect(tomass.locator(".chip")).to_have_attribute("aria-pressed", "true")
    expect(lenas.locator(".chip")).to_have_attribute("aria-pressed", "false")

    answer.get_by_role("link", name="Answer").click()
    write(tomass, "And the denominators?")
    expect(lenas.locator(".post.is-answer")).to_contain_text("And the denominators?")
    for page in (lenas, tomass):
        expect(page.locator("[data-says]")).to_have_text(re.compile("^Post [123] of 3$"))
        expect(page.locator("#scrubber")).to_have_attribute("max", "3")

    mine = lenas.get_by_test_id("post").nth(1)
    mine.get_by_role("button", name="More").click()
    lenas.get_by_role("menuitem", name="Delete").click()
    lenas.locator("#confirm-dialog [value=yes]").click()
    expect(tomass.get_by_text("This post was deleted.")).to_be_visible()
    expect(tomass.get_by_text("My guess")).to_have_count(0)


def test_typing_and_presence_are_seen(person_page, thread, lena, tomas):
    lenas, tomass = person_page(lena), person_page(tomas)
    for page in (lenas, tomass):
        page.goto(f"/threads/{thread.pk}/")
        listening(page)
    expect(lenas.get_by_role("heading", name="Here now")).to_be_visible()
    tomass.get_by_test_id("composer").locator("textarea").press_sequentially("Hm")
    expect(lenas.get_by_text(f"{tomas.name} is writing…")).to_be_visible()


def test_a_reader_above_keeps_their_place_and_is_told(person_page, thread, lena, tomas):
    many_posts(thread, [tomas], 40)
    page = person_page(lena, viewport={"width": 1000, "height": 600})
    page.goto(f"/threads/{thread.pk}/?post=21")
    listening(page)
    expect(page.locator("[data-number='40']")).to_be_attached()
    page.evaluate("document.querySelector('[data-number=\"25\"]').scrollIntoView({block: 'center'})")
    where = "document.querySelector('[data-number=\"25\"]').getBoundingClientRect().top"
    before = page.evaluate(where)
    a_post(thread, tomas, "Fresh from the field")
    expect(page.get_by_test_id("new-pill").get_by_role("button", name="1 new")).to_be_visible(timeout=SWEEP)
    assert abs(page.evaluate(where) - before) < 5
    page.get_by_test_id("new-pill").get_by_role("button").click()
    expect(page.get_by_text("Fresh from the field")).to_be_in_viewport()


def test_a_long_thread_opens_at_the_first_unread_and_is_read_on(person_page, thread, lena, tomas):
    many_posts(thread, [tomas, lena], 300)
    ReadMark.objects.create(thread=thread, person=lena, number=150)
    page = person_page(lena)
    with page.expect_response(re.compile(r"/read/$")):
        page.goto(f"/threads/{thread.pk}/")
    listening(page)
    expect(page.get_by_test_id("since")).to_be_in_viewport()
    expect(page.locator("[data-number='151']")).to_be_in_viewport()
    to_the_end(page)
    expect(page.locator("[data-number='185']")).to_be_attached()
    expect(page.locator("[data-says]").first).not_to_have_text("Post 151 of 300")
    assert ReadMark.objects.get(person=lena, thread=thread).number > 151
    page.locator("#scrubber").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-number='300']")).to_be_in_viewport()
    back = page.get_by_role("link", name="Back to where I was")
    stood = back.get_attribute("href").removeprefix("?post=")
    assert 151 < int(stood) < 200
    back.click()
    expect(page.locator(f"[data-number='{stood}']")).to_be_in_viewport()


def test_who_is_sent_away_hears_nothing_more_and_keeps_their_words(person_page, thread, lena, tomas):
    # What she has just read may be told after she lost the right to read it.
    page = person_page(lena, tolerating=[r"404 .*/read/"])
    page.goto(f"/threads/{thread.pk}/")
    listening(page)
    expect(page.get_by_test_id("post")).to_have_count(1)
    actions.remove_member(space=thread.space, person=lena, by=tomas)
    a_post(thread, tomas, "Not for Lena")
    expect(page.get_by_text("no longer open to you")).to_be_visible(timeout=SWEEP)
    assert page.get_by_text("Not for Lena").count() == 0
    assert page.get_by_test_id("post").count() == 0


def test_a_question_about_something_without_scripts(chrome, site, thread, lena):
    from tests.servers import session_cookie

    context = chrome.new_context(base_url=site.origin, java_script_enabled=False)
    context.add_cookies([{"name": n, "value": v, "url": site.origin} for n, v in session_cookie(lena).items()])
    page = context.new_page()
    page.goto(f"/threads/{thread.pk}/")
    page.locator("textarea").fill("Plainly said")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Plainly said")).to_be_visible()
    page.get_by_test_id("post").nth(1).get_by_role("link", name="More").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("This post was deleted.")).to_be_visible()
    assert Post.objects.get(thread=thread, number=2).is_deleted
    context.close()


def test_a_new_thread_appears_in_the_list(person_page, lena, tomas):
    space = a_community(lena, by=tomas)
    page = person_page(lena)
    page.goto(f"/spaces/{space.pk}/")
    page.locator("thread-list:defined").first.wait_for(state="attached")
    a_thread(space, tomas, "Just opened")
    expect(page.get_by_role("link", name="Just opened")).to_be_visible(timeout=SWEEP)


def test_a_mention_is_completed(person_page, thread, lena, tomas):
    page = person_page(lena)
    page.goto(f"/threads/{thread.pk}/")
    listening(page)
    page.get_by_test_id("composer").locator("textarea").press_sequentially("@Tom")
    page.get_by_role("option", name=tomas.name).click()
    page.keyboard.type("what do you think?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name=f"@{tomas.name}")).to_be_visible()
    assert Person.objects.get(pk=Post.objects.get(thread=thread, number=2).mentions.get().person_id) == tomas
