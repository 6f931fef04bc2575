"""Tomás, a tutor, stands by Marc's answer: everybody sees it, an edit takes it away, and nobody confirms their own."""

import pytest
from django.db import IntegrityError, transaction

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import EXPERT
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
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


def now(post) -> Post:
    return Post.objects.get(pk=post.pk)


def test_a_tutor_confirms_and_everybody_sees_it(question, answer, tomas, marc, lena, signed_in):
    actions.confirm_answer(post=answer, tutor=tomas)
    actions.confirm_answer(post=answer, tutor=tomas)
    changed = ("social.confirmation_changed", {"post_id": answer.pk, "number": 2, "confirmed": True})
    assert events_of(question).count(changed) == 1
    assert told(marc) == ["social.confirmed"]
    entry = AuditEntry.objects.get(what="social.answer_confirmed")
    assert (entry.who, entry.new) == (tomas, f'{{"confirmed":{tomas.pk}}}')
    page = signed_in(lena).get(f"/threads/{question.pk}/").content.decode()
    assert page.count('data-testid="confirmed"') == 1
    question.refresh_from_db()
    assert question.state == "open"
    more = signed_in(lena).get(f"/posts/{answer.pk}/more/").content.decode()
    assert "Tomás Ferreira confirmed this answer as a tutor." in more


def test_the_answer_that_is_confirmed_too_has_one_badge(question, answer, lena, tomas, signed_in):
    actions.accept_answer(post=answer, by=lena)
    actions.confirm_answer(post=answer, tutor=tomas)
    page = signed_in(lena).get(f"/threads/{question.pk}/").content.decode()
    assert page.count("The answer, confirmed by a tutor") == 1
    assert 'data-testid="confirmed"' not in page


def test_an_edit_takes_the_confirmation_away_and_the_tutor_looks_again(question, answer, tomas, marc):
    actions.confirm_answer(post=answer, tutor=tomas)
    actions.edit_post(post=answer, author=marc, source=answer.source)
    assert now(answer).is_confirmed
    actions.edit_post(post=answer, author=marc, source="The denominators differ, and so does follow-up.")
    assert (now(answer).is_confirmed, now(answer).confirmed_by) == (False, None)
    changed = ("social.confirmation_changed", {"post_id": answer.pk, "number": 2, "confirmed": False})
    assert changed in events_of(question)
    assert told(tomas).count("social.confirmation_lost") == 1
    last = AuditEntry.objects.filter(what="social.answer_confirmed").order_by("-pk")[0]
    assert (last.new, last.reason) == ('{"confirmed":null}', "edited")
    actions.confirm_answer(post=answer, tutor=tomas)
    assert told(marc).count("social.confirmed") == 1


def test_deleting_and_withdrawing_take_it_away_too(question, answer, tomas, marc):
    actions.confirm_answer(post=answer, tutor=tomas)
    actions.withdraw_confirmation(post=answer, tutor=tomas)
    assert not now(answer).is_confirmed
    actions.confirm_answer(post=answer, tutor=tomas)
    actions.delete_post(post=answer, by=marc)
    actions.restore_post(post=answer, by=marc)
    assert not now(answer).is_confirmed
    assert "social.confirmation_lost" not in told(tomas)


#                        stranger member asker author tutor
MAY_CONFIRM = {
    "open": (False, False, False, False, True),
    "answered": (False, False, False, False, True),
    "locked": (False, False, False, False, True),
    "archived": (False,) * 5,
    "the question itself": (False,) * 5,
    "the tutor's own": (False,) * 5,
    "deleted": (False,) * 5,
    "held": (False,) * 5,
    "a discussion": (False,) * 5,
    "an archived space": (False,) * 5,
}


