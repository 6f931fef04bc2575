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


Answering = Callable[[Answer], None]
Gathering = Callable[[Any, datetime, datetime], Iterable[Fresh]]
_mutings: dict[str, Muting] = {}
_answerings: dict[str, Answering] = {}
_gatherings: list[Gathering] = []


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
