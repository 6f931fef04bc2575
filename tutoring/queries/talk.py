"""The threads that hang on a study's fragments."""

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse

from tutoring.models import Study


def thread_counts(person: Any, study: Study) -> dict[int, int]:
    """How many threads that the person may read hang on each fragment, by its key; one query."""
    return {}


def threads_of(person: Any, study: Study, *, about: int | None = None) -> list[Any]:
    """The latest threads about the study, or about one fragment of it."""
    return []


def new_thread_url() -> str:
    """Where a thread about something is begun; `?about=` says what."""
    try:
        return reverse("social:thread-new")
    except NoReverseMatch:
        return "/threads/new/"


def total(counts: dict[int, int], keys: Iterable[int] | None = None) -> int:
    """How many threads hang on these fragments, or on all."""
    return sum(counts.values()) if keys is None else sum(counts.get(key, 0) for key in keys)
