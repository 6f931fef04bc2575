"""Who listens to what in this process: listeners, their seats in rooms, and what a room remembers."""

import time
from collections import deque
from dataclasses import dataclass

from core.realtime import frames
from core.realtime.admission import Guest
from core.realtime.reading import Access, Frame, Reading
from core.realtime.writers import Writer

MOST_REMEMBERED = 256
# Long enough for whoever reconnects, short enough for words that changed without an event of their own.
FRESH_SECONDS = 30.0


class Listener:
    """One socket of a signed-in person."""

    __slots__ = ("closed", "guest", "language", "person_id", "rights", "seats", "writer")

    def __init__(self, guest: Guest, writer: Writer) -> None:
        self.guest = guest
        self.person_id: int = guest.person.pk
        self.rights = guest.rights
        self.language = guest.person.language
        self.writer = writer
        self.seats: dict[str, Seat] = {}
        self.closed = False


class Seat:
    """One listener in one room: the number it has, and the access under which it was let in."""

    __slots__ = ("admitted", "in_question", "language", "listener", "room", "seq", "writer")

    def __init__(self, listener: Listener, room: "Room", seq: int, admitted: Access) -> None:
        self.listener = listener
        # Copied, for the loop over thousands.
        self.writer = listener.writer
        self.language = listener.language
        self.room = room
        self.seq = seq
        self.admitted = admitted
        self.in_question = False


@dataclass
class Kept:
    """A frame in memory; no bytes any more once its row was told to have changed."""

    seq: int
    subject: tuple[int, int] | None
    bytes_by_language: dict[str, bytes]
    at: float


class Room:
    """One stream in this process: its listeners, where it stands, its last frames."""

    __slots__ = (
        "access",
        "is_hushed",
        "is_marked",
        "last",
        "memory",
        "name",
        "rest_until",
        "scope",
        "seats",
        "stream_id",
    )

    def __init__(self, reading: Reading) -> None:
        self.name = reading.name
        self.stream_id = reading.stream_id
        self.scope = reading.scope
        self.last = reading.last_seq
        self.access = reading.access
        self.seats: dict[Listener, Seat] = {}
        self.memory: deque[Kept] = deque(maxlen=MOST_REMEMBERED)
        self.is_hushed = False
        self.is_marked = False
        self.rest_until = 0.0

    def languages(self) -> frozenset[str]:
        """The languages that are listened in."""
        return frozenset(seat.language for seat in self.seats.values())

    def take(self, reading: Reading) -> dict[str, bytes]:
        """Moves on to what was read; gives the new frames by language, those of a language in one piece."""
        self.access, self.scope = reading.access, reading.scope
        new = [frame for frame in reading.frames if frame.seq > self.last]
        if not new:
            return {}
        # Taken before they are kept: two events about one subject in one reading, and the first loses its bytes.
        told = [encoded(frame) for frame in new]
        for frame, bytes_by_language in zip(new, told, strict=True):
            self._keep(frame, bytes_by_language)
        self.last = new[-1].seq
        return {language: b"".join(one[language] for one in told) for language in new[0].contents}

    def _keep(self, frame: Frame, bytes_by_language: dict[str, bytes]) -> None:
        if frame.subject is not None:
            for older in self.memory:
                if older.subject == frame.subject:
                    older.bytes_by_language = {}
        self.memory.append(Kept(frame.seq, frame.subject, bytes_by_language, time.monotonic()))

    def after(self, seq: int, language: str) -> tuple[bytes, int] | None:
        """The frames after a number and how many they are, from memory; None where it does not hold them all."""
        if seq == self.last:
            return b"", 0
        wanted = [kept for kept in self.memory if kept.seq > seq]
        if seq > self.last or not wanted or wanted[0].seq != seq + 1:
            return None
        if wanted[0].at < time.monotonic() - FRESH_SECONDS:
            return None
        blobs = [kept.bytes_by_language.get(language) for kept in wanted]
        held = [blob for blob in blobs if blob is not None]
        return (b"".join(held), len(held)) if len(held) == len(blobs) else None


def encoded(frame: Frame) -> dict[str, bytes]:
    """The frame's bytes in each language; those without words are built once."""
    made: dict[str, bytes] = {}
    plain: bytes | None = None
    for language, content in frame.contents.items():
        if "html" in content:
            made[language] = frames.encode(content)
        else:
            plain = plain or frames.encode(content)
            made[language] = plain
    return made
