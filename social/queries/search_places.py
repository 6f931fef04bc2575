"""Which spaces a person may look into by the search, and what they are called."""

from typing import Any

from core.search.places import Place
from social.models import Space


def places_of_person(person: Any) -> list[Place]:
    """Every space they read."""
    found = Space.objects.readable_by(person).by_name().values_list("pk", "name")
    return [Place(f"space:{pk}", name) for pk, name in found]
