"""Readers flag a post; who leads looks, does something, and says why."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from social import actions, rules
from social.models import Flag, Membership, Post, Sanction, Thread
from social.queries.standings import standing
from tests.make.conduct import a_case, a_reviewer
from tests.make.talk import a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, marc, amara, tomas) -> Thread:
    return a_thread(a_space(lena, marc, amara, by=tomas), tomas)


@pytest.fixture
def post(thread, marc) -> Post:
    return a_post(thread, marc, "It works for adults too, tell them so")


def test_a_flag_is_one_a_person_and_thanked(post, lena, tomas, signed_in):
    page = signed_in(lena)
    assert page.post(f"/posts/{post.pk}/flag/", {"sort": "other", "words": " "}).status_code == 422
    answer = page.post(f"/posts/{post.pk}/flag/", {"sort": "off_label"}, follow=True)
    assert "Thank you" in answer.content.decode()
    page.post(f"/posts/{post.pk}/flag/", {"sort": "rude"})
    assert Flag.objects.get().sort == "off_label"
    assert page.post(f"/api/v1/posts/{post.pk}/flags", {"sort": "spam"}, "application/json").status_code == 204
    assert Flag.objects.count() == 1
    assert Notice.objects.get(kind="social.flagged").person == tomas


def test_nobody_flags_their_own_or_what_they_do_not_see(post, marc, eve, signed_in):
    for person in (marc, eve):
        assert signed_in(person).get(f"/posts/{post.pk}/flag/").status_code == 404
        with pytest.raises(Refused):
            actions.flag_post(post=post, person=person, sort="rude")
    assert (
        signed_in(eve).post(f"/api/v1/posts/{post.pk}/flags", {"sort": "rude"}, "application/json").status_code == 404
    )


def test_the_author_is_never_told_who_flagged(post, thread, lena, marc, tomas, signed_in):
    actions.flag_post(post=post, person=lena, sort="rude", words="Not so loud")
    assert not Notice.objects.filter(person=marc).exists()
    for url in (f"/threads/{thread.pk}/", f"/posts/{post.pk}/more/", "/flags/", f"/api/v1/posts/{post.pk}"):
        assert "Not so loud" not in signed_in(marc).get(url).content.decode()
    queue = signed_in(tomas).get("/flags/").content.decode()
    assert "Not so loud" in queue
    assert lena.name not in queue.partition("flag-queue")[2].partition("</ul>")[0]


def test_the_third_flag_hides_the_post_until_somebody_has_looked(post, thread, lena, amara, tomas, company, signed_in):
    third = Person.objects.make(email="ines@example.org", name="Inès Moreau", unit=company.field)
    actions.add_member(space=thread.space, person=third, by=tomas)
    for person in (lena, amara):
        actions.flag_post(post=post, person=person, sort="wrong")
        assert not Post.objects.get(pk=post.pk).is_hidden
    actions.flag_post(post=post, person=third, sort="wrong")
    assert Post.objects.get(pk=post.pk).held_for == "flags"
    event = StreamEvent.objects.filter(stream__name=thread.stream.name).last()
    assert (event.name, event.actor_id) == ("social.post_held", None)
    assert "adults too" not in signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert signed_in(lena).get(f"/api/v1/posts/{post.pk}").json()["html"] is None
    assert "adults too" in signed_in(tomas).get("/flags/").content.decode()
    said = {"deed": "dismiss", "reason": "It is right"}
    assert signed_in(tomas).post(f"/posts/{post.pk}/flags/answer/", said).status_code == 302
    assert "adults too" in signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    outcomes = Notice.objects.filter(kind="social.flag_answered").values_list("person__name", flat=True)
    assert set(outcomes) == {lena.name, amara.name, third.name}
    assert AuditEntry.objects.get(what="social.flags_answered").reason == "It is right"


@pytest.mark.parametrize("deed", ["delete", "lock", "warn", "pause"])
def test_each_answer_does_what_it_says(deed, post, thread, lena, marc, tomas, signed_in):
    actions.flag_post(post=post, person=lena, sort="rude")
    said = {"deed": deed, "reason": "Too loud", "length": "hour", "space": thread.space_id}
    answer = signed_in(tomas).post(f"/posts/{post.pk}/flags/answer/", said)
    assert answer["Location"] == f"/spaces/{thread.space_id}/moderation/"
    done = {
        "delete": Post.objects.get(pk=post.pk).is_deleted,
        "lock": Thread.objects.get(pk=thread.pk).state == "locked",
        "warn": Sanction.objects.filter(person=marc, sort="warn", post=post).exists(),
        "pause": bool(Membership.objects.get(person=marc, space=thread.space).muted_until),
    }
    assert [name for name, is_done in done.items() if is_done] == [deed]
    assert (Flag.objects.get().outcome, Flag.objects.get().handled_by) == ("acted", tomas)
    assert "done something" in signed_in(lena).get("/notices/").content.decode()


def test_an_answer_needs_a_reason_and_something_to_answer(post, lena, marc, tomas):
    with pytest.raises(Refused):
        actions.answer_flags(post=post, by=tomas, deed="dismiss", reason="Fine")
    actions.flag_post(post=post, person=lena, sort="rude")
    for by, reason in ((tomas, " "), (lena, "x"), (marc, "x")):
        with pytest.raises(Refused):
            actions.answer_flags(post=post, by=by, deed="dismiss", reason=reason)
    assert Flag.objects.get().outcome == ""


def test_off_label_goes_to_medical_reviewers_and_nothing_else_does(post, thread, lena, amara, company, signed_in):
    reviewer = a_reviewer(company)
    rude = a_post(thread, amara, "A rude word")
    actions.flag_post(post=rude, person=lena, sort="rude")
    actions.flag_post(post=post, person=lena, sort="off_label")
    assert Notice.objects.get(person=reviewer).kind == "social.flagged"
    page = signed_in(reviewer)
    queue = page.get("/flags/").content.decode()
    assert "adults too" in queue
    assert "A rude word" not in queue
    assert page.get(f"/threads/{thread.pk}/").status_code == 404
    assert page.post(f"/posts/{rude.pk}/flags/answer/", {"deed": "dismiss", "reason": "x"}).status_code == 404
    assert page.post(f"/posts/{post.pk}/flags/answer/", {"deed": "lock", "reason": "x"}).status_code == 422
    with pytest.raises(Refused):
        actions.answer_flags(post=post, by=reviewer, deed="lock", reason="x")
    assert page.post(f"/posts/{post.pk}/flags/answer/", {"deed": "delete", "reason": "Off label"}).status_code == 302
    assert Post.objects.get(pk=post.pk).deleted_by == reviewer


def test_what_the_safety_officers_look_at_waits_for_them_alone(post, lena, tomas, company, signed_in):
    reviewer = a_reviewer(company)
    actions.flag_post(post=post, person=lena, sort="off_label")
    a_case(post, lena)
    for person in (tomas, reviewer):
        assert "adults too" not in signed_in(person).get("/flags/").content.decode()
        with pytest.raises(Refused):
            actions.answer_flags(post=post, by=person, deed="dismiss", reason="x")


def test_the_urgent_comes_first(thread, lena, marc, tomas, signed_in):
    for sort in ("spam", "rude", "wrong", "off_label"):
        actions.flag_post(post=a_post(thread, marc, f"Flagged as {sort}"), person=lena, sort=sort)
    queue = signed_in(tomas).get("/flags/").content.decode()
    places = [queue.index(f"Flagged as {sort}") for sort in ("off_label", "rude", "spam", "wrong")]
    assert places == sorted(places)


def test_queues_cost_the_same_with_one_flag_and_with_three(thread, lena, marc, tomas, company, signed_in):
    page = signed_in(tomas)

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as spent:
            assert page.get(url).status_code == 200
        return len(spent)

    urls = ("/flags/", f"/spaces/{thread.space_id}/moderation/")
    actions.flag_post(post=a_post(thread, marc, "My patient had a rash"), person=lena, sort="rude")
    for url in urls:
        cost(url)
    one = [cost(url) for url in urls]
    for _n in range(2):
        actions.flag_post(post=a_post(thread, marc, f"My patient had a rash {uuid4()}"), person=lena, sort="spam")
    assert [cost(url) for url in urls] == one
    assert max(one) <= 12, one


#                       stranger reader author leads reviewer
MAY_ANSWER = {"off_label": (False, False, False, True, True), "rude": (False, False, False, True, False)}


@pytest.mark.parametrize("sort", MAY_ANSWER)
def test_the_table_of_flags(sort, post, thread, eve, lena, marc, tomas, company):
    flag = actions.flag_post(post=post, person=lena, sort=sort)
    people = (eve, lena, marc, tomas, a_reviewer(company))
    assert tuple(rules.may_answer_flag(standing(person, thread.space), flag) for person in people) == MAY_ANSWER[sort]
    assert tuple(Flag.objects.visible_to(person).exists() for person in people) == MAY_ANSWER[sort]
