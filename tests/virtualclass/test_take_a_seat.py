"""People take seats, wait, move up, give back; calendars follow."""

from datetime import timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.core import mail
from icalendar import Calendar

from core.acts.refusals import Refused
from tests.make.classes import a_class
from virtualclass import actions
from virtualclass.models import Registration
from virtualclass.tasks import send_calendar_mails

pytestmark = pytest.mark.django_db


def invitation(person):
    """The calendar part of the last mail to somebody."""
    message = [one for one in mail.outbox if person.email in one.to[0]][-1]
    parts = message_from_bytes(message.message().as_bytes()).walk()
    part = next(part for part in parts if part.get_content_type() == "text/calendar")
    return part.get_param("method"), part.get_payload(decode=True).decode()


def test_two_parsers_read_the_invitation_alike(amara, lena):
    session = a_class(by=amara, title="Lire HARMONIE; ensemble, à deux")
    actions.register(session=session, person=lena)
    send_calendar_mails()
    method, text = invitation(lena)
    event = next(iter(Calendar.from_ical(text).walk("VEVENT")))
    other = vobject.readOne(text).vevent
    assert method == "REQUEST"
    assert str(event["SUMMARY"]) == other.summary.value == session.title
    assert str(event["UID"]) == other.uid.value == f"{session.uid}@compagnon"
    start = session.starts_local.replace(tzinfo=ZoneInfo(session.zone))
    assert event.decoded("DTSTART") == start
    assert other.dtstart.value.timestamp() == start.timestamp()
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=60)
    assert event["ATTENDEE"] == f"mailto:{lena.email}"
    assert event["ORGANIZER"] == f"mailto:{amara.email}"


def test_the_mail_tells_the_time_of_the_reader(amara, lena):
    lena.zone, lena.language = "America/New_York", "fr"
    lena.save()
    session = a_class(by=amara)
    actions.register(session=session, person=lena)
    send_calendar_mails()
    body = next(one.body for one in mail.outbox if lena.email in one.to[0])
    here = session.starts_at.astimezone(ZoneInfo("America/New_York"))
    assert f"{here:%H:%M} (America/New_York)" in body
    assert f"{session.starts_local:%H:%M} (Europe/Paris)" in body


def test_who_comes_after_the_last_seat_waits_and_moves_up(amara, lena, marc, tomas):
    session = a_class(by=amara, capacity=1)
    states = [actions.register(session=session, person=person).state for person in (lena, marc, tomas)]
    assert states == ["registered", "waitlisted", "waitlisted"]
    actions.cancel_registration(session=session, person=lena)
    assert [one.state for one in Registration.objects.order_by("pk")] == ["cancelled", "registered", "waitlisted"]
    assert marc.notices.filter(kind="virtualclass.promoted").count() == 1
    assert not tomas.notices.exists()
    assert session.space.memberships.filter(person=marc).exists()
    assert not session.space.memberships.filter(person=lena).exists()


def test_nobody_overtakes_the_waiting_list(amara, lena, marc, tomas):
    session = a_class(by=amara, capacity=1)
    for person in (lena, marc):
        actions.register(session=session, person=person)
    actions.cancel_registration(session=session, person=lena)
    assert actions.register(session=session, person=lena).state == "waitlisted"
    actions.change_class(session=session, by=amara, capacity=2)
    assert Registration.objects.get(person=lena).state == "registered"


def test_fewer_seats_than_people_is_refused(amara, lena, marc):
    session = a_class(by=amara, capacity=3)
    for person in (lena, marc):
        actions.register(session=session, person=person)
    with pytest.raises(Refused, match="2 people"):
        actions.change_class(session=session, by=amara, capacity=1)


def test_the_sequence_rises_so_that_calendars_believe_a_second_coming(amara, lena):
    session = a_class(by=amara)
    actions.register(session=session, person=lena)
    actions.cancel_registration(session=session, person=lena)
    actions.register(session=session, person=lena)
    send_calendar_mails()
    sent = [one for one in mail.outbox if lena.email in one.to[0]]
    assert len(sent) == 3
    sequences = []
    for one in sent:
        text = one.alternatives[0].content
        sequences.append(
            (Calendar.from_ical(text)["METHOD"], int(next(iter(Calendar.from_ical(text).walk("VEVENT")))["SEQUENCE"]))
        )
    assert sequences == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_asking_twice_changes_nothing(amara, lena):
    session = a_class(by=amara)
    first = actions.register(session=session, person=lena)
    assert actions.register(session=session, person=lena) == first
    assert session.calendar_mails.filter(person=lena).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_agenda_costs_the_same_with_one_and_three_classes(
    amara, lena, signed_in, number, django_assert_max_num_queries
):
    for _ in range(number):
        actions.register(session=a_class(by=amara), person=lena)
    client = signed_in(lena)
    client.get("/classes/")
    with django_assert_max_num_queries(9):
        assert client.get("/classes/").content.decode().count("class-row") == number
    with django_assert_max_num_queries(12):
        client.get(f"/classes/{Registration.objects.first().session_id}/")
