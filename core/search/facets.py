"""The kinds, places, people and years among what was found, as links that narrow it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.accounts.models import Person
from core.kinds import registry
from core.search import places
from core.search.forms import NARROWING
from core.search.narrowing import AUTHOR, KIND, PLACE, YEAR
from core.search.queries import Cursor, Found

MOST_OPTIONS = 8


@dataclass(frozen=True)
class Option:
    """One choice of a facet."""

    text: str
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Group:
    """One facet."""

    title: str
    options: list[Option]


def facets(person: Any, query: Any, found: Found) -> list[Group]:
    """What `ui/_facets.html` shows, beside the page's own query; nothing where nothing was found.

    Two queries for names: those of the places and those of the people, as far as this person may know them.
    """
    if not found.counts:
        return []
    kinds = [(name, capfirst(registry.of(name).word), count) for name, count in found.counts.items()]
    groups = [_group(query, _("What it is"), KIND, kinds, found.total)]
    for title, name, options in (
        (_("Where"), PLACE, _places(person, found)),
        (_("Who wrote it"), AUTHOR, _people(person, found)),
        (_("When"), YEAR, [(str(year), str(year), count) for year, count in sorted(found.by_year.items())[::-1]]),
    ):
        if len(options) > 1 or query.get(name):
            groups.append(_group(query, title, name, options[:MOST_OPTIONS]))
    return groups


def orders(query: Any) -> list[Option]:
    """The two orders in which hits may stand."""
    by_date = query.get("sort") == "date"
    return [
        Option(_("Best first"), _address(query, "sort", ""), None, not by_date),
        Option(_("Newest first"), _address(query, "sort", "date"), None, by_date),
    ]


def next_page(query: Any, found: Found) -> str:
    """The address of the following page; empty at the end."""
    return _address(query, "after", written(found.next)) if found.next else ""


def without_narrowing(query: Any) -> str:
    """The same words, and nothing chosen beside them."""
    changed = query.copy()
    for name in (*NARROWING, "after"):
        changed.pop(name, None)
    return f"?{changed.urlencode()}"


def instead(words: str) -> str:
    """The address of a search for other words."""
    return f"?{urlencode({'q': words})}"


def written(cursor: Cursor | None) -> str:
    """A cursor as it stands in an address."""
    return f"{cursor[0]}-{cursor[1]}" if cursor else ""


def _group(query: Any, title: str, name: str, rows: Iterable[tuple[str, str, int]], total: int | None = None) -> Group:
    chosen = query.get(name, "")
    options = [Option(_("Everything"), _address(query, name, ""), total, not chosen)]
    options += [Option(text, _address(query, name, value), count, value == chosen) for value, text, count in rows]
    return Group(title, options)


def _places(person: Any, found: Found) -> list[tuple[str, str, int]]:
    if not found.by_place:
        return []
    names = {place.key: place.name for place in found.places or places.places_of(person)}
    return _most_first((key, names[key], count) for key, count in found.by_place.items() if key in names)


def _people(person: Any, found: Found) -> list[tuple[str, str, int]]:
    if not found.by_author:
        return []
    most = sorted(found.by_author, key=lambda pk: -found.by_author[pk])[: MOST_OPTIONS * 2]
    names = Person.objects.visible_to(person).filter(pk__in=most).values_list("pk", "name")
    return _most_first((str(pk), name, found.by_author[pk]) for pk, name in names)


def _most_first(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(rows, key=lambda row: (-row[2], row[1]))


def _address(query: Any, name: str, value: str) -> str:
    changed = query.copy()
    changed.pop(name, None)
    if name != "after":
        changed.pop("after", None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
