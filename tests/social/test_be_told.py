"""Lena is told of what concerns her, once, and of nothing that she may not see; the search finds as much."""

from datetime import timedelta

import pytest

from core.notifications.actions.notices import stream_of
from core.notifications.models import Notice
from core.notifications.queries import unread_count
from core.search.queries import find
from social import actions
from social.actions.telling import tell_watchers
from social.models import Membership, Thread
from tests.make.talk import a_community, a_post, a_space, a_thread, last_seq

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), lena, kind="question")


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_mention_tells_once_and_not_oneself(thread, lena, tomas, eve):
    post = a_post(thread, tomas, f"@{lena.name} @{eve.name} @{tomas.name}")
    assert told(lena) == ["social.mention"]
    assert told(eve) == told(tomas) == []
    actions.edit_post(post=post, author=tomas, source=f"@{lena.name}: look again")
    assert told(lena) == ["social.mention"]


def test_who_asks_is_told_of_answers_and_who_is_answered_too(thread, lena, tomas, marc):
    actions.add_member(space=thread.space, person=marc, by=tomas)
    answer = a_post(thread, tomas)
    assert told(lena) == ["social.answer"]
    a_post(thread, marc, reply_to=answer)
    assert told(tomas) == ["social.answer"]
    assert told(lena) == ["social.answer"]
    actions.follow_thread(thread=thread, person=lena, level="mute")
    a_post(thread, marc)
    assert told(lena) == ["social.answer"]


def test_who_is_really_answered_beneath_the_same_post_is_told(thread, lena, tomas, marc, amara, signed_in):
    for person in (marc, amara):
        actions.add_member(space=thread.space, person=person, by=tomas)
    top = a_post(thread, tomas)
    answer = a_post(thread, marc, reply_to=top)
    said = a_post(thread, amara, "Said to Marc", reply_to=answer)
    assert (said.reply_to, said.meant_for) == (top, answer)
    assert told(marc) == ["social.answer"]
    assert told(tomas) == ["social.answer", "social.answer"]
    # Who answers themselves, or is called by name besides, is told once or not at all.
    a_post(thread, marc, f"@{tomas.name} look", reply_to=answer)
    assert told(marc) == ["social.answer"]
    assert told(tomas)[2:] == ["social.mention"]
    for person in (marc, tomas):
        assert "Said to Marc" in signed_in(person).get("/").content.decode()
    assert "Said to Marc" not in signed_in(lena).get("/").content.decode().partition("Answers to you")[2]


def test_who_watches_and_is_answered_is_told_once(thread, lena, tomas, marc, amara):
    for person in (marc, amara):
        actions.add_member(space=thread.space, person=person, by=tomas)
    actions.follow_thread(thread=thread, person=marc, level="watch")
    answer = a_post(thread, marc, reply_to=a_post(thread, tomas))
    said = a_post(thread, amara, reply_to=answer)
    tell_watchers(post_id=said.pk)
    assert told(marc).count("social.answer") == 1
    assert not Notice.objects.filter(person=marc, kind="social.watched", about_id=said.pk).exists()


def test_the_tutors_are_called(thread, lena, tomas):
    a_post(thread, lena, "@tutors please")
    assert told(tomas) == ["social.tutors"]


def test_who_watches_is_told_by_a_job(thread, lena, tomas, marc, amara):
    for person in (marc, amara):
        actions.add_member(space=thread.space, person=person, by=tomas)
    actions.follow_space(space=thread.space, person=marc, level="watch")
    actions.follow_space(space=thread.space, person=amara, level="watch")
    actions.follow_thread(thread=thread, person=amara, level="normal")
    post = a_post(thread, tomas)
    assert tell_watchers(post_id=post.pk) == 1
    tell_watchers(post_id=post.pk)
    assert (told(marc), told(amara)) == (["social.watched"], [])


def test_requests_and_invitations_are_told(lena, tomas, marc):
    space = a_community(by=tomas, openness="closed")
    request = actions.ask_to_join(space=space, person=lena)
    assert told(tomas) == ["social.join_asked"]
    actions.accept_request(request=request, moderator=tomas)
    assert told(lena) == ["social.join_answered"]
    actions.invite(space=space, member=tomas, person=marc)
    assert told(marc) == ["social.invited"]


