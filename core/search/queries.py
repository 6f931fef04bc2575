"""Finds what a person may see by words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from core.search import asking, audiences
from core.search.backends import backend
from core.search.backends.scoring import MOST
from core.search.excerpts import Part, excerpt, marked
from core.search.models import SearchEntry

SIZE = 20
Cursor = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """One thing found, ready to be shown: `title` and `words` in parts, those that were looked for apart."""

    ref: Ref
    title: list[Part]
    words: list[Part]
    url: str
    icon: str
    kind_word: str
    language: str
    at: datetime

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
    """A page of hits. `counts` tells how many there are of each kind, whichever kinds were asked for.

    `next` is the cursor behind the last hit, None at the end; where `is_capped` there are more than are counted.
    """

    hits: list[Hit]
    counts: dict[str, int]
    next: Cursor | None
    is_capped: bool = False

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
    count: bool = True,
) -> Found:
    """What a person may see that holds the words, best first. Nothing for no words.

    Asked twice over: the index by the person's keys, then each hit by its kind's own `visible_to`. Raises Refused
    `search.unavailable` (503) when the database cannot answer.
    """
    asked, keys = asking.read(words), sorted(audiences.keys_of(person))
    if not asked or not keys:
        return Found([], {}, None)
    try:
        rows = _ranked(asked, keys, kinds, after, size + 1)
        counts = _counted(asked, keys) if count else {}
    except DatabaseError as error:
        text = _("The search does not answer at the moment. Nothing is lost; try again in a minute.")
        raise Refused("search.unavailable", text, status=503, retry_after=60) from error
    more = len(rows) > size
    hits = _shown(person, asked, [pk for pk, _score in rows[:size]])
    cursor = (rows[size - 1][1], rows[size - 1][0]) if more else None
    return Found(hits, counts, cursor, is_capped=sum(counts.values()) >= MOST)


def _ranked(
    asked: asking.Asked, keys: Sequence[str], kinds: Sequence[str] | None, after: Cursor | None, size: int
) -> list[tuple[int, int]]:
    """(id, score) of the next hits, best first."""
    sql, parameters = backend().candidates(asked, keys, kinds)
    beyond = "WHERE c.score < %s OR (c.score = %s AND c.id < %s)" if after else ""
    cursor_parameters = [after[0], after[0], after[1]] if after else []
    query = f"SELECT c.id, c.score FROM ({sql}) c {beyond} ORDER BY c.score DESC, c.id DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [*parameters, *cursor_parameters, size])
        return [(pk, int(score)) for pk, score in cursor.fetchall()]


def _counted(asked: asking.Asked, keys: Sequence[str]) -> dict[str, int]:
    sql, parameters = backend().candidates(asked, keys, None)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.kind, COUNT(*) FROM ({sql}) c GROUP BY c.kind", parameters)  # noqa: S608
        counts = dict(cursor.fetchall())
    known = [kind.name for kind in registry.every()]
    return {kind: counts[kind] for kind in known if kind in counts}


def _shown(person: Any, asked: asking.Asked, pks: Sequence[int]) -> list[Hit]:
    """The entries as hits; what its kind would not show this person is left out."""
    entries = SearchEntry.objects.defer("title_words", "tag_words", "text_words").in_bulk(pks)
    refs = {pk: Ref(entry.kind, entry.object_id) for pk, entry in entries.items()}
    seen = registry.load(person, refs.values())
    return [_hit(entries[pk], seen[refs[pk]], asked) for pk in pks if pk in refs and refs[pk] in seen]


def _hit(entry: SearchEntry, shown: registry.Shown, asked: asking.Asked) -> Hit:
    return Hit(
        ref=shown.ref,
        title=marked(entry.title, asked),
        words=excerpt(entry.text, asked),
        url=entry.url or shown.url,
        icon=shown.icon,
        kind_word=shown.word,
        language=entry.language,
        at=entry.at,
    )
