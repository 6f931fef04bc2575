"""Who can tell all there is of a kind, so that the index can be written anew; `core/config/search.py` lists them."""

from collections.abc import Callable, Iterable
from typing import Any

Source = Callable[[], Iterable[Any]]
_sources: dict[str, Source] = {}


def source(kind: str, entries: Source) -> None:
    """Lists `entries()`, which gives `core.search.actions.Entry` for everything of a kind, without holding it all."""
    if _sources.get(kind, entries) != entries:
        raise ValueError(f"Two sources tell of {kind!r}.")
    _sources[kind] = entries


def source_of(kind: str) -> Source:
    """The source of a kind; KeyError where there is none."""
    return _sources[kind]


def every() -> list[str]:
    """All kinds with a source, in the order they were listed."""
    return list(_sources)
