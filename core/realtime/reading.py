"""Reads the event log and renders it from the rows as they are now."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import translation

from core.realtime import frames, live
from core.realtime.models import AccessScope, Stream, StreamEvent

logger = logging.getLogger("compagnon.realtime")
MOST_AT_ONCE = 256
Access = tuple[int, int]
"""A scope and its version: what a listener was admitted under."""


@dataclass(frozen=True)
class Asked:
    """A stream, the number after which to read, and the languages to render."""

    stream_id: int
    after: int
    languages: frozenset[str]


@dataclass(frozen=True)
class Frame:
    """One event in each language; `subject` names the row it shows."""

    seq: int
    subject: tuple[int, int] | None
    contents: dict[str, dict[str, Any]]


@dataclass
class Reading:
    """What a stream has told after the number asked for, and the access that held when all of it had been read."""

    stream_id: int
    name: str
    last_seq: int
    scope: str
    access: Access
    frames: list[Frame] = field(default_factory=list)

    def reaches(self, after: int) -> bool:
        """Whether nothing is missing between `after` and what was read (trimmed, or not there yet)."""
        if after > self.last_seq:
            return False
        return after == self.last_seq or (bool(self.frames) and self.frames[0].seq == after + 1)


@dataclass(frozen=True)
class Standing:
    """Where a stream stands, without its events."""

    stream_id: int
    last_seq: int
    access: Access


def read(asked: Sequence[Asked]) -> list[Reading]:
    """Events and the scopes' versions by one statement, at most 256 events a stream; then the rendering.

    Rendered words may be newer than the events: so where something was rendered the versions are read once more,
    and a listener who lost access before those words were written is found out.
    """
    rows = _rows(asked) if asked else []
    readings: list[Reading] = []
    events: list[tuple[int, StreamEvent]] = []
    for row in rows:
        if row.place == len(readings):
            access = (row.scope_id, row.scope_version)
            readings.append(Reading(asked[row.place].stream_id, row.stream_name, row.last_seq, row.scope_name, access))
        if row.pk is not None:
            events.append((row.place, row))
    shown = _rendered([(row, asked[place].languages) for place, row in events])
    for place, row in events:
        readings[place].frames.append(_frame(row, asked[place].languages, shown))
    if any(shown.values()):
        _read_versions_again(readings)
    return readings


def standings(stream_ids: Iterable[int]) -> list[Standing]:
    """Number and access of streams by one statement, for the sweep."""
    rows = Stream.objects.filter(pk__in=list(stream_ids)).values_list("pk", "last_seq", "scope_id", "scope__version")
    return [Standing(pk, last, (scope, version)) for pk, last, scope, version in rows]


def _rows(asked: Sequence[Asked]) -> list[Any]:
    """The ORM cannot join a list of values; both databases can."""
    stream, scope, event = (model._meta.db_table for model in (Stream, AccessScope, StreamEvent))
    places = ", ".join(["(%s, %s, %s)"] * len(asked))
    numbers = [value for place, one in enumerate(asked) for value in (place, one.stream_id, one.after)]
    statement = f"""
        WITH asked(place, stream_id, after) AS (VALUES {places})
        SELECT asked.place, s.name AS stream_name, s.last_seq, s.scope_id, c.name AS scope_name,
               c.version AS scope_version, e.id, e.stream_id, e.seq, e.name, e.version, e.subject_type_id,
               e.subject_id, e.data, e.actor_id, e.at
        FROM asked
        JOIN {stream} s ON s.id = asked.stream_id
        JOIN {scope} c ON c.id = s.scope_id
        LEFT JOIN {event} e
          ON e.stream_id = s.id AND e.seq > asked.after AND e.seq <= asked.after + {MOST_AT_ONCE}
        ORDER BY asked.place, e.seq
    """  # noqa: S608  (table names and our own numbers)
    return list(StreamEvent.objects.raw(statement, numbers))


Shown = dict[str, dict[tuple[live.Renderer, int], str]]


def _rendered(events: list[tuple[StreamEvent, frozenset[str]]]) -> Shown:
    """HTML by language, then by renderer and primary key; each subject is rendered once for a language."""
    wanted: dict[str, dict[live.Renderer, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row, languages in events:
        renderer = live.renderer_of(row.name)
        if renderer is not None and row.subject_id is not None:
            for language in languages:
                wanted[language][renderer].add(row.subject_id)
    shown: Shown = defaultdict(dict)
    for language, renderers in wanted.items():
        with translation.override(language):
            for renderer, pks in renderers.items():
                for pk, html in _render(renderer, sorted(pks)).items():
                    shown[language][renderer, pk] = str(html)
    return shown


def _render(renderer: live.Renderer, pks: list[int]) -> dict[int, str]:
    """A renderer that fails takes its HTML away, not the events of everybody."""
    try:
        return renderer(pks)
    except Exception:
        if not connection.is_usable():
            raise
        logger.exception("%s.%s failed; its events go out without HTML.", renderer.__module__, renderer.__name__)
        return {}


def _frame(row: StreamEvent, languages: frozenset[str], shown: Shown) -> Frame:
    renderer = live.renderer_of(row.name)
    contents = {}
    for language in languages:
        html = shown[language].get((renderer, row.subject_id)) if renderer and row.subject_id is not None else None
        contents[language] = frames.event(
            stream=row.stream_name,  # type: ignore[attr-defined]
            seq=row.seq,
            name=row.name,
            version=row.version,
            at=row.at,
            by=row.actor_id,
            data=row.data,
            html=html,
        )
    subject = None if row.subject_type_id is None or row.subject_id is None else (row.subject_type_id, row.subject_id)
    return Frame(row.seq, subject, contents)


def _read_versions_again(readings: list[Reading]) -> None:
    scopes = {reading.access[0] for reading in readings}
    versions = dict(AccessScope.objects.filter(pk__in=scopes).values_list("pk", "version"))
    for reading in readings:
        scope = reading.access[0]
        reading.access = (scope, versions.get(scope, 0))
