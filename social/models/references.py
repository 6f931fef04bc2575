"""Reads a stored (type, id) as a reference."""

from django.contrib.contenttypes.models import ContentType

from core.kinds import registry
from core.kinds.registry import Ref


def ref_of(type_id: int | None, pk: int | None) -> Ref | None:
    """What it points at; None when at nothing, or at a kind that is no longer known."""
    if type_id is None or pk is None:
        return None
    model = ContentType.objects.get_for_id(type_id).model_class()
    try:
        return Ref(registry.of_model(model).name, pk) if model else None
    except KeyError:
        return None
