"""An announcement asks for “I have read this”; Tomás sees who has said so."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from social import actions, rules, tasks
from social.actions.telling_acknowledgements import tell_asked
from social.models import Acknowledgement, Asking, Thread
from social.queries import acknowledging
from social.queries.standings import standing
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, tomas):
    return a_community(lena, marc, by=tomas, openness="closed", name="Vaccines")


@pytest.fixture
def thread(space, tomas) -> Thread:
    return a_thread(space, tomas, "The new visit rules", kind="announcement", source="From Monday on …")


@pytest.fixture
def asking(thread, tomas) -> Asking:
    return actions.ask_to_acknowledge(thread=thread, by=tomas, until=timezone.localdate() + timedelta(days=7))


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def fresh(thread: Thread) -> Asking:
    return Asking.objects.select_related("thread__space").get(thread=thread)


def test_lena_says_once_that_she_has_read_it(asking, thread, lena, tomas, signed_in):
    browser = signed_in(lena)
    for address in ("/", f"/spaces/{thread.space_id}/"):
        assert "to-acknowledge" in browser.get(address).content.decode(), address
    page = browser.get(f"/threads/{thread.pk}/").content.decode()
    assert "I have read this" in page
    assert "See who has acknowledged" not in page
    browser.post(f"/threads/{thread.pk}/acknowledge/")
    browser.post(f"/threads/{thread.pk}/acknowledge/")
    done = Acknowledgement.objects.get()
    assert (done.person, done.revision) == (lena, 1)
    for address in ("/", f"/spaces/{thread.space_id}/"):
        assert "to-acknowledge" not in browser.get(address).content.decode(), address
    page = browser.get(f"/threads/{thread.pk}/").content.decode()
    assert "You have acknowledged this" in page
    assert "I have read this" not in page
    entry = AuditEntry.objects.filter(what="social.acknowledged").get()
    assert (entry.who, entry.about_id) == (lena, str(thread.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(asking=asking, person=lena, revision=1)


def test_who_leads_sees_who_has_and_who_has_not(asking, thread, lena, marc, tomas, eve, signed_in):
    Person.objects.filter(pk=marc.pk).update(name="=cmd|' /C calc'!A0")
    actions.acknowledge(thread=thread, person=lena)
    browser = signed_in(tomas)
    page = browser.get(f"/threads/{thread.pk}/acknowledgements/").content.decode()
    assert "1 of 2 people have acknowledged" in page
    assert lena.name not in page.split('data-testid="missing"')[1]
    assert lena.name in browser.get(f"/threads/{thread.pk}/acknowledgements/?show=done").content.decode()
    assert "1 of 2" in browser.get(f"/threads/{thread.pk}/acknowledgements/tally/").content.decode()
    rows = browser.get(f"/threads/{thread.pk}/acknowledgements.csv").content.decode().splitlines()
    assert len(rows) == 3
    assert "'=cmd|" in rows[2]
    for other in (lena, eve):
        for address in (
            "acknowledgements/",
            "acknowledgements.csv",
            "acknowledgements/tally/",
            "acknowledgements/ask/",
        ):
            assert signed_in(other).get(f"/threads/{thread.pk}/{address}").status_code == 404
    assert signed_in(lena).post(f"/threads/{thread.pk}/acknowledgements/remind/").status_code == 403
    assert signed_in(eve).post(f"/threads/{thread.pk}/acknowledge/").status_code == 404


def test_everybody_is_told_once_and_whoever_comes_later_too(asking, thread, lena, marc, tomas, amara, eve, space):
    assert tell_asked(asking_id=asking.pk, round="asked") == 2
    tell_asked(asking_id=asking.pk, round="asked")
    assert told(lena) == told(marc) == ["social.acknowledge"]
    assert told(tomas) == told(eve) == []
    actions.add_member(space=space, person=amara, by=tomas)
    assert told(amara) == ["social.acknowledge"]
    actions.stop_asking(thread=thread, by=tomas)
    actions.add_member(space=space, person=eve, by=tomas)
    assert told(eve) == []
    with pytest.raises(Refused):
        actions.acknowledge(thread=thread, person=lena)


def test_reminding_goes_to_those_who_have_not_and_once_a_day(asking, thread, lena, marc, tomas):
    actions.acknowledge(thread=thread, person=lena)
    actions.remind_missing(thread=thread, by=tomas)
    with pytest.raises(Refused) as refused:
        actions.remind_missing(thread=thread, by=tomas)
    assert refused.value.code == "social.reminded_today"
    tell_asked(asking_id=asking.pk, round="2026-06-04 08:00")
    assert (told(lena), told(marc)) == ([], ["social.acknowledge"])
    assert Notice.objects.get(person=marc).facts["reminder"] is True
    Asking.objects.update(reminded_at=timezone.now() - timedelta(hours=25))
    actions.remind_missing(thread=thread, by=tomas)


def test_the_day_before_it_reminds_by_itself_once(thread, tomas):
    now = datetime(2026, 6, 4, 9, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        actions.ask_to_acknowledge(thread=thread, by=tomas, until=now.date() + timedelta(days=3))
        assert tasks.remind_the_day_before() == 0
        actions.ask_to_acknowledge(thread=thread, by=tomas, until=now.date() + timedelta(days=1))
        assert tasks.remind_the_day_before() == 0
        actions.ask_to_acknowledge(thread=thread, by=tomas, until=now.date() + timedelta(days=3))
    with time_machine.travel(now + timedelta(days=2), tick=False):
        assert tasks.remind_the_day_before() == 1
        assert tasks.remind_the_day_before() == 0
        assert fresh(thread).reminded_at is not None


def test_changed_words_ask_the_leader_whether_to_ask_again(asking, thread, lena, marc, tomas, signed_in):
    actions.acknowledge(thread=thread, person=lena)
    post = thread.posts.get(number=1)
    actions.edit_post(post=post, author=tomas, source="From Tuesday on …")
    browser = signed_in(tomas)
    assert "words-changed" in browser.get(f"/threads/{thread.pk}/").content.decode()
    assert fresh(thread).has_changed
    browser.post(f"/threads/{thread.pk}/acknowledgements/keep/")
    assert "words-changed" not in browser.get(f"/threads/{thread.pk}/").content.decode()
    assert acknowledging.tally_of(fresh(thread)).done == 1
    actions.edit_post(post=post, author=tomas, source="From Wednesday on …")
    actions.acknowledge(thread=thread, person=marc)
    browser.post(f"/threads/{thread.pk}/acknowledgements/again/")
    assert set(acknowledging.missing_in(fresh(thread))) == {lena}
    actions.acknowledge(thread=thread, person=lena)
    kept = Acknowledgement.objects.filter(person=lena).order_by("revision").values_list("revision", flat=True)
    assert list(kept) == [1, 3]
    page = browser.get(f"/threads/{thread.pk}/acknowledgements/?show=done").content.decode()
    assert "an earlier wording" in page


def test_an_answer_that_is_edited_changes_nothing(asking, thread, lena):
    answer = a_post(thread, lena)
    actions.edit_post(post=answer, author=lena, source="Another word")
    assert not fresh(thread).has_changed


@pytest.mark.parametrize(
    ("kind", "state", "archived", "leads", "member"),
    [
        ("announcement", "open", False, True, True),
        ("announcement", "locked", False, True, True),
        ("announcement", "archived", False, False, False),
        ("announcement", "open", True, False, False),
        ("discussion", "open", False, False, True),
    ],
)
def test_the_table_of_acknowledging(
    kind, state, archived, leads, member, space, thread, lena, tomas, eve, marc, asking
):
    Thread.objects.filter(pk=thread.pk).update(kind=kind, state=state)
    if archived:
        actions.archive_space(space=space, by=tomas)
    row = fresh(thread)
    may_ask = {p: rules.may_ask_to_acknowledge(standing(p, row.thread.space), row.thread) for p in (lena, tomas, eve)}
    may_say = {p: rules.may_acknowledge(standing(p, row.thread.space), row) for p in (lena, tomas, eve)}
    assert may_ask == {lena: False, tomas: leads, eve: False}
    assert may_say == {lena: member, tomas: False, eve: False}
    waits = [asked.thread_id for asked in acknowledging.waiting_for(lena)]
    assert (waits == [thread.pk]) == member
    assert acknowledging.waiting_for(eve) == acknowledging.waiting_for(tomas) == []


def test_it_is_asked_from_the_page_of_a_new_announcement(space, tomas, lena, signed_in):
    browser = signed_in(tomas)
    said = {"title": "News", "source": "x", "space": space.pk, "kind": "announcement", "language": "en", "asks": "on"}
    answer = browser.post("/threads/new/", said)
    thread = Thread.objects.get(title="News")
    assert answer.url == f"/threads/{thread.pk}/acknowledgements/ask/"
    assert browser.get(answer.url).status_code == 200
    assert browser.post(answer.url, {"until": "2020-01-01"}).status_code == 422
    assert browser.post(answer.url, {"until": ""}).status_code == 302
    assert acknowledging.waiting_for(lena)[0].thread == thread
    question = {**said, "title": "A question", "kind": "question"}
    assert "/acknowledgements/" not in browser.post("/threads/new/", question).url


def test_a_class_of_the_group_asks_who_belongs_to_the_group(lena, tomas, marc):
    group = a_space(lena, by=tomas)
    room = a_space(marc, by=tomas, kind="class", parent=group)
    thread = a_thread(room, tomas, kind="announcement")
    asking = actions.ask_to_acknowledge(thread=thread, by=tomas)
    assert set(acknowledging.asked_by(asking)) == {lena, marc}
    assert acknowledging.waiting_for(lena)[0] == asking


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_acknowledgements_cost_the_same(
    count, asking, thread, space, tomas, lena, signed_in, django_assert_num_queries
):
    browser = signed_in(tomas)
    for number in range(count * 2):
        person = Person.objects.make(email=f"m{number}@example.org", name=f"Member {number}", unit=tomas.unit)
        actions.add_member(space=space, person=person, by=tomas)
        if number % 2:
            actions.acknowledge(thread=thread, person=person)
    for address, queries in (("", 10), ("?show=done", 10)):
        with django_assert_num_queries(queries):
            browser.get(f"/threads/{thread.pk}/acknowledgements/{address}")
    with django_assert_num_queries(6):
        browser.get(f"/threads/{thread.pk}/acknowledgements.csv")
    lenas = signed_in(lena)
    with django_assert_num_queries(7):
        lenas.get(f"/threads/{thread.pk}/?at=first")


def test_by_api(asking, thread, lena, eve, tomas, signed_in):
    browser = signed_in(lena)
    [waiting] = browser.get("/api/v1/acknowledgements").json()["items"]
    assert (waiting["thread_id"], waiting["title"]) == (thread.pk, thread.title)
    done = browser.put(f"/api/v1/threads/{thread.pk}/acknowledgement")
    assert (done.status_code, done.json()["revision"]) == (200, 1)
    assert browser.get("/api/v1/acknowledgements").json()["items"] == []
    assert signed_in(eve).put(f"/api/v1/threads/{thread.pk}/acknowledgement").status_code == 404
    assert signed_in(eve).get("/api/v1/acknowledgements").json()["items"] == []
    assert signed_in(tomas).put(f"/api/v1/threads/{thread.pk}/acknowledgement").status_code == 409
