"""Lets sockets and their wishes in, many by one question: a thousand who come back together cost a few reads."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.realtime import admission, bells, frames, reading
from core.realtime.admission import Guest
from core.realtime.reading import MOST_AT_ONCE, Asked, Reading
from core.realtime.rooms import Listener, Room, Seat, encoded

if TYPE_CHECKING:
    from core.realtime.switchboard import Switchboard

logger = logging.getLogger("compagnon.realtime")
MOST_TOGETHER = 200
REMEMBERED_SECONDS = 30.0


@dataclass
class Wish:
    """A listener's wish to hear a stream from a number; a quiet one only needs what its room no longer remembers."""

    listener: Listener
    name: str
    since: int
    is_quiet: bool = False
    from_log: bool = False
    after: int = 0


@dataclass
class Granted:
    """What came of a wish: no reading where the person may not listen."""

    wish: Wish
    reading: Reading | None
    is_hushed: bool = False


class Door:
    """Gathers who waits, and asks for all of them at once."""

    def __init__(self, switchboard: "Switchboard") -> None:
        self.switchboard = switchboard
        self._knocking: list[tuple[str, asyncio.Future[Guest | None]]] = []
        self._wishes: list[tuple[Wish, asyncio.Future[None] | None]] = []
        self._hung_up: list[tuple[float, bells.HangUp]] = []

    def is_busy(self) -> bool:
        """Whether somebody waits to be let in."""
        return bool(self._knocking or self._wishes)

    # Who is there?

    async def guest(self, session_key: str) -> Guest | None:
        """The person of a session; None where it is no session, or ended while we asked."""
        began = time.monotonic()
        future: asyncio.Future[Guest | None] = self.switchboard.loop.create_future()
        self._knocking.append((session_key, future))
        self.switchboard.keep_going("door", self._answer_knocks)
        guest = await future
        return None if guest is None or self._was_hung_up(guest, began) else guest

    async def _answer_knocks(self) -> None:
        while self._knocking:
            some, self._knocking = self._knocking[:MOST_TOGETHER], self._knocking[MOST_TOGETHER:]
            try:
                known = await self.switchboard.aside(admission.guests, [key for key, _ in some])
            except Exception as error:
                logger.exception("Could not ask who came.")
                for _, future in some:
                    _fail(future, error)
                continue
            for key, future in some:
                if not future.done():
                    future.set_result(known.get(key))

    def remember(self, bell: bells.HangUp) -> None:
        """Keeps a hanging-up for a while: somebody may be coming in under what it ended."""
        horizon = time.monotonic() - REMEMBERED_SECONDS
        self._hung_up = [(at, old) for at, old in self._hung_up if at > horizon] + [(time.monotonic(), bell)]

    def _was_hung_up(self, guest: Guest, began: float) -> bool:
        return any(
            at >= began and (bell.person_id == guest.person.pk or bell.session_key == guest.session_key)
            for at, bell in self._hung_up
        )

    # What do you wish to hear?

    async def listen(self, listener: Listener, wanted: dict[str, int]) -> None:
        """Seats a listener in each stream it may hear, sends what it missed, and `gone` for the others."""
        futures = []
        for name, since in wanted.items():
            future: asyncio.Future[None] = self.switchboard.loop.create_future()
            self._wishes.append((Wish(listener, name, since), future))
            futures.append(future)
        self.switchboard.keep_going("wishes", self._grant_wishes)
        await asyncio.gather(*futures)

    def read_again(self, seat: Seat) -> None:
        """A seat fell behind what its room remembers."""
        seat.in_question = True
        self._wishes.append((Wish(seat.listener, seat.room.name, seat.seq, is_quiet=True), None))
        self.switchboard.keep_going("wishes", self._grant_wishes)

    async def _grant_wishes(self) -> None:
        while self._wishes:
            some, self._wishes = self._wishes[:MOST_TOGETHER], self._wishes[MOST_TOGETHER:]
            for wish, _ in some:
                wish.after = self._needed_from_log(wish)
            try:
                granted = await self.switchboard.aside(_grant, [wish for wish, _ in some])
            except Exception as error:
                logger.exception("Could not read what was wished for.")
                for wish, future in some:
                    self._not_now(wish, future, error)
                continue
            for one, (wish, future) in zip(granted, some, strict=True):
                if not self._seat(one):
                    wish.from_log = True
                    self._wishes.append((wish, future))
                elif future is not None and not future.done():
                    future.set_result(None)

    def _needed_from_log(self, wish: Wish) -> int:
        """The number after which the log must be read: the room's own where its memory has the rest."""
        room = self.switchboard.rooms.get(wish.name)
        if wish.from_log or room is None or room.after(wish.since, wish.listener.language) is None:
            return wish.since
        return room.last

    def _not_now(self, wish: Wish, future: asyncio.Future[None] | None, error: Exception) -> None:
        """Who waits is told; a seat that fell behind loses its place and comes back by itself."""
        if future is not None:
            _fail(future, error)
        else:
            self.switchboard.close(wish.listener, 1012)

    def _seat(self, granted: Granted) -> bool:
        """Gives the wish its seat, or `gone`; False where memory forgot meanwhile what it was to add."""
        wish, one = granted.wish, granted.reading
        board, listener = self.switchboard, wish.listener
        old = listener.seats.get(wish.name)
        if listener.closed or (wish.is_quiet and old is None):
            return True
        if one is None:
            board.leave(listener, wish.name)
            board.write(listener, frames.encode(frames.gone(wish.name)))
            return True
        seq = self._send_what_was_missed(wish, one)
        if seq is None:
            return False
        room = board.rooms.get(wish.name) or Room(one)
        room.is_hushed = granted.is_hushed
        if not wish.is_quiet:
            present = board.presence.of(room, arriving=listener.person_id)
            board.write(listener, frames.encode(frames.listening(stream=wish.name, seq=seq, present=present)))
        if listener.closed:
            return True
        seat = Seat(listener, room, seq, one.access)
        board.sit(seat)
        if seat.admitted != room.access or one.last_seq > room.last:
            # Either has read something newer than the other: the room's next read settles it.
            board.mark(room)
        else:
            board.catch_up(seat)
        return True

    def _send_what_was_missed(self, wish: Wish, one: Reading) -> int | None:
        """Sends what came after the wished number; gives the number that the listener then has."""
        board, listener = self.switchboard, wish.listener
        room = board.rooms.get(wish.name)
        if room is not None and room.access == one.access:
            held = room.after(wish.since, listener.language)
            if held is not None:
                board.write(listener, *held)
                return room.last
        if wish.after != wish.since:
            return None
        if not one.reaches(wish.since) or one.last_seq - wish.since > MOST_AT_ONCE:
            board.write(listener, frames.encode(frames.resync(stream=wish.name, seq=one.last_seq)))
            return one.last_seq
        blobs = [encoded(frame)[listener.language] for frame in one.frames]
        board.write(listener, b"".join(blobs), len(blobs))
        return one.last_seq


def _grant(wishes: list[Wish]) -> list[Granted]:
    """Reads first, asks afterwards: whoever was removed in between is not let in under the older version."""
    ids = admission.opened({(wish.listener.person_id, wish.name) for wish in wishes})
    asked: dict[tuple[str, int], Asked] = {}
    for wish in wishes:
        if wish.name in ids:
            key = (wish.name, wish.after)
            languages = asked[key].languages if key in asked else frozenset[str]()
            asked[key] = Asked(ids[wish.name], wish.after, languages | {wish.listener.language})
    readings = dict(zip(asked, reading.read(list(asked.values())), strict=True))
    allowed = admission.allowed({(wish.listener.person_id, wish.name) for wish in wishes if wish.name in ids})
    hushed = admission.hushed(ids)
    return [
        Granted(wish, readings[wish.name, wish.after], wish.name in hushed)
        if (wish.listener.person_id, wish.name) in allowed
        else Granted(wish, None)
        for wish in wishes
    ]


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
