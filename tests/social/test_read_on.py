"""Lena reads on where she stopped, and keeps for later what she cannot read now."""

import pytest

from core.acts.refusals import Refused
from social import actions
from social.models import Draft, ReadMark, Thread
from tests.make.talk import a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, tomas) -> Thread:
    thread = a_thread(a_space(lena, by=tomas), tomas)
    many_posts(thread, [tomas], 9)
    return thread


def unread(person) -> list[Thread]:
    return list(Thread.objects.visible_to(person).unread_by(person))


def mark(thread, person) -> int:
    return ReadMark.objects.get(thread=thread, person=person).number


def test_the_mark_moves_on_by_reading_and_back_by_hand(thread, lena):
    assert unread(lena) == [thread]
    actions.mark_read(thread=thread, person=lena, number=5)
    actions.mark_read(thread=thread, person=lena, number=3)
    assert mark(thread, lena) == 5
    actions.mark_read(thread=thread, person=lena, number=99)
    assert mark(thread, lena) == 9
    assert unread(lena) == []
    actions.mark_unread(thread=thread, person=lena, number=4)
    assert mark(thread, lena) == 3
    assert unread(lena) == [thread]


def test_what_is_marked_by_hand_counts_though_one_caught_up(thread, lena):
    actions.catch_up(space=thread.space, person=lena)
    assert unread(lena) == []
    actions.mark_unread(thread=thread, person=lena, number=4)
    assert unread(lena) == [thread]
    actions.catch_up(space=thread.space, person=lena)
    assert unread(lena) == []


def test_what_was_said_before_one_came_is_not_unread(thread, marc, tomas):
    actions.add_member(space=thread.space, person=marc, by=tomas)
    assert unread(marc) == []
    a_post(thread, tomas)
    assert unread(marc) == [thread]


def test_ones_own_post_does_not_hide_what_one_has_not_read(thread, lena, tomas):
    actions.mark_read(thread=thread, person=lena, number=7)
    a_post(thread, lena)
    assert mark(thread, lena) == 7
    thread.refresh_from_db()
    actions.mark_read(thread=thread, person=lena, number=10)
    a_post(thread, lena)
    assert mark(thread, lena) == 11


def test_muted_threads_stay_quiet_and_a_thread_beats_its_space(thread, lena):
    actions.follow_space(space=thread.space, person=lena, level="mute")
    assert unread(lena) == []
    actions.follow_thread(thread=thread, person=lena, level="watch")
    assert unread(lena) == [thread]
    actions.follow_space(space=thread.space, person=lena, level="normal")
    actions.follow_thread(thread=thread, person=lena, level="mute")
    assert unread(lena) == []
    with pytest.raises(Refused):
        actions.follow_thread(thread=thread, person=lena, level="loud")


def test_a_draft_is_kept_and_the_newer_one_is_not_lost(lena, eve):
    draft = actions.save_draft(person=lena, context="thread:1", source="My gu", version=0)
    draft = actions.save_draft(person=lena, context="thread:1", source="My guess", version=draft.version)
    assert (draft.version, draft.source) == (2, "My guess")
    for old in (0, 1):
        with pytest.raises(Refused) as refusal:
            actions.save_draft(person=lena, context="thread:1", source="Older", version=old)
        assert (refusal.value.code, refusal.value.status) == ("social.newer_draft", 409)
    assert not Draft.objects.visible_to(eve).exists()
    actions.discard_draft(person=lena, context="thread:1")
    assert not Draft.objects.visible_to(lena).exists()
