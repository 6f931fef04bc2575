"""Finds what a person may see by words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from core.search import asking, audiences, near, places
from core.search.backends import Candidate, candidates
from core.search.backends.weighing import MOST
from core.search.excerpts import Part, excerpt, marked
from core.search.models import SearchEntry
from core.search.narrowing import AUTHOR, KIND, PLACE, YEAR, Narrowing, year_of
from core.search.operators import IN
from core.search.places import Place
from core.search.scope import scope_of

SIZE = 20
Cursor = tuple[int, int]


@dataclass(frozen=True)
class Chosen:
    """What was chosen beside the words: a value of each facet, the order, and where the page before ended."""

    kinds: Sequence[str] | None = None
    place: str = ""
    author: int = 0
    year: int = 0
    by_date: bool = False
    after: Cursor | None = None
    size: int = SIZE

    def values(self) -> dict[str, Sequence[Any]]:
        """The facets in which something was chosen."""
        chosen: dict[str, Sequence[Any]] = {KIND: self.kinds or ()}
        chosen |= {name: [value] if value else () for name, value in (("place", self.place), ("author", self.author))}
        chosen[YEAR] = [self.year] if self.year else ()
        return {name: values for name, values in chosen.items() if values}


@dataclass(frozen=True)
class Hit:
    """One thing found, ready to be shown: `title` and `words` in parts, those that were looked for apart.

    Of a file, `ref` and `url` are those of the thing on which it hangs, and `under` is what that is called. `mark` says
    something of its place, such as that it is put away.
    """

    ref: Ref
    kind: str
    title: list[Part]
    words: list[Part]
    url: str
    icon: str
    kind_word: str
    language: str
    at: datetime
    under: str = ""
    mark: str = ""

    @property
    def plain_title(self) -> str:
        """The title without its parts."""
        return "".join(part.text for part in self.title)

    @property
    def plain_words(self) -> str:
        """The excerpt without its parts."""
        return "".join(part.text for part in self.words)


@dataclass(frozen=True)
class Found:
    """A page of hits. `counts` tells how many there are of each kind, `by_*` of each place, author and year.

    Each facet is counted as if nothing were chosen in it. `next` is the cursor behind the last hit, None at the end;
    where `is_capped` there are more than are counted. `mistakes` are sentences on operators that were left out,
    `meant` is what might have been meant where nothing was found.
    """

    hits: list[Hit]
    counts: dict[str, int]
    next: Cursor | None
    is_capped: bool = False
    by_place: dict[str, int] = field(default_factory=dict)
    by_author: dict[int, int] = field(default_factory=dict)
    by_year: dict[int, int] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    meant: str = ""

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())


def find(
    person: Any,
    words: str,
    kinds: Sequence[str] | None = None,
    *,
    after: Cursor | None = None,
    size: int = SIZE,
    chosen: Chosen | None = None,
) -> Found:
    """What a person may see that holds the words, best first. Nothing for no words.

    Asked twice over: the index by the person's keys, then each hit by its kind's own `visible_to`. Raises Refused
    `search.unavailable` (503) when the database cannot answer.
    """
    chosen = chosen or Chosen(kinds, after=after, size=size)
    asked, keys = asking.read(words), sorted(audiences.keys_of(person))
    if not asked or not keys:
        return Found([], {}, None)
    try:
        return _found(person, words, asked, keys, chosen)
    except DatabaseError as error:
        text = _("The search does not answer at the moment. Nothing is lost; try again in a minute.")
        raise Refused("search.unavailable", text, status=503, retry_after=60) from error


def _found(person: Any, words: str, asked: asking.Asked, keys: Sequence[str], chosen: Chosen) -> Found:
    known = places.places_of(person) if any(clause.operator == IN for clause in asked.clauses) else []
    scope = scope_of(person, asked.clauses, known)
    if not (asked.terms or asked.tags or scope.narrowing != Narrowing()):
        return Found([], {}, None, mistakes=scope.mistakes)
    rows = candidates(asked, keys, scope.narrowing, by_date=chosen.by_date)
    is_capped = len(rows) >= MOST
    counted = {name: _counted(rows, name, chosen.values()) for name in (KIND, PLACE, AUTHOR, YEAR)}
    wanted = _wanted(rows, chosen.values())
    if is_capped and chosen.values():
        wanted = candidates(asked, keys, _narrower(scope.narrowing, chosen), by_date=chosen.by_date)
    cursors = ((row.worth, row.pk) for row in wanted)
    rest = sorted((each for each in cursors if chosen.after is None or each < chosen.after), reverse=True)
    return Found(
        _shown(person, asked, [pk for _worth, pk in rest[: chosen.size]]),
        {kind.name: counted[KIND][kind.name] for kind in registry.every() if counted[KIND][kind.name]},
        rest[chosen.size - 1] if len(rest) > chosen.size else None,
        is_capped,
        dict(counted[PLACE]),
        dict(counted[AUTHOR]),
        dict(counted[YEAR]),
        known,
        scope.mistakes,
        "" if rows else near.meant(words, asked, keys),
    )


def _counted(rows: Sequence[Candidate], facet: str, chosen: dict[str, Sequence[Any]]) -> "Counter[Any]":
    others = {name: values for name, values in chosen.items() if name != facet}
    return Counter(value for row in _wanted(rows, others) if (value := getattr(row, facet)))


def _wanted(rows: Sequence[Candidate], chosen: dict[str, Sequence[Any]]) -> list[Candidate]:
    return [row for row in rows if all(getattr(row, name) in values for name, values in chosen.items())]


def _narrower(narrowing: Narrowing, chosen: Chosen) -> Narrowing:
    for name, values in chosen.values().items():
        if name == YEAR:
            first, last = year_of(chosen.year)
            narrowing = narrowing.later(first).earlier(last)
        else:
            narrowing = narrowing.to(name, values)
    return narrowing


def _shown(person: Any, asked: asking.Asked, pks: Sequence[int]) -> list[Hit]:
    """The entries as hits; what its kind, or the kind of what a file hangs on, would not show is left out."""
    heavy = ("title_words", "tag_words", "text_words")
    light = ("under__text", *(f"under__{name}" for name in heavy))
    entries = SearchEntry.objects.select_related("under").defer(*heavy, *light).in_bulk(pks)
    refs = {pk: _ref_of(entry.under or entry) for pk, entry in entries.items()}
    seen = registry.load(person, refs.values())
    shown = [pk for pk in pks if pk in refs and refs[pk] in seen]
    marks = places.marks_of({place for pk in shown if (place := _place_of(entries[pk]))})
    return [_hit(entries[pk], seen[refs[pk]], asked, marks.get(_place_of(entries[pk]), "")) for pk in shown]


def _place_of(entry: SearchEntry) -> str:
    return entry.under.place if entry.under else entry.place


def _ref_of(entry: SearchEntry) -> Ref:
    return Ref(entry.kind, entry.object_id)


def _hit(entry: SearchEntry, shown: registry.Shown, asked: asking.Asked, mark: str) -> Hit:
    kind = registry.of(entry.kind) if entry.under else None
    return Hit(
        ref=shown.ref,
        kind=entry.kind,
        title=marked(entry.title, asked),
        words=excerpt(entry.text, asked),
        url=entry.url or shown.url,
        icon=kind.icon if kind else shown.icon,
        kind_word=str(kind.word) if kind else shown.word,
        language="" if kind else entry.language,
        at=entry.at,
        under=f"{shown.word}: {entry.under.title}" if entry.under else "",
        mark=mark,
    )
