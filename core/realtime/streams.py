"""What a stream is called, and in which scope it stands."""

from dataclasses import dataclass

from core.kinds import registry
from core.kinds.registry import Ref
from core.realtime.models import Stream

LONGEST_NAME = 80


@dataclass(frozen=True, order=True)
class StreamRef:
    """A stream by name (`thread:42`, which is kind:id) in the scope that decides who may listen (`space:7`)."""

    name: str
    scope: str

    def __post_init__(self) -> None:
        for text in (self.name, self.scope):
            if not text or len(text) > LONGEST_NAME or any(mark.isspace() for mark in text):
                raise ValueError(f"{text[:100]!r} cannot name a stream or scope: write kind:id.")

    def __str__(self) -> str:
        return self.name


def own_scope(person_id: int) -> str:
    """The scope of a person's own stream; its version also rises when their rights change anywhere."""
    return f"person:{person_id}"


def last_number(name: str) -> int:
    """The number the stream gave last; 0 where nothing was announced yet. A page prints it to listen from there."""
    return Stream.objects.filter(name=name).values_list("last_seq", flat=True).first() or 0


def last_numbers(names: list[str]) -> dict[str, int]:
    """The same for several streams by one query, for pages that listen to many."""
    found = dict(Stream.objects.filter(name__in=names).values_list("name", "last_seq"))
    return {name: found.get(name, 0) for name in names}


def may_listen(person: object, name: str) -> bool:
    """The page's door: whether the person may listen to the stream, by the permission of its kind."""
    try:
        ref = Ref.parse(name)
    except ValueError:
        return False
    return registry.of(ref.kind).listenable(person).filter(pk=ref.pk).exists()
