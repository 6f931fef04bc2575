"""Lena asks without her name, Tomas beside her: what reaches his browser says nowhere who it was."""

import pytest
from playwright.sync_api import expect

from social import actions
from social.models import Post, Space
from tests.make.talk import a_community

pytestmark = [pytest.mark.browser, pytest.mark.live]


@pytest.fixture
def space(lena, tomas, marc, amara, admin):
    space = a_community(lena, tomas, admin, by=marc, openness="closed")
    actions.add_member(space=space, person=amara, by=marc, role="tutor")
    actions.let_ask_unnamed(space=space, by=marc, allowed=True)
    return Space.objects.get(pk=space.pk)


def heard(page) -> list[str]:
    """Everything that this page's wire brings, from now on."""
    frames: list[str] = []
    page.on("websocket", lambda wire: wire.on("framereceived", lambda frame: frames.append(str(frame))))
    return frames


def talking(page):
    page.wait_for_selector("thread-talk[data-ready]")


def write(page, words):
    page.get_by_test_id("composer").locator("textarea[name=source]").press_sequentially(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_test_id("post").get_by_text(words)).to_be_visible()


def told_of(person, page, frames):
    """Which of somebody's names reached a reader: by the page as it came, as it stands, or any frame of the wire."""
    whole = page.request.get(page.url).text() + page.content() + "".join(frames)
    names = [*person.name.split(), person.email, f"/people/{person.pk}/"]
    names += [f'"by":{person.pk},', f'data-author="{person.pk}"']
    return [name for name in names if name in whole]


def ask(page, space):
    """The choice comes with a question, and with nothing else."""
    page.goto(f"/threads/new/?space={space.pk}")
    choice = page.get_by_role("checkbox", name="Ask without my name")
    expect(choice).to_be_hidden()
    page.get_by_role("radio", name="Question").check()
    choice.check()
    page.get_by_label("Title").fill("Does everybody know this but me?")
    page.get_by_test_id("composer").locator("textarea[name=source]").fill("I never dared to ask.")
    page.get_by_role("button", name="Open the talk").click()


def test_a_question_without_a_name_reaches_others_without_it(person_page, space, lena, tomas):
    lenas, tomass = person_page(lena), person_page(tomas)
    frames = heard(tomass)
    tomass.goto(f"/spaces/{space.pk}/")
    tomass.wait_for_selector("thread-list[data-ready], thread-list")

    ask(lenas, space)
    talking(lenas)
    expect(lenas.locator("[data-you]")).to_have_text("You")

    line = tomass.get_by_test_id("thread-line").filter(has_text="Does everybody know this")
    expect(line).to_contain_text("A colleague")
    line.get_by_role("link").click()
    talking(tomass)
    expect(tomass.get_by_test_id("unnamed")).to_be_visible()
    write(lenas, "Page four, then?")
    expect(tomass.get_by_text("Page four, then?")).to_be_visible()
    expect(tomass.locator(".person-name")).to_have_text(["A colleague"] * 2)
    write(tomass, "Yes, page four.")
    expect(lenas.get_by_text("Yes, page four.")).to_be_visible()
    expect(tomass.get_by_role("heading", name="Here now")).to_be_hidden()

    assert "Page four, then?" in "".join(frames)
    assert told_of(lena, tomass, frames) == []

    # One answer under her name, and the next is without it again.
    lenas.get_by_role("radio", name="With my name").check()
    write(lenas, "By the way, it was on page five.")
    expect(lenas.get_by_role("radio", name="Without my name")).to_be_checked()
    thread = Post.objects.filter(source="I never dared to ask.").latest("pk").thread
    assert [post.author == lena for post in thread.posts.order_by("number")] == [False, False, False, True]


def test_a_tutor_looks_and_she_sees_it(person_page, space, lena, amara):
    said = {"kind": "question", "title": "May I ask?", "source": "I would rather not say.", "unnamed": True}
    thread = actions.open_thread(space=space, author=lena, **said)
    amaras = person_page(amara)
    amaras.goto(f"/threads/{thread.pk}/")
    talking(amaras)
    amaras.get_by_test_id("post").get_by_role("button", name="More").click()
    amaras.get_by_role("menuitem", name="See who wrote this").click()
    amaras.get_by_label("Reason").fill("I want to help, and cannot here.")
    amaras.get_by_role("button", name="See who wrote it").click()
    expect(amaras.get_by_test_id("unveiled")).to_contain_text(lena.name)

    lenas = person_page(lena)
    lenas.goto(f"/threads/{thread.pk}/")
    talking(lenas)
    lenas.get_by_test_id("post").get_by_role("button", name="More").click()
    lenas.get_by_role("menuitem", name="Who has looked").click()
    expect(lenas.get_by_test_id("look")).to_contain_text("I want to help, and cannot here.")
    expect(lenas.get_by_test_id("look")).to_contain_text(amara.name)
