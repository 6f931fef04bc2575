"""Keeps the index in the transaction of the change that it tells of."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.utils import timezone

from core.acts.actions import action
from core.kinds.registry import Ref
from core.search import attached
from core.search.entries import Entry as Entry
from core.search.models import Audience, AudienceKey, SearchEntry
from core.search.sources import source_of
from core.search.tokens import words_of

MOST_TEXT = 100_000
BATCH = 500
_WRITTEN = [
    "title", "text", "tags", "url", "language", "audience", "at", "title_words", "tag_words", "text_words",
    "indexed_at", "author_id", "place", "holder", "under",
]  # fmt: skip


@action
def index(
    *,
    ref: Ref,
    title: str,
    text: str,
    language: str,
    audience: set[str],
    at: datetime | None = None,
    tags: Sequence[str] = (),
    url_hint: str = "",
    by: int | None = None,
    place: str = "",
) -> None:
    """Lets a thing be found, or brings what is known of it up to date: three statements, four for a new audience."""
    _write_with_files([Entry(ref, title, text, language, audience, at, tags, url_hint, by=by, place=place)])


@action
def index_many(entries: Iterable[Entry]) -> int:
    """The same for many things, in bulk; gives how many. The files that hang on them come along."""
    return sum(_write_with_files(batch) for batch in _batched(entries))


@action
def index_file(*, attachment_id: int, **_fact: object) -> None:
    """Lets a file be found under the thing on which it hangs, where that is found."""
    _write(attached.entries_of_attachments([attachment_id]))


@action
def index_content(*, sha256: str, **_fact: object) -> None:
    """A content has been read: whatever hangs somewhere with this content is found by its text now."""
    for batch in _batched(attached.entries_of_content(sha256)):
        _write(batch)


@action
def forget_file(*, attachment_id: int, **_fact: object) -> None:
    """Lets a file that was taken off its thing be found no more."""
    SearchEntry.objects.filter(kind=attached.FILE, object_id=attachment_id).delete()


@action
def forget(ref: Ref) -> None:
    """Lets a thing be found no more."""
    SearchEntry.objects.filter(kind=ref.kind, object_id=ref.pk).delete()


@action
def forget_many(kind: str, pks: Iterable[int]) -> None:
    """Lets many things of one kind be found no more."""
    SearchEntry.objects.filter(kind=kind, object_id__in=list(pks)).delete()


def reindex(kind: str) -> int:
    """Writes all entries of a kind anew, in batches, and forgets what is no longer there; gives how many there are.

    People may search and write meanwhile. Raises KeyError for a kind without a source (core/config/search.py).
    """
    begun, written = timezone.now(), 0
    for batch in _batched(source_of(kind)()):
        written += index_many(batch)
    SearchEntry.objects.filter(kind=kind, indexed_at__lt=begun).delete()
    return written


def _write_with_files(entries: Sequence[Entry]) -> int:
    rows = _write(entries)
    hung = attached.entries_under(rows)
    if any(entry.files_of for entry in entries):
        attached.let_go(rows, keep=[entry.ref.pk for entry in hung])
    _write(hung)
    return len(rows)


def _write(entries: Sequence[Entry]) -> list[SearchEntry]:
    if not entries:
        return []
    audiences = _audiences([frozenset(entry.audience) for entry in entries if not entry.under])
    now = timezone.now()
    rows = {entry.ref: _row(entry, _audience(entry, audiences), now) for entry in entries}
    return SearchEntry.objects.bulk_create(
        list(rows.values()), update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_WRITTEN
    )


def _audience(entry: Entry, known: dict[frozenset[str], Audience]) -> Audience:
    """A file is found by whoever finds what it hangs on."""
    return entry.under.audience if entry.under else known[frozenset(entry.audience)]


def _row(entry: Entry, audience: Audience, now: datetime) -> SearchEntry:
    text = entry.text.replace("\0", "")[:MOST_TEXT]
    title = " ".join(entry.title.replace("\0", "").split())[:300]
    tags = " · ".join(entry.tags)[:500]
    return SearchEntry(
        kind=entry.ref.kind,
        object_id=entry.ref.pk,
        title=title or text[:80] or str(entry.ref),
        text=text,
        tags=tags,
        url=entry.url_hint[:300],
        language=entry.language,
        audience=audience,
        at=entry.at or now,
        title_words=words_of(title, entry.language) if entry.is_own_title else "",
        tag_words=words_of(tags, entry.language),
        text_words=words_of(text, entry.language),
        indexed_at=now,
        author_id=entry.by,
        place=entry.place,
        holder="" if entry.under else attached.holder_of(entry.ref, entry.files_of),
        under=entry.under,
    )


def _audiences(wanted: Iterable[frozenset[str]]) -> dict[frozenset[str], Audience]:
    """The rows of these sets of keys; missing ones are made, whoever else is making them."""
    names = {_name(keys): keys for keys in wanted}
    if not names:
        return {}
    known = {audience.name: audience for audience in Audience.objects.filter(name__in=names)}
    if missing := names.keys() - known.keys():
        Audience.objects.bulk_create([Audience(name=name) for name in sorted(missing)], ignore_conflicts=True)
        made = list(Audience.objects.filter(name__in=missing))
        rows = [AudienceKey(audience=each, key=key) for each in made for key in sorted(names[each.name])]
        AudienceKey.objects.bulk_create(rows, ignore_conflicts=True)
        known |= {audience.name: audience for audience in made}
    return {keys: known[name] for name, keys in names.items()}


def _name(keys: frozenset[str]) -> str:
    """The keys themselves where they are short, else their hash: one set, one name."""
    plain = "|".join(sorted(keys))
    return plain if len(plain) < 64 and "|" not in "".join(keys) else hashlib.sha256(plain.encode()).hexdigest()


def _batched(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
