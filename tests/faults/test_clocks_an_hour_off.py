"""Two servers and two workers whose clocks are an hour apart: nothing is lost, doubled or out of order."""

import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.accounts.actions import create_token
from core.accounts.models import RoleGrant
from core.accounts.roles import TRAINER
from core.notifications.models import MailOut, Notice
from core.realtime.models import StreamEvent
from core.realtime.streams import last_number
from tests.faults.bursts import Burst, finish
from tests.faults.test_a_worker_is_killed import wait_for_a_file_then_rename
from tests.live.wire import Socket, request
from tests.make.classes import a_class, wall_clock
from tests.make.talk import a_community, a_thread
from tests.servers import session_cookie
from tests.wireroom.models import Note
from virtualclass.actions import register

pytestmark = pytest.mark.faults
AHEAD = {"DJANGO_SETTINGS_MODULE": "tests.wireroom.an_hour_ahead"}
AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def sites(world):
    """One server on time, and one whose clock is an hour ahead."""
    if not world.place.redis:
        pytest.skip("One process has one clock.")
    return [world.site(), world.site(**AHEAD)]


def test_nothing_is_lost_and_the_order_is_that_of_the_numbers(world, sites):
    with Burst(world, sites) as burst:
        burst.wait_until(100)
        finish(burst, 10)
    events = StreamEvent.objects.filter(stream__name=burst.room.stream.name).order_by("seq")
    times = list(events.values_list("at", flat=True))
    # Both have written, and no clock has had a say in the order.
    assert max(times) - min(times) > AN_HOUR - timedelta(minutes=5)
    assert times != sorted(times)


def test_the_same_key_on_both_is_one_note(world, sites):
    lena = world.person()
    room = world.room(lena)
    path, key = f"/wireroom/{room.pk}/notes/", {"Idempotency-Key": str(uuid.uuid4())}
    answers = []

    def send(site):
        answers.append(request(site, "POST", path, lena.cookie, {"text": "once"}, **key))

    threads = [threading.Thread(target=send, args=(site,)) for site in sites * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    # Long afterwards, by either clock, the first answer still stands.
    for site in sites:
        send(site)
    note = Note.objects.get(room=room)
    assert answers == [(201, {"note": note.pk})] * 6
    assert last_number(room.stream.name) == 1


def test_who_signs_in_by_one_clock_is_signed_in_by_the_other(world, sites):
    lena = world.person()
    room = world.room(lena)
    with time_machine.travel(timezone.now() + AN_HOUR):
        cookies = [lena.cookie, session_cookie(lena)]
    sockets = [Socket(site, cookie).hello({room.stream.name: 0}) for site in sites for cookie in cookies]
    for site in sites:
        for cookie in cookies:
            assert request(site, "GET", "/me/settings/", cookie)[0] == 200
        request(site, "POST", f"/wireroom/{room.pk}/notes/", lena.cookie, {"text": "Heard by all"})
    for socket in sockets:
        assert [socket.event("wireroom.note_written")["seq"] for _ in sites] == [1, 2]
    # Signed out is signed out, whatever the clock.
    Session.objects.filter(session_key__in=[next(iter(cookie.values())) for cookie in cookies]).delete()
    for socket in sockets:
        assert socket.closed_with() == 4401


def test_a_talk_over_both_keeps_its_order_and_nobody_waits_an_hour(world, sites):
    lena, tomas = world.person(), world.person()
    thread = a_thread(a_community(lena, by=tomas), tomas)
    _token, key = create_token(person=lena, name="Script", scope="write", expires_at=timezone.now() + timedelta(days=1))
    address, signed = f"/api/v1/threads/{thread.pk}/posts", {"Authorization": f"Bearer {key}"}
    for number, site in enumerate([sites[1], sites[0], sites[1], sites[0]]):
        assert request(site, "POST", address, {}, {"source": f"Words {number}"}, **signed)[0] == 201
    for site in sites:
        status, page = request(site, "GET", address, {}, **signed)
        assert status == 200
        assert [post["number"] for post in page["items"]] == [1, 2, 3, 4, 5]
        assert request(site, "GET", f"/threads/{thread.pk}/", tomas.cookie)[0] == 200
        assert request(site, "GET", "/", tomas.cookie)[0] == 200


def test_two_workers_remind_once(world, sites):
    """The one ahead reminds early, by its own clock; the other knows that it is done."""
    lena, amara = world.person(), world.person()
    RoleGrant.objects.create(person=amara, role=TRAINER)
    session = a_class(by=amara, starts_local=wall_clock(days=1, minutes=30))
    register(session=session, person=lena)
    ahead, right = world.place.worker(**AHEAD), world.place.worker()
    told = Notice.objects.filter(person=lena, kind="virtualclass.reminder")
    try:
        ahead.start()
        ahead.wait_until(lambda: told.exists(), patience=40)
        right.start()
        right.wait_until(lambda: MailOut.objects.filter(notice__in=told, done_at__isnull=False).exists(), patience=40)
    finally:
        ahead.stop()
        right.stop()
    assert told.count() == 1
    assert MailOut.objects.get(notice__in=told).outcome == "sent"


def test_the_worker_ahead_leaves_alone_what_the_other_has_in_hand(world, sites, tmp_path):
    lena, began, may_end = world.person(), tmp_path / "began", tmp_path / "may_end"
    job = wait_for_a_file_then_rename.enqueue(person_id=lena.pk, began=str(began), may_end=str(may_end))
    right, ahead = world.place.worker(), world.place.worker(**AHEAD)
    row = DBTaskResult.objects.filter(pk=job.id)
    try:
        right.start()
        right.wait_until(began.exists)
        ahead.start()
        # It has looked for the dead by then.
        ahead.wait_until(lambda: "At work." in ahead.printed())
        may_end.touch()
        right.wait_until(lambda: row.get().status == "SUCCESSFUL")
        assert len(row.get().worker_ids) == 1
    finally:
        ahead.stop()
        right.stop()
