"""Tells the library which of its objects the talk points at, for their where-used lists."""

from collections.abc import Iterable

from core.kinds.registry import Ref
from core.library import actions as library
from core.library.models import LearningObject

OBJECT = "learning_object"


def use_all(refs: Iterable[Ref], *, by: Ref) -> None:
    """Says that a post or a thread shows these things; only learning objects keep count."""
    for ref in refs:
        if ref.kind == OBJECT:
            library.use(learning_object=LearningObject(pk=ref.pk), by=by)


def release_all(refs: Iterable[Ref], *, by: Ref) -> None:
    """Says that it no longer does."""
    for ref in refs:
        if ref.kind == OBJECT:
            library.release(learning_object=LearningObject(pk=ref.pk), by=by)
