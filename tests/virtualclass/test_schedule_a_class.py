"""A trainer schedules a class: the time is the promise of a wall clock, and mail says so."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from core.acts.jobs import sweep
from core.acts.refusals import Refused
from social.models import Thread
from tests.make.classes import a_class, wall_clock
from tests.make.talk import a_space
from virtualclass import actions, zones
from virtualclass.models import CalendarMail, ClassSession, Reminder
from virtualclass.tasks import fire_reminders, send_calendar_mails

pytestmark = pytest.mark.django_db
wall = datetime.fromisoformat
NOON_IN_JANUARY = datetime(2026, 1, 12, 12, tzinfo=UTC)


@time_machine.travel(NOON_IN_JANUARY, tick=False)
def test_the_clock_of_the_zone_is_kept_across_a_clock_change(amara):
    winter = a_class(by=amara, starts_local=wall("2026-03-28 20:00"))
    summer = a_class(by=amara, starts_local=wall("2026-03-30 20:00"))
    assert winter.starts_at == datetime(2026, 3, 28, 19, tzinfo=UTC)
    assert summer.starts_at == datetime(2026, 3, 30, 18, tzinfo=UTC)


@time_machine.travel(NOON_IN_JANUARY, tick=False)
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("starts_local", {"starts_local": wall("2026-01-12 12:59")}),
        ("starts_local", {"starts_local": wall("2026-03-29 02:30")}),
        ("starts_local", {"starts_local": wall("2031-01-01 09:00")}),
        ("capacity", {"capacity": 0}),
        ("minutes", {"minutes": 4}),
        ("minutes", {"minutes": 721}),
        ("zone", {"zone": "Europe/Atlantis"}),
    ],
    ids=["past", "skipped hour", "far", "no seat", "too short", "too long", "no such zone"],
)
def test_a_time_that_makes_no_sense_is_refused_and_leaves_nothing(amara, field, wrong):
    fields = {"starts_local": wall("2026-02-01 09:00"), "zone": "Europe/Paris", "minutes": 60, **wrong}
    with pytest.raises(Refused) as refusal:
        actions.schedule_class(by=amara, trainer=amara, title="Odd", about="", language="en", **fields)
    assert (refusal.value.field, refusal.value.status) == (field, 422)
    assert not ClassSession.objects.exists()
    assert not Thread.objects.exists()


def test_the_skipped_hour_names_the_next_time():
    with pytest.raises(Refused, match="03:30"):
        zones.moment(wall("2026-03-29 02:30"), "Europe/Paris")


def test_a_repeated_hour_means_its_first_pass():
    assert zones.moment(wall("2026-10-25 02:30"), "Europe/Paris") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert zones.is_repeated(wall("2026-10-25 02:30"), "Europe/Paris")
    assert not zones.is_repeated(wall("2026-10-24 02:30"), "Europe/Paris")


def test_who_may_schedule(lena, tomas, amara, marc, eve):
    group = a_space(lena, by=tomas)
    may = {person.name: [_may(person, None), _may(person, group)] for person in (lena, tomas, amara, marc, eve)}
    assert may == {
        lena.name: [False, False],
        tomas.name: [False, True],
        amara.name: [True, False],
        marc.name: [False, False],
        eve.name: [False, False],
    }


def _may(person, host):
    from virtualclass import rules

    return rules.may_schedule(person, host)


def test_a_groups_class_exists_for_the_group_only(lena, tomas, eve, signed_in):
    session = a_class(by=tomas, host=a_space(lena, by=tomas))
    assert signed_in(lena).get(session.get_absolute_url()).status_code == 200
    for address in ("", "room/", "calendar.ics", "attendance.csv", "change/"):
        assert signed_in(eve).get(f"{session.get_absolute_url()}{address}").status_code == 404
    assert signed_in(eve).post(f"{session.get_absolute_url()}register/").status_code == 404
    assert list(ClassSession.objects.visible_to(eve)) == []
    assert not Thread.objects.visible_to(eve).filter(pk=session.chat_id).exists()
    assert Thread.objects.visible_to(lena).filter(pk=session.chat_id).exists()


def test_moving_a_class_updates_everybodys_calendar_and_reminders(amara, lena, marc):
    session = a_class(by=amara)
    for person in (lena, marc):
        actions.register(session=session, person=person)
    send_calendar_mails()
    before = {reminder.pk for reminder in Reminder.objects.all()}
    moved = actions.change_class(session=session, by=amara, starts_local=session.starts_local + timedelta(hours=1))
    assert moved.sequence == 1
    owed = CalendarMail.objects.filter(done_at=None)
    assert {(one.person, one.method, one.sequence) for one in owed} == {
        (person, "REQUEST", 1) for person in (amara, lena, marc)
    }
    assert not before & {reminder.pk for reminder in Reminder.objects.all()}
    assert {one.due_at for one in Reminder.objects.filter(person=lena)} == {
        moved.starts_at - timedelta(days=1),
        moved.starts_at - timedelta(minutes=15),
    }


def test_changing_nothing_tells_nobody(amara):
    session = a_class(by=amara)
    assert actions.change_class(session=session, by=amara, title=session.title).sequence == 0
    assert CalendarMail.objects.count() == 1


def test_a_reminder_fires_once_however_often_the_sweep_comes(amara, lena):
    session = a_class(by=amara)
    actions.register(session=session, person=lena)
    with time_machine.travel(session.starts_at - timedelta(minutes=10), tick=False):
        for _ in range(3):
            fire_reminders()
    assert lena.notices.filter(kind="virtualclass.reminder").count() == 2
    assert not Reminder.objects.filter(done_at=None).exists()


def test_a_cancelled_class_reminds_nobody_and_leaves_the_calendars(amara, lena):
    session = a_class(by=amara)
    actions.register(session=session, person=lena)
    actions.cancel_class(session=session, by=amara, reason="Amara is ill.")
    assert not Reminder.objects.filter(done_at=None).exists()
    send_calendar_mails()
    told = {one.to[0].rpartition("<")[2].strip(">") for one in mail.outbox if one.subject.startswith("Cancelled")}
    assert told == {amara.email, lena.email}
    assert lena.notices.filter(kind="virtualclass.cancelled").exists()


def test_the_form_keeps_what_was_typed_and_says_what_to_do(amara, signed_in):
    form = {"title": "Kept", "starts_local": "2020-01-01T10:00", "zone": "Europe/Paris", "minutes": 60}
    form |= {"language": "en", "trainer": amara.pk, "capacity": "0"}
    answer = signed_in(amara).post("/classes/new/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Kept"' in page


def test_scheduling_twice_with_one_key_makes_one_class(amara):
    key = "7a2b0d9e-58a3-4f43-9f0a-0b4a2f0c1d11"
    at = wall_clock()
    first = a_class(by=amara, starts_local=at, key=key)
    assert a_class(by=amara, starts_local=at, key=key) == first
    assert ClassSession.objects.count() == 1


def test_everything_due_is_swept(amara):
    a_class(by=amara)
    sweep(everything=True)
    assert len(mail.outbox) == 1
