"""What a class's stream tells."""

from dataclasses import dataclass

from core.kinds.registry import Ref
from core.realtime.catalogue import Event, event


@event("virtualclass.class_changed", version=1)
@dataclass(frozen=True)
class ClassChanged(Event):
    """Title, time, seats or state of the class changed."""

    session_id: int
    state: str

    def subject(self) -> Ref:
        return Ref("class", self.session_id)


@event("virtualclass.seats_changed", version=1)
@dataclass(frozen=True)
class SeatsChanged(Event):
    """Somebody registered, cancelled or moved up."""

    session_id: int


@event("virtualclass.hands_changed", version=1)
@dataclass(frozen=True)
class HandsChanged(Event):
    """A hand went up or down, or somebody was given the floor; carries the queue as it is now."""

    session_id: int

    def subject(self) -> Ref:
        return Ref("class", self.session_id)
