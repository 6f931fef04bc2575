"""Marc reads on Monday how his team as a whole is getting on, and nothing of who of it did what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from core.accounts.models import Person
from core.notifications import actions, places, queries
from core.notifications.models import MailOut
from core.notifications.places import Team
from core.notifications.tasks import send_due_mails
from core.notifications.ways import Cadence
from social import actions as social
from social.models import Thread
from tests.make.classes import a_class, wall_clock
from tests.make.talk import a_community, a_post, a_thread
from tests.notifications.test_choosing_how_one_is_told import chosen
from virtualclass.actions import register
from virtualclass.models import AttendanceInterval

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 6, 8, 6, 0, tzinfo=UTC)


@pytest.fixture
def team(marc, lena, company) -> list[Person]:
    """Lena and five more, who report to Marc; one more has left."""
    people = [
        Person.objects.make(email=f"rep{n}@example.org", name=f"Rep {n}", unit=company.field, manager=marc)
        for n in range(5)
    ]
    Person.objects.make(email="left@example.org", name="Left", manager=marc, is_active=False)
    return [lena, *people]


@pytest.fixture
def asked(team, marc, tomas) -> Thread:
    """An announcement that asks everybody of the team, in a community that Marc reads; two have acknowledged."""
    space = a_community(*team, marc, by=tomas, openness="closed", name="Field")
    thread = a_thread(space, tomas, "New procedure", kind="announcement")
    social.ask_to_acknowledge(thread=thread, by=tomas)
    for person in team[:2]:
        social.acknowledge(thread=thread, person=person)
    return thread


def told(marc, team, at=None) -> list[str]:
    at = at or timezone.now()
    of = Team(marc, frozenset(person.pk for person in team), at - timedelta(days=7), at)
    return [line.sentence for line in places.surveyed(of)]


def test_how_many_have_acknowledged_what_he_reads_too(marc, team, asked, tomas):
    assert told(marc, team) == ["“New procedure”: 2 of 6 have acknowledged."]
    hidden = a_community(*team, by=tomas, openness="secret")
    thread = a_thread(hidden, tomas, "Not for Marc", kind="announcement")
    social.ask_to_acknowledge(thread=thread, by=tomas)
    assert len(told(marc, team)) == 1
    social.remove_member(space=asked.space, person=team[0], by=tomas)
    assert told(marc, team) == ["“New procedure”: 1 of 5 have acknowledged."]
    social.remove_member(space=asked.space, person=team[1], by=tomas)
    assert told(marc, team) == []


def test_how_many_took_part_where_that_is_five_or_more(marc, team, tomas):
    space = a_community(*team, by=tomas, openness="open")
    thread = a_thread(space, tomas)
    for person in team[:4]:
        a_post(thread, person)
    assert told(marc, team) == []
    a_post(thread, team[4])
    assert told(marc, team) == ["Last week 5 of your 6 people took part in the talk of communities."]
    assert told(marc, team, timezone.now() + timedelta(days=8)) == []


def test_private_talk_and_groups_that_he_does_not_read_count_for_nothing(marc, team, tomas):
    space = a_community(*team, by=tomas, openness="closed")
    thread = a_thread(space, tomas)
    for person in team:
        a_post(thread, person)
        social.start_talk(author=person, people=[tomas], source="Between us")
    assert told(marc, team) == []


def test_classes_that_were_and_that_come(marc, team, amara, working_day):
    working_day.move_to(MONDAY - timedelta(days=4))
    session = a_class(by=amara, starts_local=wall_clock(days=6))
    for person in team[:5]:
        register(session=session, person=person)
        AttendanceInterval.objects.create(
            session=session, person=person, began_at=timezone.now(), last_seen_at=timezone.now()
        )
    working_day.move_to(MONDAY)
    assert told(marc, team) == [
        "Last week 5 of your 6 people came to a class.",
        "This week 5 of your 6 people have a seat in a class.",
    ]


def test_of_fewer_than_five_nothing_is_told(marc, team, asked):
    assert told(marc, team[:4]) == []
    Person.objects.filter(pk__in=[person.pk for person in team[4:]]).update(manager=None)
    actions.book_team_mails()
    assert not MailOut.objects.exists()


def test_it_comes_once_on_monday_at_his_hour_by_his_clock(marc, team, asked, working_day):
    marc.zone = "America/New_York"
    marc.save()
    actions.choose_digest(person=marc, cadence=Cadence.NEVER, hour=7)
    working_day.move_to(MONDAY.replace(hour=10, minute=59))
    assert actions.book_team_mails() == 0
    working_day.move_to(MONDAY.replace(hour=11))
    assert actions.book_team_mails() == 1
    assert actions.book_team_mails() == 0
    send_due_mails()
    send_due_mails()
    [letter] = outbox.outbox
    assert letter.to == [marc.email]
    assert letter.subject == "Your team this week"
    assert "The 6 people" in letter.body or "6 people who report to you" in letter.body
    assert "“New procedure”: 2 of 6 have acknowledged." in letter.body
    assert f"/threads/{asked.pk}/" in letter.body
    assert not any(person.name in letter.body for person in team)
    working_day.shift(timedelta(days=1))
    assert actions.book_team_mails() == 0
    working_day.shift(timedelta(days=6))
    assert actions.book_team_mails() == 1


def test_nobody_else_gets_one_and_an_empty_one_does_not_leave(marc, team, lena, eve, working_day):
    working_day.move_to(MONDAY + timedelta(minutes=1))
    assert actions.book_team_mails() == 1
    send_due_mails()
    assert outbox.outbox == []
    assert MailOut.objects.get(team_of=marc).outcome == "empty"


def test_a_team_that_has_shrunk_and_a_pause_bring_none(marc, team, asked, working_day):
    working_day.move_to(MONDAY + timedelta(minutes=1))
    actions.book_team_mails()
    actions.pause(person=marc, lasting="day")
    send_due_mails()
    assert MailOut.objects.get(team_of=marc).outcome == "paused"
    working_day.shift(timedelta(days=7))
    actions.book_team_mails()
    Person.objects.filter(pk=team[0].pk).update(manager=None)
    Person.objects.filter(pk=team[1].pk).update(is_active=False)
    send_due_mails()
    assert outbox.outbox == []


def test_one_press_stops_it_and_one_brings_it_back(marc, team, asked, client, working_day):
    working_day.move_to(MONDAY + timedelta(minutes=1))
    actions.book_team_mails()
    send_due_mails()
    [letter] = outbox.outbox
    assert "You lead a team." in letter.body
    url = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert url in letter.body
    path = url[url.index("/notices/") :]
    assert "No more mail about my team" in client.get(path).content.decode()
    assert queries.attention_of(marc).team_mail
    page = client.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert "No mail about your team comes any more." in page
    working_day.shift(timedelta(days=7))
    assert actions.book_team_mails() == 0
    client.post(path, {"undo": "yes"})
    assert queries.attention_of(marc).team_mail
    assert actions.book_team_mails() == 1


def test_the_choice_stands_on_the_page_of_who_leads(marc, team, lena, signed_in):
    marcs = signed_in(marc)
    assert "A mail about my team on Monday" in marcs.get("/notices/settings/").content.decode()
    assert "A mail about my team" not in signed_in(lena).get("/notices/settings/").content.decode()
    assert marcs.post("/notices/settings/", chosen()).status_code == 302
    assert not queries.attention_of(marc).team_mail
    assert marcs.post("/notices/settings/", chosen(team_mail="on")).status_code == 302
    assert queries.attention_of(marc).team_mail
    # Who is not asked has said nothing.
    signed_in(lena).post("/notices/settings/", chosen())
    assert queries.attention_of(lena).team_mail


def test_it_is_written_in_his_language(marc, team, asked, working_day):
    marc.language = "fr"
    marc.save()
    working_day.move_to(MONDAY + timedelta(minutes=1))
    actions.book_team_mails()
    send_due_mails()
    [letter] = outbox.outbox
    assert "ont confirmé leur lecture" in letter.body


def test_a_digest_waits_out_a_pause_and_then_tells_of_all(lena, tell, working_day):
    actions.choose_digest(person=lena, cadence=Cadence.DAILY, hour=8)
    tell(lena, kind="tests.published", effect_key="object:1")
    working_day.shift(timedelta(hours=10))
    actions.pause(person=lena, lasting="day")
    working_day.move_to(datetime(2026, 6, 5, 6, 1, tzinfo=UTC))
    actions.book_digests()
    send_due_mails()
    assert outbox.outbox == []
    assert MailOut.objects.get(digest_of=lena).outcome == "paused"
    working_day.move_to(datetime(2026, 6, 6, 6, 1, tzinfo=UTC))
    actions.book_digests()
    send_due_mails()
    [letter] = [letter for letter in outbox.outbox if letter.to == [lena.email]]
    assert "New in the library" in letter.body
