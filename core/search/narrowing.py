"""To what kinds, places, people and times a search is narrowed down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

from django.db import connection

KIND, PLACE, AUTHOR, YEAR = "kind", "place", "author", "year"
COLUMNS = {KIND: "e.kind", PLACE: "e.place", AUTHOR: "e.author_id"}


@dataclass(frozen=True)
class OneOf:
    """The column holds one of the values, or, excluded, none of them."""

    column: str
    values: tuple[str | int, ...]
    excluded: bool = False


@dataclass(frozen=True)
class Narrowing:
    """All of it holds: `since` and later, earlier than `until`."""

    among: tuple[OneOf, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def to(self, column: str, values: Iterable[Any], *, excluded: bool = False) -> Self:
        """Narrower by a column."""
        return replace(self, among=(*self.among, OneOf(column, tuple(values), excluded)))

    def later(self, moment: datetime) -> Self:
        """Not before the moment."""
        return replace(self, since=max(filter(None, (self.since, moment))))

    def earlier(self, moment: datetime) -> Self:
        """Before the moment."""
        return replace(self, until=min(filter(None, (self.until, moment))))

    def sql(self) -> tuple[str, list[Any]]:
        """SQL over an entry `e`, beginning with AND, and its parameters; empty where nothing is narrowed."""
        said: list[str] = []
        parameters: list[Any] = []
        for each in self.among:
            column = COLUMNS[each.column]
            # What nobody wrote is not excluded with an author; and only a plain column has an index.
            said.append(
                f"({column} IN ({marks(each.values)})) IS NOT TRUE"
                if each.excluded
                else f"{column} IN ({marks(each.values)})"
            )
            parameters += list(each.values)
        for sign, moment in ((">=", self.since), ("<", self.until)):
            if moment is not None:
                said.append(f"e.at {sign} %s")
                parameters.append(connection.ops.adapt_datetimefield_value(moment))
        return "".join(f" AND {each}" for each in said), parameters


def marks(values: Sequence[object]) -> str:
    """Placeholders for a list of values; an empty list holds nothing, and SQL needs a word for it."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def year_of(number: int) -> tuple[datetime, datetime]:
    """The beginning of a year, and that of the next; years outside of all calendars are those at their ends."""
    number = min(max(number, 1), 9998)
    return datetime(number, 1, 1, tzinfo=UTC), datetime(number + 1, 1, 1, tzinfo=UTC)