def bell(person) -> tuple[int, int]:
    """What waits behind their bell, and how often their open pages were told of it."""
    return unread_count(person), last_seq(stream_of(person.pk))


def read(thread, person, number) -> None:
    actions.mark_read(thread=Thread.objects.select_related("space").get(pk=thread.pk), person=person, number=number)


def test_reading_a_talk_reads_what_one_was_told_of_it(thread, lena, tomas, marc):
    actions.add_member(space=thread.space, person=marc, by=tomas)
    a_post(a_thread(thread.space, tomas, "Elsewhere"), tomas, f"@{lena.name}, here too")
    first, second = a_post(thread, tomas), a_post(thread, tomas, f"@{lena.name} @{marc.name}")
    waiting, told_of = bell(lena)
    assert waiting == 3
    read(thread, lena, first.number)
    assert bell(lena) == (2, told_of + 1)
    read(thread, lena, second.number)
    assert bell(lena) == (1, told_of + 2)
    # Reading on where nothing waits tells no page anything.
    read(thread, lena, second.number)
    assert bell(lena) == (1, told_of + 2)
    assert bell(marc)[0] == 1
    actions.catch_up(space=thread.space, person=lena)
    assert bell(lena)[0] == 0


def test_who_caught_up_is_told_of_what_was_said_since(thread, lena, tomas):
    post = a_post(thread, tomas)
    actions.catch_up(space=thread.space, person=lena, until=post.written_at - timedelta(hours=1))
    assert bell(lena)[0] == Thread.objects.visible_to(lena).unread_by(lena).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_however_much_one_was_told(count, thread, lena, tomas, django_assert_num_queries):
    for _ in range(count):
        a_post(thread, tomas)
    read(thread, lena, 1)
    thread.refresh_from_db()
    with django_assert_num_queries(10):
        read(thread, lena, thread.last_number)
    assert bell(lena)[0] == 0


def test_who_was_there_is_not_told_afterwards_of_what_they_watch(thread, lena, tomas, marc):
    actions.add_member(space=thread.space, person=marc, by=tomas)
    actions.follow_space(space=thread.space, person=marc, level="watch")
    post = a_post(thread, tomas)
    read(post.thread, marc, post.number)
    assert tell_watchers(post_id=post.pk) == 0
    assert told(marc) == []


def test_a_class_chat_tells_only_who_is_called(lena, tomas, marc):
    room = a_thread(a_space(lena, marc, by=tomas, kind="class"), tomas, kind="question")
    a_post(room, lena, "Good morning")
    assert told(tomas) == []
    a_post(room, lena, f"@{marc.name} can you hear me?")
    assert told(marc) == ["social.mention"]


def found(person, words) -> set[str]:
    return {hit.ref.kind for hit in find(person, words).hits}


def test_search_finds_what_one_may_read_and_nothing_deleted(lena, tomas, eve):
    space = a_community(lena, by=tomas, openness="closed", name="Ticagrelor circle")
    thread = a_thread(space, tomas, "Dyspnoea under ticagrelor", source="Who has seen ticagrelor dyspnoea?")
    post = a_post(thread, lena, "In PLATO ticagrelor patients reported it.")
    assert found(lena, "ticagrelor") == {"space", "thread", "post"}
    assert found(eve, "ticagrelor") == {"space"}
    actions.delete_post(post=post, by=lena)
    assert found(lena, "PLATO") == set()
    actions.restore_post(post=post, by=lena)
    assert found(lena, "PLATO") == {"post"}
    actions.rename_thread(thread=thread, by=tomas, title="Breath and platelets")
    assert "thread" in found(lena, "platelets")
    Membership.objects.filter(space=space, person=lena).delete()
    assert found(lena, "PLATO") == set()


def test_an_answer_is_found_by_its_own_words_and_not_by_its_threads_title(lena, tomas):
    space = a_community(lena, by=tomas)
    thread = a_thread(space, tomas, "Dyspnoea under ticagrelor", source="Who has seen it?")
    a_post(thread, lena, "In PLATO patients reported it.")
    assert found(lena, "dyspnoea") == {"thread"}
    assert found(lena, "PLATO") == {"post"}
