"""What the safety tab shows: adverse events, narrowed, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutoring import fragments as parts
from tutoring.models import Fragment, Study
from tutoring.registries.plain import from_plain
from tutoring.registries.record import Safety, SafetyRow, SafetyStat
from tutoring.words import folded

ROWS_A_PAGE = 40
# So many cells a page, whatever the number of groups: a page of many groups has fewer rows.
CELLS_A_PAGE = 240


@dataclass(frozen=True)
class SafetyTable:
    """One page of rows, each with its fragment; `sort` is term, organ, or a group's id."""

    safety: Safety
    rows: list[tuple[Fragment, SafetyRow]]
    total: int
    start: int
    sort: str
    descending: bool
    words: str
    seriousness: str
    size: int

    @property
    def end(self) -> int:
        """The number of the last row shown."""
        return self.start + len(self.rows)

    @property
    def earlier(self) -> int | None:
        """Where the page before begins."""
        return max(0, self.start - self.size) if self.start else None

    @property
    def later(self) -> int | None:
        """Where the next page begins."""
        return self.end if self.end < self.total else None


def safety_of(study: Study, safety: Safety, asked: Mapping[str, str]) -> SafetyTable:
    """The rows that were asked for; by default serious ones first, in the record's order.

    Narrowing and sorting look at plain data; only the rows of the page become fragments, by a second query.
    """
    present = study.fragments.present().in_order().filter(kind=parts.SAFETY)
    seriousness = asked.get("events", "")
    words = folded(asked.get("q", "")).split()
    found = [pair for pair in present.values_list("pk", "data") if _wanted(pair[1], seriousness, words)]
    sort, descending = _order(asked, safety)
    if sort:
        found.sort(key=lambda pair: _sort_key(pair[1], sort), reverse=descending)
    keys = [pk for pk, _data in found]
    size = min(ROWS_A_PAGE, max(10, CELLS_A_PAGE // max(len(safety.groups), 1)))
    start = _start(keys, asked, size)
    fragments = present.in_bulk(keys[start : start + size])
    page = [(fragments[pk], from_plain(SafetyRow, fragments[pk].data)) for pk in keys[start : start + size]]
    return SafetyTable(safety, page, len(keys), start, sort, descending, asked.get("q", ""), seriousness, size)


def _wanted(data: dict[str, Any], seriousness: str, words: list[str]) -> bool:
    if seriousness in {"serious", "other"} and data["serious"] != (seriousness == "serious"):
        return False
    text = folded(f"{data.get('term', '')} {data.get('organ_system', '')}") if words else ""
    return all(word in text for word in words)


def _order(asked: Mapping[str, str], safety: Safety) -> tuple[str, bool]:
    sort = asked.get("sort", "")
    name = sort.removeprefix("-")
    if name in {"term", "organ", *(group.id for group in safety.groups)}:
        return name, sort.startswith("-")
    return "", False


def _sort_key(data: dict[str, Any], sort: str) -> tuple[float, str]:
    term, organ = data.get("term", ""), data.get("organ_system", "")
    if sort == "term":
        return 0, folded(term)
    if sort == "organ":
        return 0, folded(f"{organ} {term}")
    stat = next((stat for stat in data.get("stats", []) if stat.get("group_id") == sort), None)
    risk = from_plain(SafetyStat, stat).risk if stat else None
    return (-1 if risk is None else risk), folded(term)


def _start(keys: list[int], asked: Mapping[str, str], size: int) -> int:
    """Where the page begins: with `at`, the page that holds that fragment."""
    wanted = asked.get("at", "")
    place = next((i for i, pk in enumerate(keys) if str(pk) == wanted), None)
    if place is None:
        given = asked.get("from", "")
        place = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0
    place = min(place, max(len(keys) - 1, 0))
    return place - place % size
