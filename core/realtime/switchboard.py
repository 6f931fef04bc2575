"""One per process: hears bells, reads what is new, hands it to every local listener who may have it."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.conf import settings
from django.db import close_old_connections

from core.realtime import admission, bells, frames, reading
from core.realtime.clock import Clock
from core.realtime.door import Door
from core.realtime.limits import SOCKETS_A_PERSON
from core.realtime.presence import Presence
from core.realtime.reading import Asked, Reading
from core.realtime.redis_bell import RedisEar
from core.realtime.rooms import Listener, Room, Seat

logger = logging.getLogger("compagnon.realtime")
T = TypeVar("T")
TICK_SECONDS = 0.015
WRITES_BEFORE_A_YIELD = 256
SLOW_CLOSE_SECONDS = 2.0


class Switchboard:
    """Everything in it runs in one event loop, but for `hear`, which any thread may call, and the reading."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.pool = ThreadPoolExecutor(2, thread_name_prefix="switchboard")
        self.rooms: dict[str, Room] = {}
        self.rooms_by_scope: dict[str, set[Room]] = defaultdict(set)
        self.listeners: dict[int, dict[Listener, None]] = defaultdict(dict)
        self.counts: Counter[str] = Counter()
        self.door = Door(self)
        self.presence = Presence(self)
        self.ear = RedisEar(settings.REDIS_URL, self) if settings.REDIS_URL else None
        self.leaving = False
        self._marked: list[Room] = []
        self._doubted: list[Seat] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        bells.listen_here(self.hear)
        self.clock = Clock(self)
        for name, work in (("sweep", self.clock.sweep_for_ever), ("heartbeat", self.clock.beat_for_ever)):
            self._tasks[name] = loop.create_task(work())
        if self.ear:
            self._tasks["ear"] = loop.create_task(self.ear.listen_for_ever())

    async def aside(self, function: Callable[..., T], *arguments: Any) -> T:
        """Runs what asks the database in the switchboard's own threads."""
        return await self.loop.run_in_executor(self.pool, _with_fresh_connections, function, *arguments)

    # Bells

    def hear(self, bell: bells.Bell) -> None:
        """Takes a bell from any thread, without waiting."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._heard, bell)

    def hear_here(self, bell: bells.Bell) -> None:
        """Takes a bell in the loop itself."""
        self._heard(bell)

    def _heard(self, bell: bells.Bell) -> None:
        match bell:
            case bells.Rows():
                for name, seq in bell.streams.items():
                    room = self.rooms.get(name)
                    if room is not None and seq > room.last:
                        self.mark(room)
                for scope in bell.scopes:
                    for room in self.rooms_by_scope.get(scope, ()):
                        self.mark(room)
                    if scope.startswith("person:"):
                        self.doubt_person(int(scope.partition(":")[2]))
            case bells.Whisper():
                self.pass_on(
                    bell.stream, frames.whisper(stream=bell.stream, name=bell.name, data=bell.data, by=bell.by)
                )
            case bells.HangUp():
                self._hang_up(bell)
            case bells.Present():
                self.presence.hear(bell)

    def pass_on(self, stream: str, frame: dict[str, Any]) -> None:
        """Writes a frame without a number to everybody in a room."""
        room = self.rooms.get(stream)
        if room is None:
            return
        blob = frames.encode(frame)
        for seat in list(room.seats.values()):
            # A room whose scope has moved on asks first who may still listen; a whisper does not wait for that.
            if seat.admitted == room.access:
                self.write(seat.listener, blob)

    def _hang_up(self, bell: bells.HangUp) -> None:
        self.door.remember(bell)
        of_person = self.listeners.get(bell.person_id, ()) if bell.person_id is not None else ()
        for listener in list(of_person):
            self.close(listener, 4401)
        if bell.session_key:
            for listener in self.everybody():
                if listener.guest.session_key == bell.session_key:
                    self.close(listener, 4401)

    # Reading and delivering

    def mark(self, room: Room) -> None:
        """Has a room read: at once where it was quiet, together with what follows within the tick where it was not."""
        if room.is_marked:
            return
        room.is_marked = True
        if room.rest_until > self.loop.time():
            self.loop.call_at(room.rest_until, self._due, room)
        else:
            self._due(room)

    def _due(self, room: Room) -> None:
        self._marked.append(room)
        self.keep_going("reading", self._read_marked)

    def keep_going(self, name: str, work: Callable[[], Any]) -> None:
        """Starts a piece of work unless it is under way; it ends by itself when there is nothing left."""
        task = self._tasks.get(name)
        if task is None or task.done():
            self._tasks[name] = self.loop.create_task(self.guarded(name, work))

    async def guarded(self, name: str, work: Callable[[], Any]) -> None:
        """Does a piece of work; an error is written down, and the next sweep tries again."""
        try:
            await work()
        except Exception:
            logger.exception("The switchboard's %s failed; the sweep goes on from here.", name)

    async def _read_marked(self) -> None:
        """One read in flight for the whole process, whatever is marked meanwhile goes into the next."""
        while self._marked:
            rooms, self._marked = self._marked, []
            asked = [Asked(room.stream_id, room.last, room.languages()) for room in rooms if room.seats]
            for room in rooms:
                room.is_marked = False
            if not asked:
                continue
            self.counts["reads"] += 1
            for one in await self.aside(reading.read, asked):
                room_read = self.rooms.get(one.name)
                if room_read is not None:
                    await self._deliver(room_read, one)

    async def _deliver(self, room: Room, one: Reading) -> None:
        before = room.last
        if not one.reaches(before):
            self._start_over(room, one)
            return
        self._move(room, one.scope)
        blobs = room.take(one)
        access, last, count = room.access, room.last, room.last - before
        if count:
            room.rest_until = self.loop.time() + TICK_SECONDS
            self.counts["events"] += count
        written = 0
        for seat in list(room.seats.values()):
            if seat.admitted != access:
                self._doubt(seat)
            elif seat.seq == before and count and seat.language in blobs:
                seat.seq = last
                if not seat.writer.write(blobs[seat.language], count):
                    self._too_slow(seat.listener)
                written += 1
                if not written % WRITES_BEFORE_A_YIELD:
                    await asyncio.sleep(0)
            else:
                self.catch_up(seat)
        self.counts["frames"] += written * count
        if room.last < one.last_seq:
            self.mark(room)

    def _move(self, room: Room, scope: str) -> None:
        if room.scope != scope:
            self.rooms_by_scope[room.scope].discard(room)
            self.rooms_by_scope[scope].add(room)

    def _start_over(self, room: Room, one: Reading) -> None:
        """The log was trimmed beneath a room that had not read it: whoever listens fetches the page again."""
        room.memory.clear()
        room.last, room.access = one.last_seq, one.access
        for seat in list(room.seats.values()):
            seat.seq = room.last
            self.write(seat.listener, frames.encode(frames.resync(stream=room.name, seq=room.last)))

    def catch_up(self, seat: Seat) -> None:
        """Brings one seat up to its room, from memory or by the door; whoever may have lost access is asked first."""
        room = seat.room
        if seat.in_question or seat.seq >= room.last:
            return
        if seat.admitted != room.access:
            self._doubt(seat)
            return
        held = room.after(seat.seq, seat.language)
        if held is None:
            self.door.read_again(seat)
            return
        seat.seq = room.last
        self.write(seat.listener, *held)

    # Access

    def _doubt(self, seat: Seat) -> None:
        if not seat.in_question:
            seat.in_question = True
            self._doubted.append(seat)
            self.keep_going("asking", self._ask_again)

    def doubt_person(self, person_id: int) -> None:
        """Somebody's rights changed: all they listen to is in question."""
        for listener in self.listeners.get(person_id, ()):
            for seat in listener.seats.values():
                self._doubt(seat)

    async def _ask_again(self) -> None:
        """Asks who of the doubted may still listen; the version that counts is the one known before the question."""
        while self._doubted:
            seats, self._doubted = self._doubted, []
            versions = [seat.room.access for seat in seats]
            try:
                allowed = await self.aside(
                    admission.allowed, [(seat.listener.person_id, seat.room.name) for seat in seats]
                )
            except Exception:
                self._doubted += seats
                await asyncio.sleep(1)
                logger.exception("Could not ask who may still listen; nobody in question hears anything meanwhile.")
                continue
            for seat, version in zip(seats, versions, strict=True):
                seat.in_question = False
                if (seat.listener.person_id, seat.room.name) not in allowed:
                    self.show_out(seat)
                else:
                    seat.admitted = version
                    self.catch_up(seat)

    def show_out(self, seat: Seat) -> None:
        """Takes a seat away from somebody who may no longer listen, and says so."""
        if seat.room.seats.get(seat.listener) is seat:
            self.counts["gone"] += 1
            self.leave(seat.listener, seat.room.name)
            self.write(seat.listener, frames.encode(frames.gone(seat.room.name)))

    # Coming and going

    def everybody(self) -> list[Listener]:
        """All signed-in sockets of this process."""
        return [one for listeners in self.listeners.values() for one in listeners]

    def enter(self, listener: Listener) -> None:
        """A signed-in socket has said hello. Past the limit the oldest goes: after a cut it is the dead one."""
        mine = self.listeners[listener.person_id]
        for oldest in list(mine)[: max(0, len(mine) + 1 - SOCKETS_A_PERSON)]:
            self.close(oldest, 4429)
        self.listeners[listener.person_id][listener] = None
        self.counts[f"writer_{listener.writer.name}"] += 1

    def sit(self, seat: Seat) -> None:
        """A listener takes a seat."""
        room = seat.room
        self.rooms[room.name] = room
        self.rooms_by_scope[room.scope].add(room)
        room.seats[seat.listener] = seat
        seat.listener.seats[room.name] = seat
        self.presence.changed(room)

    def leave(self, listener: Listener, name: str) -> None:
        """A listener leaves one stream; a room that nobody is in any more is forgotten."""
        seat = listener.seats.pop(name, None)
        if seat is None:
            return
        room = seat.room
        room.seats.pop(listener, None)
        self.presence.changed(room)
        if not room.seats and self.rooms.get(name) is room:
            del self.rooms[name]
            self.rooms_by_scope[room.scope].discard(room)
            if not self.rooms_by_scope[room.scope]:
                del self.rooms_by_scope[room.scope]

    def forget(self, listener: Listener) -> None:
        """A socket is gone."""
        listener.closed = True
        for name in list(listener.seats):
            self.leave(listener, name)
        mine = self.listeners.get(listener.person_id)
        if mine is not None:
            mine.pop(listener, None)
            if not mine:
                del self.listeners[listener.person_id]

    def write(self, listener: Listener, blob: bytes, count: int = 1) -> None:
        """Writes to one listener, or lets go of it where it cannot follow."""
        if blob and not listener.closed and not listener.writer.write(blob, count):
            self._too_slow(listener)

    def _too_slow(self, listener: Listener) -> None:
        if not listener.closed:
            self.close(listener, 4408)
            # Who reads nothing never sees the close frame.
            self.loop.call_later(SLOW_CLOSE_SECONDS, listener.writer.abort)

    def close(self, listener: Listener, code: int) -> None:
        """Closes a socket with a code that tells its browser what to do."""
        self.counts[f"closed_{code}"] += 1
        self.forget(listener)
        listener.writer.close(code)

    # Leaving

    async def depart(self, retry_ms: int) -> None:
        """The server is leaving: says `bye` to everybody and closes with 1012."""
        self.leaving = True
        blob = frames.encode(frames.bye(retry_ms))
        for place, listener in enumerate(self.everybody(), 1):
            self.write(listener, blob)
            if not listener.closed:
                self.close(listener, 1012)
            if not place % WRITES_BEFORE_A_YIELD:
                await asyncio.sleep(0)

    def status(self) -> dict[str, int]:
        """What can be counted, for operators."""
        return {"sockets": len(self.everybody()), "streams": len(self.rooms), **self.counts}

    def stop(self) -> None:
        """Lets go of the loop; for tests and the end of the process."""
        bells.stop_listening(self.hear)
        for task in self._tasks.values():
            task.cancel()
        self.pool.shutdown(wait=False, cancel_futures=True)


def _with_fresh_connections(function: Callable[..., T], *arguments: Any) -> T:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()


_here: Switchboard | None = None


def here() -> Switchboard:
    """The process's switchboard; made in the running loop when the first socket comes."""
    global _here
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        if _here is not None:
            _here.stop()
        _here = Switchboard(loop)
    return _here


def existing() -> Switchboard | None:
    """The process's switchboard if any socket ever came."""
    return _here
