"""Lena was away, and reads what she missed in the order of its weight."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from social import actions
from social.models import Clearing, Post, ReadMark, Thread
from social.queries import catching_up
from social.queries.catching_up import catch_up_of
from tests.make.talk import a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, tomas):
    """A group that Tomás tutors, with Lena and her manager in it."""
    return a_space(lena, marc, by=tomas, name="Readers")


def since(**ago) -> datetime:
    return timezone.now() - timedelta(**(ago or {"days": 2}))


def titles(missed) -> list[str]:
    return [each.line.thread.title for each in missed]


def test_by_importance_each_with_its_reason(space, lena, marc, tomas, amara, signed_in):
    called = a_thread(space, marc, "Called")
    a_post(called, tomas, "@Lena Hoffmann, see this.")
    a_thread(space, tomas, "A tutor's question", kind="question")
    a_thread(space, marc, "A manager's question", kind="question")
    mine = a_thread(space, lena, "Lena's question", kind="question")
    answer = a_post(mine, marc, "By the denominators.")
    actions.accept_answer(post=answer, by=lena)
    lively = a_thread(space, marc, "Lively")
    actions.mark_read(thread=lively, person=lena, number=1)
    many_posts(lively, [marc, tomas], 8)
    Post.objects.filter(thread=lively, number__gt=1).update(written_at=timezone.now())
    a_thread(space, marc, "Brand new")
    page = catch_up_of(lena, since())
    assert {line.sentence for line in page.to_me} == {"Tomás Ferreira mentioned you.", "Marc Lefèvre answered you."}
    assert set(titles(page.asked)) == {"A tutor's question", "A manager's question"}
    reasons = {each.line.thread.title: each.reason for each in [*page.asked, *page.lively, *page.new]}
    assert reasons == {
        "A tutor's question": "Your tutor asks, and you have not answered yet.",
        "A manager's question": "Your manager asks, and you have not answered yet.",
        "Lively": "8 posts since then.",
        "Brand new": "New in a space of yours.",
    }
    html = signed_in(lena).get("/catch-up/").content.decode()
    order = ["missed-to-me", "missed-asked", "missed-lively", "missed-new"]
    assert sorted(order, key=html.index) == order


def test_an_answer_accepted_in_what_one_follows(space, lena, marc, tomas):
    asked = a_thread(space, marc, "Marc's question", kind="question")
    actions.follow_thread(thread=asked, person=lena, level="watch")
    answer = a_post(asked, tomas, "By the denominators.")
    actions.mark_read(thread=asked, person=lena, number=2)
    actions.accept_answer(post=answer, by=marc)
    [missed] = catch_up_of(lena, since()).accepted
    assert (missed.reason, missed.answer) == ("Tomás Ferreira gave the answer that was accepted.", answer.pk)
    other = a_thread(space, marc, "Not followed", kind="question")
    actions.accept_answer(post=a_post(other, tomas), by=marc)
    assert titles(catch_up_of(lena, since()).accepted) == ["Marc's question"]
    # Her own answer is told as an answer to her.
    assert catch_up_of(tomas, since()).accepted == []


def test_announcements_that_ask_are_told_until_they_are_acknowledged(space, lena, tomas):
    thread = a_thread(space, tomas, "New procedure", kind="announcement")
    actions.ask_to_acknowledge(thread=thread, by=tomas)
    assert [asking.thread for asking in catch_up_of(lena, since()).askings] == [thread]
    actions.acknowledge(thread=thread, person=lena)
    assert catch_up_of(lena, since()).askings == []


def test_what_one_has_answered_read_muted_or_opened_is_not_told(space, lena, marc, tomas):
    answered = a_thread(space, tomas, "Answered", kind="question")
    a_post(answered, lena, "Yes.")
    read = a_thread(space, marc, "Read")
    actions.mark_read(thread=read, person=lena, number=1)
    muted = a_thread(space, marc, "Muted")
    actions.follow_thread(thread=muted, person=lena, level="mute")
    a_thread(space, lena, "Mine")
    assert catch_up_of(lena, since()).is_empty
    assert catch_up_of(lena, since(seconds=0)).is_empty


def test_nothing_of_what_one_may_not_see(space, lena, eve, tomas, marc, signed_in):
    thread = a_thread(space, tomas, "Between us")
    a_post(thread, marc, "@Lena Hoffmann, see this.")
    actions.follow_thread(thread=thread, person=eve, level="watch")
    assert catch_up_of(eve, since()).is_empty
    assert "Between us" not in signed_in(eve).get("/catch-up/").content.decode()
    assert not catch_up_of(lena, since()).is_empty
    actions.remove_member(space=space, person=lena, by=tomas)
    assert catch_up_of(lena, since()).is_empty


def test_since_one_said_so_or_read_before_today(space, lena, tomas):
    a_fortnight_ago = timezone.now() - catching_up.USUAL
    assert timedelta() <= catching_up.last_here(lena) - a_fortnight_ago < timedelta(minutes=1)
    thread = a_thread(space, tomas)
    actions.mark_read(thread=thread, person=lena, number=1)
    assert catching_up.last_here(lena) - a_fortnight_ago < timedelta(minutes=1)
    before = timezone.now() - timedelta(days=3)
    ReadMark.objects.filter(person=lena).update(at=before)
    assert catching_up.last_here(lena) == before
    clearing = actions.clear_all(person=lena, until=timezone.now())
    assert catching_up.last_here(lena) == clearing.at
    actions.take_clearing_back(clearing=clearing, person=lena)
    assert catching_up.last_here(lena) == before


def test_caught_up_by_one_press_and_back(space, lena, tomas, signed_in):
    a_thread(space, tomas, "Brand new")
    lenas = signed_in(lena)
    page = lenas.get("/catch-up/")
    until = page.context["missed"].until
    answer = lenas.post("/unread/read/", {"from": "catch-up", "what": "all", "until": until.isoformat()}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/catch-up/")
    assert "You are caught up" in answer.content.decode()
    clearing = Clearing.objects.get()
    answer = lenas.post(f"/unread/{clearing.pk}/undo/", {"from": "catch-up"}, follow=True)
    assert "Brand new" in answer.content.decode()


def test_since_a_day_of_one_s_own_clock(space, lena, tomas, signed_in):
    thread = a_thread(space, tomas, "Long ago")
    Thread.objects.filter(pk=thread.pk).update(
        opened_at=timezone.now() - timedelta(days=20), last_post_at=timezone.now() - timedelta(days=20)
    )
    lenas = signed_in(lena)
    assert "Long ago" not in lenas.get("/catch-up/").content.decode()
    day = timezone.localdate() - timedelta(days=30)
    page = lenas.get(f"/catch-up/?since={day:%Y-%m-%d}")
    # It was said before she came, so it is told of as new, not as unread.
    assert "Long ago" in page.content.decode()
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(lena.zone))
    assert page.context["missed"].since == midnight
    assert lenas.get("/catch-up/?since=1999-01-01").context["missed"].since > timezone.now() - timedelta(days=91)
    assert lenas.get("/catch-up/?since=nonsense").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(count, lena, marc, tomas, signed_in, django_assert_num_queries):
    for _ in range(count):
        space = a_space(lena, marc, by=tomas)
        a_post(a_thread(space, marc, "Called"), tomas, "@Lena Hoffmann, see this.")
        a_thread(space, tomas, "Asked", kind="question")
        a_thread(space, marc, "New")
        told = a_thread(space, tomas, "To acknowledge", kind="announcement")
        actions.ask_to_acknowledge(thread=told, by=tomas)
        asked = a_thread(space, marc, "Followed", kind="question")
        actions.follow_thread(thread=asked, person=lena, level="watch")
        actions.accept_answer(post=a_post(asked, tomas), by=marc)
        actions.start_talk(author=tomas, people=[lena, marc], source="To both", name="Three")
    lenas = signed_in(lena)
    lenas.get("/catch-up/")
    with django_assert_num_queries(11):
        page = lenas.get("/catch-up/")
    assert len(page.context["missed"].to_me) == 2 * count
    assert all(part for part in (page.context["missed"].asked, page.context["missed"].accepted))
