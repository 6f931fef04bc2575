"""The places in which things are found; `core/config/search.py` lists who knows them.

An entry says its place as a reference (`space:7`); the name is asked of its area, for one person and now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.search.tokens import fold, split


@dataclass(frozen=True)
class Place:
    """A place that a person may look into: as entries say it, and as it is called."""

    key: str
    name: str


Marker = Callable[[set[str]], dict[str, str]]
_markers: list[Marker] = []


def marks_places(marker: Marker) -> Marker:
    """Lists `marker(keys)`: a word on those places of which hits should say something, such as that they are put away.

    Asked only for places of hits that the person may see.
    """
    if marker not in _markers:
        _markers.append(marker)
    return marker


def marks_of(keys: set[str]) -> dict[str, str]:
    """The word on each place that has one."""
    return {key: word for each in _markers for key, word in each(keys).items()} if keys else {}


Knower = Callable[[Any], Iterable[Place]]
_knowers: list[Knower] = []


def knows_places(places_of: Knower) -> Knower:
    """Lists `places_of(person)`, asked at most once a search, by one query; only what the person may see."""
    if places_of not in _knowers:
        _knowers.append(places_of)
    return places_of


def places_of(person: Any) -> list[Place]:
    """All places that a person may look into."""
    return [place for each in _knowers for place in each(person)]


def called(places: Iterable[Place], name: str) -> list[Place]:
    """Those of exactly this name; where there is none, those with words that begin like each of its words."""
    wanted, known = _words(name), [(place, _words(place.name)) for place in places]
    if not wanted:
        return []
    same = [place for place, words in known if words == wanted]
    return same or [
        place for place, words in known if all(any(has.startswith(each) for has in words) for each in wanted)
    ]


def _words(text: str) -> list[str]:
    return [fold(token.word) for token in split(text)]
