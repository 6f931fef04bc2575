"""The kinds among what was found, as links that narrow it down."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.kinds import registry
from core.search.queries import Found


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


def facets(query: QueryDict, found: Found, kind: str) -> list[Group]:
    """What `ui/_facets.html` shows; nothing where there is nothing to choose between."""
    if not found.counts:
        return []
    options = [Option(_("Everything"), _address(query, ""), found.total, not kind)]
    options += [
        Option(str(registry.of(name).word), _address(query, name), count, name == kind)
        for name, count in found.counts.items()
    ]
    return [Group(_("What it is"), options)]


def _address(query: QueryDict, kind: str) -> str:
    changed = query.copy()
    for name in ("kind", "after"):
        changed.pop(name, None)
    if kind:
        changed["kind"] = kind
    return f"?{changed.urlencode()}"
