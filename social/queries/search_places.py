"""Which spaces a person may look into by the search, what they are called, and which are put away."""

from typing import Any

from django.utils.translation import pgettext

from core.search.places import Place
from social.models import Space


def places_of_person(person: Any) -> list[Place]:
    """Every space they read."""
    found = Space.objects.readable_by(person).by_name().values_list("pk", "name")
    return [Place(f"space:{pk}", name) for pk, name in found]


def marks_of_places(keys: set[str]) -> dict[str, str]:
    """Says of the spaces among these places that are put away that they are."""
    pks = [int(number) for kind, _colon, number in (key.partition(":") for key in keys) if kind == "space"]
    put_away = Space.objects.archived().filter(pk__in=pks).values_list("pk", flat=True) if pks else []
    return {f"space:{pk}": pgettext("space", "Archived") for pk in put_away}
