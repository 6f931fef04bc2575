"""Finds what a person may see by words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from core.search import asking, audiences
from core.search.backends import candidates
from core.search.backends.weighing import MOST
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
) -> Found:
    """What a person may see that holds the words, best first. Nothing for no words.

    Asked twice over: the index by the person's keys, then each hit by its kind's own `visible_to`. Raises Refused
    `search.unavailable` (503) when the database cannot answer.
    """
    asked, keys = asking.read(words), sorted(audiences.keys_of(person))
    if not asked or not keys:
        return Found([], {}, None)
    try:
        weighed, is_capped, counts = _weighed(asked, keys, kinds)
    except DatabaseError as error:
        text = _("The search does not answer at the moment. Nothing is lost; try again in a minute.")
        raise Refused("search.unavailable", text, status=503, retry_after=60) from error
    rest = sorted((cursor for cursor in weighed if after is None or cursor < after), reverse=True)
    hits = _shown(person, asked, [pk for _score, pk in rest[:size]])
    return Found(hits, counts, rest[size - 1] if len(rest) > size else None, is_capped)


def _weighed(
    asked: asking.Asked, keys: Sequence[str], kinds: Sequence[str] | None
) -> tuple[list[Cursor], bool, dict[str, int]]:
    """(score, id) of what matches; whether more may match than was weighed; how many there are of each kind."""
    rows = candidates(asked, keys, None)
    is_capped = len(rows) >= MOST
    counted = Counter(kind for _pk, kind, _score in rows)
    if kinds and is_capped:
        rows = candidates(asked, keys, kinds)
    weighed = [(score, pk) for pk, kind, score in rows if not kinds or kind in kinds]
    return weighed, is_capped, {kind.name: counted[kind.name] for kind in registry.every() if counted[kind.name]}


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
