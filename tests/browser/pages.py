"""The table of pages that the sweep visits: each room adds a line for each page that it has.

    page("social:thread", lambda cast: [a_thread(cast).pk], "lena")

gives the address's name, its arguments (a function of the cast that makes what the page shows, through the actions)
and who looks. An address that people open by GET, and that is neither here nor in `NOT_PAGES`, fails the sweep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class PageOfTheSweep:
    """One page: the name of its address, what it is of, who looks at it (None is a stranger)."""

    name: str
    arguments: Callable[[SimpleNamespace], list[Any]]
    who: str | None
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query}"


Arguments = Callable[[SimpleNamespace], list[Any]]


def page(name: str, arguments: Arguments | None = None, who: str | None = "lena", query: str = "") -> PageOfTheSweep:
    """A line of the table."""
    return PageOfTheSweep(name, arguments or (lambda cast: []), who, query)


PAGES: list[PageOfTheSweep] = [
    page("account_login", who=None),
    page("account_reset_password", who=None),
    page("home:today"),
    page("ui:gallery"),
]

# Addresses that answer a GET with something else than a page of ours: a partial, a redirect, a file, data.
NOT_PAGES: set[str] = {
    "api:api-root",
    "api:openapi-json",
    "healthz",
    "readyz",
    "ui:echo",
    "ui:error",
}
