"""Lena asks, Marc answers, and Lena says that this is the answer: a post of the talk, or another place."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from social import actions, rules
from social.models import Post, Thread
from social.queries.standings import standing
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def space(lena, marc, tomas):
    return a_space(lena, marc, by=tomas)


@pytest.fixture
def question(space, lena) -> Thread:
    return a_thread(space, lena, kind="question")


@pytest.fixture
def answer(question, marc) -> Post:
    return a_post(question, marc, "The denominators differ.")


def events_of(thread) -> list[tuple[str, dict]]:
    rows = StreamEvent.objects.filter(stream__name=thread.stream.name).order_by("seq")
    return list(rows.values_list("name", "data"))


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_the_accepted_post_is_the_answer_and_its_author_is_told(question, answer, lena, marc, signed_in):
    actions.accept_answer(post=answer, by=lena)
    question.refresh_from_db()
    assert (question.state, question.posts.accepted().get()) == ("answered", answer)
    assert ("social.answer_changed", {"post_id": answer.pk, "number": 2, "accepted": True}) in events_of(question)
    assert ("social.thread_changed", {"thread_id": question.pk, "state": "answered"}) in events_of(question)
    assert told(marc).count("social.accepted") == 1
    entry = AuditEntry.objects.filter(what="social.answer_accepted").get()
    assert (entry.who, str(answer.pk) in str(entry.new)) == (lena, True)
    page = signed_in(marc).get(f"/threads/{question.pk}/").content.decode()
    assert "Answered by Marc Lefèvre — see the answer" in page
    assert f'href="/posts/{answer.pk}/"' in page
    assert page.count('data-testid="accepted"') == 1
    assert "Answered" in signed_in(marc).get(f"/spaces/{question.space_id}/").content.decode()


def test_another_answer_takes_its_place_and_may_be_withdrawn(question, answer, lena, tomas, marc):
    actions.accept_answer(post=answer, by=lena)
    beneath = a_post(question, tomas, "Rates, not heads.", reply_to=answer)
    actions.accept_answer(post=beneath, by=lena)
    assert question.posts.accepted().get() == beneath
    assert ("social.answer_changed", {"post_id": answer.pk, "number": 2, "accepted": False}) in events_of(question)
    actions.withdraw_answer(post=beneath, by=tomas)
    question.refresh_from_db()
    assert (question.state, question.answered_at, question.posts.accepted().count()) == ("open", None, 0)
    actions.accept_answer(post=answer, by=lena)
    assert told(marc).count("social.accepted") == 1


def test_who_accepts_their_own_answer_is_not_told(question, lena):
    mine = a_post(question, lena, "Found it myself.")
    actions.accept_answer(post=mine, by=lena)
    assert "social.accepted" not in told(lena)


def test_deleting_the_answer_opens_the_question_and_a_locked_one_stays_locked(question, answer, lena, marc, tomas):
    actions.accept_answer(post=answer, by=lena)
    actions.delete_post(post=answer, by=marc)
    question.refresh_from_db()
    assert (question.state, question.posts.accepted().count()) == ("open", 0)
    actions.restore_post(post=answer, by=marc)
    assert question.posts.accepted().count() == 0
    actions.accept_answer(post=answer, by=lena)
    actions.lock_thread(thread=question, by=tomas)
    actions.delete_post(post=answer, by=tomas)
    question.refresh_from_db()
    assert (question.state, question.answered_at) == ("locked", None)
    assert actions.unlock_thread(thread=question, by=tomas).state == "open"


def test_still_open_lets_go_of_the_answer(question, answer, lena):
    actions.accept_answer(post=answer, by=lena)
    actions.reopen_question(thread=question, by=lena)
    assert not question.posts.accepted().exists()


ACTORS = ("stranger", "member", "asker", "tutor")
#                 stranger member asker tutor
MAY_ACCEPT = {
    "open": (False, False, True, True),
    "answered": (False, False, True, True),
    "locked": (False, False, False, False),
    "archived": (False, False, False, False),
    "the question itself": (False, False, False, False),
    "deleted": (False, False, False, False),
    "a discussion": (False, False, False, False),
    "an archived space": (False, False, False, False),
}


@pytest.mark.parametrize("state", MAY_ACCEPT)
def test_the_table_of_accepting(state, eve, marc, lena, tomas, space):
    thread = a_thread(space, lena, kind="discussion" if state == "a discussion" else "question")
    post = a_post(thread, marc)
    if state == "the question itself":
        post = thread.posts.get(number=1)
    elif state == "deleted":
        actions.delete_post(post=post, by=marc)
    elif state == "an archived space":
        actions.archive_space(space=space, by=tomas)
    elif state != "a discussion":
        Thread.objects.filter(pk=thread.pk).update(state=state)
    post = Post.objects.select_related("thread__space").get(pk=post.pk)
    asked = tuple(rules.may_accept(standing(who, post.thread.space), post) for who in (eve, marc, lena, tomas))
    assert asked == MAY_ACCEPT[state]
    for who, may in zip((eve, marc, lena, tomas), asked, strict=True):
        if not may:
            with pytest.raises(Refused):
                actions.accept_answer(post=post, by=who)


def test_the_database_refuses_two_answers_and_answered_discussions(question, answer, lena, tomas, space):
    actions.accept_answer(post=answer, by=lena)
    other = a_post(question, tomas)
    discussion = a_thread(space, lena)
    for rows, nonsense in (
        (Post.objects.filter(pk=other.pk), {"accepted_at": answer.written_at, "accepted_by": lena}),
        (Post.objects.filter(pk=answer.pk), {"deleted_at": answer.written_at, "deleted_by": lena}),
        (Thread.objects.filter(pk=discussion.pk), {"state": "answered"}),
        (Thread.objects.filter(pk=question.pk), {"elsewhere_post": answer}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**nonsense)


def test_a_question_is_answered_elsewhere_and_only_who_may_see_it_learns_where(
    question, lena, marc, tomas, eve, signed_in
):
    secret = a_community(lena, by=tomas, openness="secret")
    there = a_post(a_thread(secret, tomas, "What the ward counted"), lena)
    actions.mark_answered_elsewhere(thread=question, by=lena, where=Ref("post", there.pk))
    question.refresh_from_db()
    assert (question.state, question.elsewhere_id, question.elsewhere_post) == ("answered", there.thread_id, there)
    lenas, marcs = (signed_in(who).get(f"/threads/{question.pk}/").content.decode() for who in (lena, marc))
    assert "Answered elsewhere" in lenas
    assert "See it in “What the ward counted”" in lenas
    assert f'href="/posts/{there.pk}/"' in lenas
    assert "Answered elsewhere" in marcs
    for secret_word in ("What the ward counted", f"/posts/{there.pk}/", f"/threads/{there.thread_id}/"):
        assert secret_word not in marcs
    link = f"/threads/{question.pk}/elsewhere/link/"
    assert "What the ward counted" not in signed_in(marc).get(link).content.decode()
    assert f"/posts/{there.pk}/" in signed_in(lena).get(link).content.decode()
    assert signed_in(eve).get(link).status_code == 404
    told_by_api = [signed_in(who).get(f"{API}/threads/{question.pk}").json() for who in (lena, marc)]
    assert [(one["answered_elsewhere"], one["elsewhere"]) for one in told_by_api] == [
        (True, f"post:{there.pk}"),
        (True, None),
    ]


def test_where_it_is_answered_is_found_by_words_or_a_link(question, lena, marc, tomas, space, signed_in):
    there = a_thread(space, tomas, "Adjusted denominators explained")
    hidden = a_thread(a_community(by=tomas, openness="secret"), tomas, "Adjusted denominators in secret")
    lenas, path = signed_in(lena), f"/threads/{question.pk}/elsewhere/"
    offered = lenas.post(path, {"where": "adjusted denominators"}).content.decode()
    assert f'value="thread:{there.pk}"' in offered
    assert f'value="thread:{hidden.pk}"' not in offered
    assert "Nothing that you may see" in lenas.post(path, {"where": "xylophone"}).content.decode()
    for nonsense in (f"thread:{hidden.pk}", f"/threads/{question.pk}/", "/threads/999999/"):
        assert lenas.post(path, {"where": nonsense}).status_code == 422
    done = lenas.post(path, {"where": f"{settings.ORIGIN}/threads/{there.pk}/?post=1"})
    assert (done.status_code, done["Location"]) == (302, f"/threads/{question.pk}/")
    question.refresh_from_db()
    assert question.elsewhere_post == there.posts.get()
    assert signed_in(marc).get(path).status_code == 404


def test_one_answer_at_a_time(question, answer, lena, space, tomas):
    there = a_thread(space, tomas, "There")
    actions.accept_answer(post=answer, by=lena)
    actions.mark_answered_elsewhere(thread=question, by=lena, where=Ref("thread", there.pk))
    assert not question.posts.accepted().exists()
    actions.accept_answer(post=answer, by=lena)
    question.refresh_from_db()
    assert (question.elsewhere, question.state) == (None, "answered")


def test_a_program_accepts_and_withdraws(question, answer, lena, marc, eve, signed_in):
    lenas, path = signed_in(lena), f"{API}/posts/{answer.pk}/accepted"
    assert lenas.put(path).json()["accepted"]
    assert lenas.get(f"{API}/threads/{question.pk}").json()["accepted_post"] == answer.pk
    assert lenas.get(f"{API}/spaces/{question.space_id}/threads").json()["items"][0]["accepted_post"] == answer.pk
    assert not lenas.delete(path).json()["accepted"]
    assert lenas.get(f"{API}/threads/{question.pk}").json()["accepted_post"] is None
    assert signed_in(marc).put(path).status_code == 403
    assert signed_in(eve).put(path).status_code == 404
    there = a_thread(question.space, lena, "There")
    said = lenas.put(
        f"{API}/threads/{question.pk}/answered-elsewhere",
        {"where": f"thread:{there.pk}"},
        content_type="application/json",
    )
    assert said.json()["elsewhere"] == f"thread:{there.pk}"


def test_it_works_without_scripts(question, answer, lena, marc, eve, signed_in):
    assert "This is the answer" in signed_in(lena).get(f"/posts/{answer.pk}/more/").content.decode()
    done = signed_in(lena).post(f"/posts/{answer.pk}/accept/", follow=True).content.decode()
    assert "Accepted: this is the answer." in done
    assert "Not the answer after all" not in signed_in(marc).get(f"/posts/{answer.pk}/more/").content.decode()
    assert signed_in(eve).post(f"/posts/{answer.pk}/withdraw/").status_code == 404
    assert "open again" in signed_in(lena).post(f"/posts/{answer.pk}/withdraw/", follow=True).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_answered_questions_cost_the_same(
    count, space, lena, marc, tomas, signed_in, django_assert_num_queries
):
    there = a_thread(space, tomas, "There")
    for n in range(count):
        actions.accept_answer(post=a_post(a_thread(space, lena, f"Q {n}", kind="question"), marc), by=lena)
        other = a_thread(space, lena, f"E {n}", kind="question")
        actions.mark_answered_elsewhere(thread=other, by=lena, where=Ref("thread", there.pk))
    client = signed_in(lena)
    client.get(f"/spaces/{space.pk}/")
    with django_assert_num_queries(12):
        client.get(f"/spaces/{space.pk}/")
    with django_assert_num_queries(4):
        client.get(f"{API}/spaces/{space.pk}/threads")
