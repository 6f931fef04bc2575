"""Where a notice came from, as mails name it; upper rooms say how such a place is muted, and where mail may answer."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from core.kinds.registry import Ref

Text = str | Promise


@dataclass(frozen=True)
class Place:
    """A talk and the space it stands in."""

    ref: Ref
    title: str
    url: str
    space: str


@dataclass(frozen=True)
class Muting:
    """How places of one kind are muted: `mute` gives what held before, which `undo` takes; both ask the permission."""

    label: Text
    done: Text
    mute: Callable[[Any, int], str]
    undo: Callable[[Any, int, str], None]


@dataclass(frozen=True)
class Answer:
    """What somebody wrote by mail: beneath which thing, their words, files as (name, bytes), and a key of the mail."""

    person: Any
    about_id: int
    text: str
    files: tuple[tuple[str, bytes], ...]
    key: uuid.UUID


@dataclass(frozen=True)
class Fresh:
    """Something new of which nobody was told singly; `title` and `excerpt` are "" where no word may leave the house."""

    place: Place
    title: str
    excerpt: str
    is_restricted: bool = False


@dataclass(frozen=True)
class TeamLine:
    """A sentence about a team as a whole, and where it leads; it names nobody."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Team:
    """A manager, the keys of who reports to them, and the week that is told of."""

    manager: Any
    people: frozenset[int]
    since: datetime
    until: datetime


# Of fewer people a figure would tell of somebody.
FEWEST_IN_TEAM = 5
Surveying = Callable[[Team], Iterable[TeamLine]]
Answering = Callable[[Answer], None]
Gathering = Callable[[Any, datetime, datetime], Iterable[Fresh]]
_mutings: dict[str, Muting] = {}
_answerings: dict[str, Answering] = {}
_gatherings: list[Gathering] = []
_surveyings: list[Surveying] = []


def can_be_muted(kind: str, muting: Muting) -> None:
    """Says how a place of a kind is muted."""
    _mutings[kind] = muting


def muting_of(kind: str) -> Muting | None:
    """How places of that kind are muted, if they can be."""
    return _mutings.get(kind)


def answers_go_to(kind: str, answering: Answering) -> None:
    """Has mail that answers notices about things of a kind go to `answering`, which writes, or raises Refused."""
    _answerings[kind] = answering


def answering_of(kind: str) -> Answering | None:
    """What takes answers by mail to things of that kind."""
    return _answerings.get(kind)


def gathers_for_digests(gathering: Gathering) -> None:
    """Lists `gathering(person, since, until)`: what became new for them in that time, the most important first."""
    if gathering not in _gatherings:
        _gatherings.append(gathering)


def gathered(person: Any, since: datetime, until: datetime) -> list[Fresh]:
    """Everything that became new for a person in that time."""
    return [fresh for gathering in _gatherings for fresh in gathering(person, since, until)]


def surveys_teams(surveying: Surveying) -> None:
    """Lists `surveying(team)`: what a manager may know of their team as a whole, of what they may see themselves."""
    if surveying not in _surveyings:
        _surveyings.append(surveying)


def surveyed(team: Team) -> list[TeamLine]:
    """Everything that can be told of a team; of one of fewer than five nothing."""
    if len(team.people) < FEWEST_IN_TEAM:
        return []
    return [line for surveying in _surveyings for line in surveying(team)]
