"""What happened to learning objects."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class ObjectPublished(Fact):
    """Version `number` of an object is what people read from now on."""

    object_id: int
    version_id: int
    number: int
    by_id: int


@dataclass(frozen=True)
class ObjectRetired(Fact):
    """An object left the catalogue; `superseded_by_id` takes its place, if anything does."""

    object_id: int
    superseded_by_id: int | None
    by_id: int
