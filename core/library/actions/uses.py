"""Remembers where an object is used, so that nobody retires it unawares."""

from core.acts.actions import action
from core.kinds import registry
from core.kinds.registry import Ref
from core.library.models import LearningObject, Use


@action
def use(*, learning_object: LearningObject, by: Ref) -> Use:
    """Says that `by` shows or needs the object; saying it again changes nothing."""
    found, _is_new = Use.objects.get_or_create(
        learning_object=learning_object, by_type=registry.of(by.kind).content_type(), by_id=by.pk
    )
    return found


@action
def release(*, learning_object: LearningObject, by: Ref) -> None:
    """Says that `by` no longer uses the object."""
    Use.objects.filter(
        learning_object=learning_object, by_type=registry.of(by.kind).content_type(), by_id=by.pk
    ).delete()
