"""What the switchboard does by the clock: it sweeps for what no bell told, and says who is connected."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from core.realtime import admission, live, reading
from core.realtime.rooms import Listener, Room

if TYPE_CHECKING:
    from core.realtime.switchboard import Switchboard

SWEEP_SECONDS = 5.0
SWEEP_SECONDS_WITHOUT_BELL = 1.0
HEARTBEAT_SECONDS = 20.0
MOST_AT_ONCE = 1000


class Clock:
    """Works for one switchboard, in its loop."""

    def __init__(self, switchboard: "Switchboard") -> None:
        self.switchboard = switchboard

    async def sweep_for_ever(self) -> None:
        """Every 5 s, every second while the bell is away; sessions every 5 s."""
        since_sessions = 0.0
        while True:
            ear = self.switchboard.ear
            pause = SWEEP_SECONDS if ear is None or ear.hears else SWEEP_SECONDS_WITHOUT_BELL
            await asyncio.sleep(pause)
            since_sessions += pause
            await self.sweep_now()
            if since_sessions >= SWEEP_SECONDS:
                since_sessions = 0.0
                await self.switchboard.guarded("sessions", self._sweep_sessions)

    async def sweep_now(self) -> None:
        """Sweeps out of turn, too: the bell was away."""
        await self.switchboard.guarded("sweep", self._sweep)

    async def _sweep(self) -> None:
        """Marks the rooms whose log or scope moved on without a bell."""
        by_id = {room.stream_id: room for room in self.switchboard.rooms.values()}
        ids = list(by_id)
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            for one in await self.switchboard.aside(reading.standings, some):
                room = by_id[one.stream_id]
                if one.last_seq > room.last or one.access != room.access:
                    self.switchboard.counts["healed"] += not room.is_marked
                    self.switchboard.mark(room)

    async def _sweep_sessions(self) -> None:
        """Finds out who signed out, was shut out, or lost rights without a bell."""
        everybody = self.switchboard.everybody()
        for start in range(0, len(everybody), MOST_AT_ONCE):
            await self._look_at(everybody[start : start + MOST_AT_ONCE])

    async def _look_at(self, listeners: list[Listener]) -> None:
        board = self.switchboard
        valid = await board.aside(admission.still_valid, [one.guest for one in listeners])
        versions = await board.aside(admission.rights, {one.person_id for one in listeners})
        for listener in listeners:
            if listener.closed:
                continue
            if listener.guest.session_key not in valid:
                board.close(listener, 4401)
            elif versions[listener.person_id] != listener.rights:
                listener.rights = versions[listener.person_id]
                board.doubt_person(listener.person_id)

    async def beat_for_ever(self) -> None:
        """Every 20 s, for each stream of a kind that asked: who is connected, by one call."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            await self.beat_now()

    async def beat_now(self) -> None:
        """One round of heartbeats."""
        for kind, beat in live.heartbeats().items():
            for room in [room for room in self.switchboard.rooms.values() if room.name.startswith(f"{kind}:")]:
                await self.switchboard.guarded("heartbeat", partial(self._beat, beat, room))

    async def _beat(self, beat: live.Heartbeat, room: Room) -> None:
        people = {listener.person_id for listener in room.seats}
        await self.switchboard.aside(beat, int(room.name.partition(":")[2]), people, timezone.now())
