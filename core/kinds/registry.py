"""Registers kinds of things, and loads references to them through the permission."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Kind:
    """What lower rooms may know of an upper noun.

    `name` is the word used in streams and references (`thread`), `visible_to` the one permission, `listens_to`
    the permission to a stream of that kind where it is narrower than seeing (a person's own stream), `title`,
    `url` and `icon` (a Lucide name) how it is shown, `word` the noun for people. `listeners(things, people)` gives the
    pairs (thing, person) of these primary keys where the person may listen, by one statement: it must agree with
    `listenable`, and spares a room of a thousand a thousand questions when one of them leaves. `alone(things, pk)`
    finds one of `things` together with what is drawn beside a talk about it, by one statement. `hushed(things)` gives
    those of these primary keys at whose streams nobody is told who else is there.
    """

    name: str
    model: type[Model]
    visible_to: Callable[[Any], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    icon: str
    word: Any
    listens_to: Callable[[Any], QuerySet[Any]] | None = None
    listeners: Callable[[set[int], set[int]], Iterable[tuple[int, int]]] | None = None
    alone: Callable[[Any, int], Iterable[Any]] | None = None
    hushed: Callable[[set[int]], Iterable[int]] | None = None

    def listenable(self, person: Any) -> QuerySet[Any]:
        """The things of this kind whose stream the person may listen to."""
        return (self.listens_to or self.visible_to)(person)

    def seen(self, person: Any, pks: set[int]) -> Iterable[Any]:
        """Those of these primary keys that the person may see, by one query; one alone is found with what it draws."""
        things = self.visible_to(person)
        if self.alone is not None and len(pks) == 1:
            return self.alone(things, *pks)
        return things.filter(pk__in=pks)

    def content_type(self) -> ContentType:
        """Django's content type of the model (cached by Django)."""
        return ContentType.objects.get_for_model(self.model)


@dataclass(frozen=True)
class Ref:
    """A pointer to one thing: the kind's name and the primary key; written `thread:42`."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Reads `thread:42`. Raises ValueError when it is not a known kind and a positive number of up to 18 digits."""
        name, _, number = text.partition(":")
        if name not in _by_name or not number.isascii() or not number.isdigit() or len(number) > 18:
            raise ValueError(f"Not a reference: {text[:80]!r}")
        return cls(name, int(number))

    @classmethod
    def to(cls, thing: Model) -> "Ref":
        """The pointer to a model instance of a registered kind."""
        return cls(of_model(type(thing)).name, thing.pk)


@dataclass(frozen=True)
class Shown:
    """A thing as a lower room may show it."""

    ref: Ref
    title: str
    url: str
    icon: str
    word: str
    thing: Any


_by_name: dict[str, Kind] = {}
_by_model: dict[type[Model], Kind] = {}


def register(kind: Kind) -> None:
    """Makes a kind known. Two different kinds of one name or model are a programming error."""
    if _by_name.get(kind.name, kind) != kind:
        raise ValueError(f"Two kinds are called {kind.name!r}.")
    _by_name[kind.name] = kind
    _by_model[kind.model] = kind


def of(name: str) -> Kind:
    """The kind of that name; KeyError when there is none."""
    return _by_name[name]


def of_model(model: type[Model]) -> Kind:
    """The kind of a model class; KeyError when it is not registered."""
    return _by_model[model]


def every() -> list[Kind]:
    """All kinds, in the order they were registered."""
    return list(_by_name.values())


def shown(thing: Model) -> Shown:
    """A thing as lower rooms show it; whoever asks has looked whether the reader may see it."""
    return _shown_as(of_model(type(thing)), thing)


def _shown_as(kind: Kind, thing: Any) -> Shown:
    return Shown(Ref(kind.name, thing.pk), kind.title(thing), kind.url(thing), kind.icon, str(kind.word), thing)


def load(person: Any, refs: Iterable[Ref]) -> dict[Ref, Shown]:
    """What the person may see of `refs`, with one query for each kind among them; the rest is left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _by_name:
            wanted[ref.kind].add(ref.pk)
    found: dict[Ref, Shown] = {}
    for name, pks in wanted.items():
        kind = _by_name[name]
        for thing in kind.seen(person, pks):
            found[Ref(name, thing.pk)] = _shown_as(kind, thing)
    return found
