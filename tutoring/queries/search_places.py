"""Which studies a person may look into by the search, and what they are called."""

from typing import Any

from core.search.places import Place
from tutoring.models import Study


def places_of_person(person: Any) -> list[Place]:
    """Every study they see."""
    found = Study.objects.visible_to(person).order_by("pk").values_list("pk", "acronym", "number")
    return [Place(f"study:{pk}", acronym or number) for pk, acronym, number in found]
