"""Attendance is made of heartbeats: who is connected, gathered, one call for each class."""

import asyncio

import pytest

from core.accounts.models import Person
from core.realtime.admission import Guest
from core.realtime.reading import Reading
from core.realtime.rooms import Listener, Room, Seat
from core.realtime.switchboard import Switchboard
from core.realtime.writers import PlainWriter
from tests.wireroom import live


async def send(message):
    """Nobody is at the other end."""


@pytest.mark.django_db
def test_a_room_of_three_sockets_and_two_people_is_one_call(settings):
    settings.REDIS_URL = ""

    async def story():
        board = Switchboard(asyncio.get_running_loop())
        room = Room(Reading(1, "room:5", 0, "hall:5", (1, 1)))
        for person_id in (7, 8, 7):
            listener = Listener(Guest(Person(pk=person_id), "key", "", 0), PlainWriter(send))
            board.enter(listener)
            board.sit(Seat(listener, room, 0, (1, 1)))
        await board.clock.beat_now()
        board.stop()

    live.BEATS.clear()
    asyncio.run(story())
    assert live.BEATS == [(5, [7, 8])]
