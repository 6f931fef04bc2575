"""The kinds among what was found, as links that narrow it down."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.kinds import registry
from core.search.queries import Cursor, Found


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


def facets(query: Any, found: Found, kind: str) -> list[Group]:
    """What `ui/_facets.html` shows, beside the page's own query; nothing where nothing was found."""
    if not found.counts:
        return []
    options = [Option(_("Everything"), _address(query, ""), found.total, not kind)]
    options += [
        Option(capfirst(registry.of(name).word), _address(query, name), count, name == kind)
        for name, count in found.counts.items()
    ]
    return [Group(_("What it is"), options)]


def next_page(query: Any, found: Found) -> str:
    """The address of the following page; empty at the end."""
    return _address(query, query.get("kind", ""), after=written(found.next)) if found.next else ""


def written(cursor: Cursor | None) -> str:
    """A cursor as it stands in an address."""
    return f"{cursor[0]}-{cursor[1]}" if cursor else ""


def _address(query: Any, kind: str, *, after: str = "") -> str:
    changed = query.copy()
    for name, value in (("kind", kind), ("after", after)):
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
