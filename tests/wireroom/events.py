"""What is heard from a room."""

from dataclasses import dataclass

from core.kinds.registry import Ref
from core.realtime.catalogue import Event, event


@event("wireroom.note_written", version=1)
@dataclass(frozen=True)
class NoteWritten(Event):
    """Somebody wrote a note."""

    note_id: int

    def subject(self):
        return Ref("note", self.note_id)


@event("wireroom.note_deleted", version=1)
@dataclass(frozen=True)
class NoteDeleted(Event):
    """A note is gone."""

    note_id: int

    def subject(self):
        return Ref("note", self.note_id)


@event("wireroom.member_left", version=1)
@dataclass(frozen=True)
class MemberLeft(Event):
    """A member is no longer one."""

    person_id: int


@event("wireroom.typing", version=1)
@dataclass(frozen=True)
class Typing(Event):
    """Somebody writes."""
