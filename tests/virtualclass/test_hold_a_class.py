"""A class is held: doors, hands in order, who was there how long."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core.acts.refusals import Refused
from social.actions import write_post
from social.models import Thread
from tests.make.classes import a_class
from virtualclass import actions, queries
from virtualclass.models import AttendanceInterval, ClassSession
from virtualclass.tasks import end_forgotten_classes

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(amara, lena, marc):
    session = a_class(by=amara)
    for person in (lena, marc):
        actions.register(session=session, person=person)
    return session


def names(session):
    return [hand.person.name.split()[0] for hand in queries.hands_up(session.pk)]


def test_hands_wait_in_the_order_they_were_raised(session, amara, lena, marc):
    actions.start_class(session=session, by=amara)
    for person in (marc, lena, marc):
        actions.raise_hand(session=session, person=person)
    assert names(session) == ["Marc", "Lena"]
    actions.call_on(session=session, person=lena, by=amara)
    assert [bool(hand.called_at) for hand in queries.hands_up(session.pk)] == [False, True]
    actions.lower_hand(session=session, person=marc, by=amara)
    actions.raise_hand(session=session, person=marc)
    assert names(session) == ["Lena", "Marc"]


def test_hands_are_ones_own(session, amara, lena, marc):
    actions.start_class(session=session, by=amara)
    actions.raise_hand(session=session, person=marc)
    with pytest.raises(Refused):
        actions.lower_hand(session=session, person=marc, by=lena)
    with pytest.raises(Refused):
        actions.call_on(session=session, person=marc, by=lena)
    with pytest.raises(Refused):
        actions.call_on(session=session, person=lena, by=amara)


def test_before_the_doors_open_no_hand_goes_up(session, lena):
    with pytest.raises(Refused):
        actions.raise_hand(session=session, person=lena)


def test_only_who_gives_it_starts_and_ends_it(session, amara, lena, signed_in):
    assert signed_in(lena).post(f"/classes/{session.pk}/start/").status_code == 403
    assert signed_in(amara).post(f"/classes/{session.pk}/start/").status_code == 302
    assert signed_in(lena).post(f"/classes/{session.pk}/end/").status_code == 403
    signed_in(amara).post(f"/classes/{session.pk}/end/")
    session.refresh_from_db()
    assert session.state == "ended"


def beat(session, people, at):
    actions.keep_attendance(session_id=session.pk, people=[person.pk for person in people], at=at)


def test_attendance_is_made_of_heartbeats_on_server_time(session, amara, lena, marc):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        actions.start_class(session=session, by=amara)
    for second in range(0, 600, 20):
        here = [lena] if 200 <= second < 400 else [lena, marc]
        beat(session, here, start + timedelta(seconds=second))
    with time_machine.travel(start + timedelta(seconds=600), tick=False):
        actions.end_class(session=session, by=amara)
    found = {one.person: one.seconds for one in queries.attendance(type(session).objects.get(pk=session.pk))}
    assert found[lena] == 580
    assert found[marc] == 180 + 180
    assert AttendanceInterval.objects.filter(person=marc).count() == 2


def attended(session, amara, people, seconds: int) -> None:
    """The class is held for ten minutes; the people are there for so long of it."""
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        actions.start_class(session=session, by=amara)
    for second in range(0, seconds + 1, 5):
        beat(session, people, start + timedelta(seconds=second))
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        actions.end_class(session=session, by=amara)


@pytest.mark.parametrize(
    ("seconds", "language", "said"),
    [
        (25, "en", "less than a minute"),
        (25, "fr", "moins d’une minute"),
        (35, "en", "1"),
        (100, "en", "2"),
    ],
)
def test_a_short_visit_is_not_no_visit(seconds, language, said, session, amara, lena, signed_in):
    attended(session, amara, [lena], seconds)
    amara.language = language
    amara.save()
    page = signed_in(amara).get(f"/classes/{session.pk}/").content.decode()
    [cell] = re.findall(r'<td class="number">([^<]*)</td>', page)
    assert cell == said


def test_in_a_class_who_gives_it_is_called_the_trainer(session, amara, lena, tomas, signed_in):
    write_post(thread=session.chat, author=amara, source="Good morning")
    for language, word, other in (("en", "Trainer", "Tutor"), ("fr", "Formateur", "Tuteur")):
        amara.language = language
        amara.save()
        page = signed_in(amara).get(f"/threads/{session.chat_id}/").content.decode()
        pills = re.findall(r'class="pill is-accent"><svg.*?</svg>([^<]*)<', page)
        assert word in pills
        assert other not in pills


def test_two_devices_count_once_and_outside_the_class_nothing_counts(session, amara, lena):
    start = timezone.now()
    beat(session, [lena], start)
    assert not AttendanceInterval.objects.exists()
    with time_machine.travel(start, tick=False):
        actions.start_class(session=session, by=amara)
    for second in (0, 20, 20, 40):
        beat(session, [lena], start + timedelta(seconds=second))
    AttendanceInterval.objects.create(
        session=session, person=lena, began_at=start - timedelta(minutes=5), last_seen_at=start + timedelta(seconds=30)
    )
    with time_machine.travel(start + timedelta(seconds=60), tick=False):
        session = actions.end_class(session=session, by=amara)
    assert [one.seconds for one in queries.attendance(session)] == [40]


def test_a_heartbeat_costs_the_same_for_one_and_for_many(session, amara, lena, marc, tomas, django_assert_num_queries):
    actions.start_class(session=session, by=amara)
    at = timezone.now()
    beat(session, [lena], at)
    with django_assert_num_queries(6):  # savepoint, state, who is awake, lengthen, begin, release
        beat(session, [lena, marc, tomas], at + timedelta(seconds=20))


def test_a_class_that_nobody_ends_ends_by_itself(session, amara):
    actions.start_class(session=session, by=amara)
    with time_machine.travel(session.ends_at + timedelta(minutes=61)):
        end_forgotten_classes()
    session.refresh_from_db()
    assert session.state == "ended"


def test_the_chat_stays_after_the_class(session, amara, lena, signed_in):
    actions.start_class(session=session, by=amara)
    thread = Thread.objects.get(pk=session.chat_id)
    write_post(thread=thread, author=lena, source="Is the adjusted one a rate?")
    actions.end_class(session=session, by=amara)
    page = signed_in(lena).get(f"/threads/{session.chat_id}/").content.decode()
    assert "Is the adjusted one a rate?" in page
    assert signed_in(lena).get(f"/classes/{session.pk}/room/").status_code == 302


def test_the_room_shows_hands_people_and_chat_in_few_statements(
    session, amara, lena, signed_in, django_assert_max_num_queries
):
    actions.start_class(session=session, by=amara)
    actions.raise_hand(session=session, person=lena)
    client = signed_in(lena)
    client.get(f"/classes/{session.pk}/room/")
    with django_assert_max_num_queries(20):
        page = client.get(f"/classes/{session.pk}/room/").content.decode()
    assert 'data-testid="hand-queue"' in page
    assert 'data-testid="thread-talk"' in page


def test_names_in_the_attendance_table_are_never_formulas(session, amara, lena):
    lena.name = "=HYPERLINK(1)"
    lena.save()
    actions.start_class(session=session, by=amara)
    beat(session, [lena], timezone.now())
    session = actions.end_class(session=session, by=amara)
    assert queries.attendance_rows(session)[1][0] == "'=HYPERLINK(1)"


def test_a_class_that_runs_past_its_time_is_still_to_come(session, amara):
    actions.start_class(session=session, by=amara)
    late = session.ends_at + timedelta(minutes=5)
    assert list(ClassSession.objects.upcoming(late)) == [session]
    assert list(ClassSession.objects.past(late)) == []
    actions.end_class(session=session, by=amara)
    assert list(ClassSession.objects.upcoming(late)) == []
    assert list(ClassSession.objects.past(late)) == [session]
