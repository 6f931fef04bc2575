"""What an object's own pages show beside it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.accounts.models import Person
from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.library.models import Contributor, LearningObject, Version

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_USES = 50


@dataclass(frozen=True)
class Credit:
    """Somebody who made a version, and as what."""

    person: Person
    part: str


def credits_of(version: Version) -> list[Credit]:
    """Who made a version, as they are called today."""
    people = Person.objects.in_bulk([each["person"] for each in version.credits])
    parts = dict(Contributor.Part.choices)
    return [
        Credit(people[each["person"]], str(parts[each["part"]]))
        for each in version.credits
        if each["person"] in people and each["part"] in parts
    ]


def contributors_of(thing: LearningObject) -> "QuerySet[Contributor]":
    """Who works on an object now."""
    return thing.contributors.select_related("person")


def used_by(person: Person, thing: LearningObject) -> dict[str, list[Shown]]:
    """Where an object is used, of what the person may see, by the noun; newest first."""
    refs = []
    for use in thing.uses.select_related("by_type").order_by("-pk")[:MOST_USES]:
        model = use.by_type.model_class()
        if model is not None:
            refs.append(Ref(registry.of_model(model).name, use.by_id))
    found = registry.load(person, refs)
    grouped: dict[str, list[Shown]] = defaultdict(list)
    for ref in refs:
        if ref in found:
            grouped[found[ref].word].append(found[ref])
    return dict(grouped)
