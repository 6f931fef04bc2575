"""What happened to people, for whoever stands above."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class PersonJoined(Fact):
    """Somebody has an account now: by invitation or from a file."""

    person_id: int


@dataclass(frozen=True)
class PersonMoved(Fact):
    """Unit, job role, manager or “from outside” changed."""

    person_id: int


@dataclass(frozen=True)
class PersonRenamed(Fact):
    """The name that pages, notices and the index show changed."""

    person_id: int


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
    """A password was set anew; other sessions of the person end."""

    person_id: int


@dataclass(frozen=True)
class SignedOut(Fact):
    """One session ended."""

    session_key: str
