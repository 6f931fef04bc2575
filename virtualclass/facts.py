"""What happened to a class."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class ClassEnded(Fact):
    """A class is over; who attended is known."""

    session_id: int
