"""Who is here: told to the listeners of small streams, gathered over all processes."""

import secrets
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from core.kinds import registry
from core.realtime import bells, frames
from core.realtime.limits import SOCKETS_A_PERSON
from core.realtime.rooms import Room

if TYPE_CHECKING:
    from core.realtime.switchboard import Switchboard

MOST_PRESENT = 50
GATHER_SECONDS = 0.25
REPEAT_SECONDS = 10.0
EXPIRE_SECONDS = 25.0
NAME = "realtime.presence"


class Presence:
    """Tells a room who is in it a moment after somebody came or went."""

    def __init__(self, switchboard: "Switchboard") -> None:
        self.switchboard = switchboard
        self.process = secrets.token_hex(8)
        self._elsewhere: dict[str, dict[str, tuple[list[int], float]]] = defaultdict(dict)
        self._told: dict[str, list[int]] = {}
        self._known: set[str] = set()
        self._waiting: set[str] = set()
        self._repeating = False

    def of(self, room: Room, *, arriving: int | None = None) -> list[int] | None:
        """The people in a room, with who is just arriving; None where it is large, hushed, or somebody's own stream."""
        if room.is_hushed or len(room.seats) > MOST_PRESENT * SOCKETS_A_PERSON or not _is_shared(room.name):
            return None
        people = {listener.person_id for listener in room.seats}
        if arriving is not None:
            people.add(arriving)
        horizon = time.monotonic() - EXPIRE_SECONDS
        for there, at in self._elsewhere.get(room.name, {}).values():
            if at > horizon:
                people.update(there)
        return sorted(people) if len(people) <= MOST_PRESENT else None

    def changed(self, room: Room) -> None:
        """Somebody came or went; what follows within a moment is told together."""
        if not room.is_hushed and room.name not in self._waiting and _is_shared(room.name):
            self._waiting.add(room.name)
            self.switchboard.loop.call_later(GATHER_SECONDS, self._tell, room.name)

    def _tell(self, name: str) -> None:
        self._waiting.discard(name)
        room = self.switchboard.rooms.get(name)
        here = self._local(name) if room and not room.is_hushed else []
        is_new = name not in self._known
        if self.switchboard.ear and (here or not is_new):
            self._known.add(name)
            self._publish(bells.Present(self.process, {name: here}, asks=[name] if is_new else []))
        if room is None:
            self._known.discard(name)
            self._told.pop(name, None)
            self._elsewhere.pop(name, None)
        else:
            self._tell_room(room)
        self._repeat_later()

    def _tell_room(self, room: Room) -> None:
        present = self.of(room)
        if present is not None and present != self._told.get(room.name):
            self._told[room.name] = present
            frame = frames.whisper(stream=room.name, name=NAME, data={"present": present}, by=None)
            self.switchboard.pass_on(room.name, frame)

    def hear(self, bell: bells.Present) -> None:
        """Another process says who is there, or asks."""
        for name, people in bell.streams.items():
            room = self.switchboard.rooms.get(name)
            if room is None:
                continue
            self._elsewhere[name][bell.process] = (people, time.monotonic())
            self._tell_room(room)
        asked = {name: self._local(name) for name in bell.asks if self._tells(name)}
        if asked:
            self._publish(bells.Present(self.process, asked))

    def _tells(self, name: str) -> bool:
        room = self.switchboard.rooms.get(name)
        return room is not None and not room.is_hushed

    def _local(self, name: str) -> list[int]:
        people = {listener.person_id for listener in self.switchboard.rooms[name].seats}
        return sorted(people)[:MOST_PRESENT]

    def _publish(self, bell: bells.Present) -> None:
        self.switchboard.loop.run_in_executor(self.switchboard.pool, bells.carry, bell)

    def _repeat_later(self) -> None:
        if self.switchboard.ear and not self._repeating:
            self._repeating = True
            self.switchboard.loop.call_later(REPEAT_SECONDS, self._repeat)

    def _repeat(self) -> None:
        """Says it again, because a process that was killed says nothing."""
        self._repeating = False
        small = {
            name: self._local(name)
            for name, room in self.switchboard.rooms.items()
            if len(room.seats) <= MOST_PRESENT and _is_shared(name) and not room.is_hushed
        }
        if small:
            self._publish(bells.Present(self.process, small))
            for name in small:
                self._tell_room(self.switchboard.rooms[name])
            self._repeat_later()


def _is_shared(name: str) -> bool:
    try:
        return registry.of(name.partition(":")[0]).listens_to is None
    except KeyError:
        return False