@pytest.mark.parametrize("state", MAY_CONFIRM)
def test_the_table_of_confirming(state, eve, amara, marc, lena, tomas, space):
    actions.add_member(space=space, person=amara, by=tomas)
    thread = a_thread(space, lena, kind="discussion" if state == "a discussion" else "question")
    post = a_post(thread, tomas if state == "the tutor's own" else marc)
    if state == "the question itself":
        post = thread.posts.get(number=1)
    elif state == "deleted":
        actions.delete_post(post=post, by=marc)
    elif state == "held":
        Post.objects.filter(pk=post.pk).update(held_for="flags")
    elif state == "an archived space":
        actions.archive_space(space=space, by=tomas)
    elif state in Thread.State.values:
        Thread.objects.filter(pk=thread.pk).update(state=state)
    post = Post.objects.select_related("thread__space").get(pk=post.pk)
    people = (eve, amara, lena, marc, tomas)
    asked = tuple(rules.may_confirm(standing(who, post.thread.space), post) for who in people)
    assert asked == MAY_CONFIRM[state]
    for who, may in zip(people, asked, strict=True):
        if not may:
            with pytest.raises(Refused):
                actions.confirm_answer(post=post, tutor=who)


def test_who_leads_a_community_confirms_only_as_a_tutor_or_expert_of_the_house(lena, marc, tomas, eve):
    """Marc leads, Tomás is a tutor of the house who is a member only."""
    space = a_community(lena, tomas, by=marc)
    post = a_post(a_thread(space, lena, kind="question"), lena)
    post = Post.objects.select_related("thread__space").get(pk=post.pk)
    assert not rules.may_confirm(standing(marc, space), post)
    assert not rules.may_confirm(standing(tomas, space), post)
    RoleGrant.objects.create(person=marc, role=EXPERT)
    assert rules.may_confirm(standing(Person.objects.get(pk=marc.pk), space), post)
    actions.change_role(space=space, person=tomas, role="moderator", by=marc)
    assert rules.may_confirm(standing(tomas, space), post)


def test_the_database_refuses_a_confirmation_by_nobody_of_ones_own_and_of_what_is_gone(answer, tomas, marc):
    actions.confirm_answer(post=answer, tutor=tomas)
    rows = Post.objects.filter(pk=answer.pk)
    nonsense = ({"confirmed_by": None}, {"confirmed_by": marc}, {"deleted_at": answer.written_at, "deleted_by": marc})
    for change in nonsense:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_redaction_takes_the_confirmation_away(question, answer, tomas, marc, admin):
    RoleGrant.objects.create(person=admin, role="safety_officer")
    officer = Person.objects.get(pk=admin.pk)
    actions.confirm_answer(post=answer, tutor=tomas)
    case = actions.report_post(post=answer, reporter=marc, told={})
    actions.take_case(case=case, officer=officer)
    actions.redact_post(case=case, officer=officer, words="Shorter.", reason="A name stood there.")
    assert not now(answer).is_confirmed
    assert told(tomas).count("social.confirmation_lost") == 1


def test_by_a_page_without_scripts_and_by_a_program(question, answer, tomas, marc, lena, eve, signed_in):
    tomass = signed_in(tomas)
    assert "Confirm as a tutor" in tomass.get(f"/posts/{answer.pk}/more/").content.decode()
    assert "Confirm as a tutor" not in signed_in(lena).get(f"/posts/{answer.pk}/more/").content.decode()
    assert "data-may-confirm" in tomass.get(f"/threads/{question.pk}/").content.decode()
    assert "data-may-confirm" not in signed_in(lena).get(f"/threads/{question.pk}/").content.decode()
    assert "Confirmed." in tomass.post(f"/posts/{answer.pk}/confirm/", follow=True).content.decode()
    assert "No tutor stands by" in tomass.post(f"/posts/{answer.pk}/unconfirm/", follow=True).content.decode()
    path = f"{API}/posts/{answer.pk}/confirmed"
    assert tomass.put(path).json()["confirmed"]
    assert not tomass.delete(path).json()["confirmed"]
    assert signed_in(marc).put(path).status_code == 403
    assert signed_in(eve).put(path).status_code == 404
    assert signed_in(eve).post(f"/posts/{answer.pk}/confirm/").status_code == 404
