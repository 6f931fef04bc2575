"""What happened to people, for whoever stands above."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class PeopleJoined(Fact):
    """Accounts were made: one by invitation, or many from a file."""

    person_ids: list[int]


@dataclass(frozen=True)
class PersonMoved(Fact):
    """Unit, job role, manager or “from outside” changed."""

    person_id: int


@dataclass(frozen=True)
class PeopleChanged(Fact):
    """What is said of people elsewhere (the index) changed: name, place, what they work on, whether they are active.

    Stated beside the narrower facts, and once for many, so that a file of 25,000 is followed in batches.
    """

    person_ids: list[int]


@dataclass(frozen=True)
class PersonDeactivated(Fact):
    """Somebody may not sign in any more; their sockets and sessions end."""

    person_id: int


@dataclass(frozen=True)
class PersonReactivated(Fact):
    """Somebody may sign in again."""

    person_id: int


@dataclass(frozen=True)
class RolesChanged(Fact):
    """Roles were granted to or taken from somebody."""

    person_id: int


@dataclass(frozen=True)
class PasswordChanged(Fact):
    """A password was set anew; the sessions that the old one opened end."""

    person_id: int


@dataclass(frozen=True)
class SignedOut(Fact):
    """One session ended."""

    session_key: str


@dataclass(frozen=True)
class PersonInvited(Fact):
    """An invitation waits to be sent; the job that sends it makes the link's key."""

    invitation_id: int


@dataclass(frozen=True)
class FirstDayOver(Fact):
    """Somebody who has come answered the first questions, or put them aside: now they may be offered a first act."""

    person_id: int


@dataclass(frozen=True)
class PasswordResetAsked(Fact):
    """Somebody, perhaps unknown, asked for a new password; a job looks whether the address is anybody's."""

    email: str
    language: str
