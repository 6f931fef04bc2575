"""What the safety tab shows: adverse events, narrowed, in order, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutoring import fragments as parts
from tutoring.models import Fragment, Study
from tutoring.registries.plain import from_plain
from tutoring.registries.record import Safety, SafetyRow
from tutoring.words import folded

ROWS_A_PAGE = 40
MOST_GROUPS = 12


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

    @property
    def end(self) -> int:
        """The number of the last row shown."""
        return self.start + len(self.rows)

    @property
    def earlier(self) -> int | None:
        """Where the page before begins."""
        return max(0, self.start - ROWS_A_PAGE) if self.start else None

    @property
    def later(self) -> int | None:
        """Where the next page begins."""
        return self.end if self.end < self.total else None


def safety_of(study: Study, safety: Safety, asked: Mapping[str, str]) -> SafetyTable:
    """The rows that were asked for; by default serious ones first, in the record's order."""
    found = study.fragments.present().in_order().filter(kind=parts.SAFETY)
    every = [(fragment, from_plain(SafetyRow, fragment.data)) for fragment in found]
    seriousness = asked.get("events", "")
    rows = [pair for pair in every if _wanted(pair[1], seriousness, folded(asked.get("q", "")))]
    sort, descending = _order(asked, safety)
    rows.sort(key=lambda pair: _sort_key(pair[1], sort), reverse=descending)
    start = _start(rows, asked)
    page = rows[start : start + ROWS_A_PAGE]
    return SafetyTable(safety, page, len(rows), start, sort, descending, asked.get("q", ""), seriousness)


def _wanted(row: SafetyRow, seriousness: str, words: str) -> bool:
    if seriousness in {"serious", "other"} and row.serious != (seriousness == "serious"):
        return False
    text = folded(f"{row.term} {row.organ_system}")
    return all(word in text for word in words.split())


def _order(asked: Mapping[str, str], safety: Safety) -> tuple[str, bool]:
    sort = asked.get("sort", "")
    name = sort.removeprefix("-")
    if name in {"term", "organ", *(group.id for group in safety.groups)}:
        return name, sort.startswith("-")
    return "", False


def _sort_key(row: SafetyRow, sort: str) -> tuple[float, str]:
    if sort == "term":
        return 0, folded(row.term)
    if sort == "organ":
        return 0, folded(f"{row.organ_system} {row.term}")
    if sort:
        risk = next((stat.risk for stat in row.stats if stat.group_id == sort), None)
        return (-1 if risk is None else risk), folded(row.term)
    return 0, ""


def _start(rows: list[tuple[Fragment, SafetyRow]], asked: Mapping[str, str]) -> int:
    """Where the page begins: with `at`, the page that holds that fragment."""
    wanted = asked.get("at", "")
    place = next((i for i, (fragment, _row) in enumerate(rows) if str(fragment.pk) == wanted), None)
    if place is None:
        given = asked.get("from", "")
        place = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0
    place = min(place, max(len(rows) - 1, 0))
    return place - place % ROWS_A_PAGE
