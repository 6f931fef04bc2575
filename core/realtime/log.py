"""Numbers and writes what one action announced, as its last deed before the commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from core.acts.actions import action, at_close, current
from core.kinds import registry
from core.kinds.registry import Ref
from core.realtime import bells, catalogue
from core.realtime.catalogue import Event
from core.realtime.models import AccessScope, Stream, StreamEvent
from core.realtime.streams import StreamRef

# Databases take only so many numbers in one statement.
TOGETHER = 500
# Stock ORM cannot return what it updated; both databases can. A stream that is new, or moved to another scope, is not
# found by it.
_NEXT_NUMBERS = f"""
    UPDATE {Stream._meta.db_table} SET last_seq = last_seq + %s
    WHERE name = %s AND scope_id = (SELECT id FROM {AccessScope._meta.db_table} WHERE name = %s)
    RETURNING id, last_seq
"""  # noqa: S608  (table names)


@dataclass
class Announced:
    """One event that waits for its number."""

    to: StreamRef
    event: Event
    data: dict[str, Any]
    actor_id: int | None


def announced(event: Event, to: StreamRef, by: Any) -> None:
    """Keeps an event until the action ends; checked now, where a mistake can still be seen."""
    _gathered("realtime.events").append(Announced(to, event, catalogue.data_of(event), getattr(by, "pk", None)))


def scope_changed(scope: str) -> None:
    """Keeps a scope whose version is to rise when the action ends."""
    _gathered("realtime.scopes").append(scope)


def _gathered(what: str) -> list[Any]:
    at_close("realtime", _close)
    return current().gathered.setdefault(what, [])


def open_streams(refs: Iterable[StreamRef]) -> None:
    """Writes the rows of streams that have none yet, or that moved to another scope. Needs a transaction."""
    wanted = {ref.name: ref for ref in refs}
    stands = dict(Stream.objects.filter(name__in=wanted).values_list("name", "scope__name"))
    astray = [ref for ref in wanted.values() if stands.get(ref.name) != ref.scope]
    if not astray:
        return
    scopes = _open_scopes({ref.scope for ref in astray})
    new = sorted(ref for ref in astray if ref.name not in stands)
    Stream.objects.bulk_create(
        [Stream(name=ref.name, scope_id=scopes[ref.scope]) for ref in new], ignore_conflicts=True
    )
    for ref in astray:
        if ref.name in stands:
            Stream.objects.filter(name=ref.name).update(scope_id=scopes[ref.scope])


def forget(stream: str, things: Iterable[Ref]) -> None:
    """Takes from the events of a stream what they showed; their numbers and facts stay. Needs a transaction."""
    keys: dict[str, list[int]] = {}
    for ref in things:
        keys.setdefault(ref.kind, []).append(ref.pk)
    for kind, pks in keys.items():
        told = StreamEvent.objects.filter(stream__name=stream, subject_type=_type_of(kind))
        for start in range(0, len(pks), TOGETHER):
            told.filter(subject_id__in=pks[start : start + TOGETHER]).update(subject_type=None, subject_id=None)


@action
def open_streams_now(refs: Iterable[StreamRef]) -> None:
    """The same as an act of its own: somebody listens to what nobody has announced to yet."""
    open_streams(refs)


def _open_scopes(names: set[str]) -> dict[str, int]:
    AccessScope.objects.bulk_create([AccessScope(name=name) for name in sorted(names)], ignore_conflicts=True)
    return dict(AccessScope.objects.filter(name__in=names).values_list("name", "pk"))


def _close() -> None:
    """Scopes first, then streams, each in name order, so that no two actions wait for each other in a circle."""
    scopes = set(_gathered("realtime.scopes"))
    events: dict[StreamRef, list[Announced]] = {}
    for one in _gathered("realtime.events"):
        events.setdefault(one.to, []).append(one)
    _raise_versions(scopes)
    numbers = _write(events) if events else {}
    if numbers or scopes:
        bell = bells.Rows(streams=numbers, scopes=sorted(scopes))
        transaction.on_commit(lambda: bells.ring(bell), robust=True)


def _raise_versions(scopes: set[str]) -> None:
    """A scope without a row gets one: somebody might be joining its first stream at this very moment."""
    if not scopes:
        return
    AccessScope.objects.bulk_create([AccessScope(name=name) for name in sorted(scopes)], ignore_conflicts=True)
    for name in sorted(scopes):
        AccessScope.objects.filter(name=name).update(version=F("version") + 1)


def _write(events: dict[StreamRef, list[Announced]]) -> dict[str, int]:
    if len(events) > 1:
        # Before any is locked: new scopes get their rows in the order of names, too.
        open_streams(events)
    at = timezone.now()
    rows: list[StreamEvent] = []
    numbers: dict[str, int] = {}
    for ref in sorted(events):
        stream_id, last = _next_numbers(ref, len(events[ref]))
        numbers[ref.name] = last
        first = last - len(events[ref]) + 1
        rows += [_row(stream_id, first + place, one, at) for place, one in enumerate(events[ref])]
    StreamEvent.objects.bulk_create(rows)
    return numbers


def _next_numbers(ref: StreamRef, count: int) -> tuple[int, int]:
    found = _count_up(ref, count)
    if not found:
        open_streams([ref])
        found = _count_up(ref, count)
    [(stream_id, last)] = found
    return stream_id, last


def _count_up(ref: StreamRef, count: int) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_NUMBERS, [count, ref.name, ref.scope])
        # Fetched whole: SQLite has not done an UPDATE whose rows nobody took.
        return list(cursor.fetchall())


def _row(stream_id: int, seq: int, one: Announced, at: datetime) -> StreamEvent:
    subject = one.event.subject()
    return StreamEvent(
        stream_id=stream_id,
        seq=seq,
        name=one.event.event_name,
        version=one.event.event_version,
        subject_type=_type_of(subject.kind) if subject else None,
        subject_id=subject.pk if subject else None,
        data=one.data,
        actor_id=one.actor_id,
        at=at,
    )


def _type_of(kind: str) -> ContentType:
    return registry.of(kind).content_type()
