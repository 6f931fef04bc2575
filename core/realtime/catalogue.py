"""The catalogue of live events: each a typed promise with a name and a version."""

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from typing import Any, ClassVar, Literal, TypeVar, Union

from core.kinds.registry import Ref

LARGEST_EVENT = 2048
_PLAIN = (str, int, float, bool, type(None))
_events: dict[str, type["Event"]] = {}


class Event:
    """Something that a page may hear of. Subclasses are frozen dataclasses under `@event`: ids and small facts only."""

    event_name: ClassVar[str] = ""
    event_version: ClassVar[int] = 0

    def subject(self) -> Ref | None:
        """The thing whose rendering goes with the event, if any."""
        return None


E = TypeVar("E", bound=type[Event])


def event(name: str, *, version: int) -> Callable[[E], E]:
    """Enters a frozen dataclass into the catalogue. A changed field is version + 1.

    Raises TypeError for what JSON cannot carry, ValueError for a name already taken.
    """

    def decorate(cls: E) -> E:
        area, _, word = name.partition(".")
        if not area or not word or version < 1:
            raise ValueError(f"{name!r} version {version}: write area.what_happened and a version from 1.")
        _refuse_untyped(cls, name)
        if name in _events:
            raise ValueError(f"Two events are called {name!r}: {_events[name].__qualname__} and {cls.__qualname__}.")
        cls.event_name, cls.event_version = name, version
        _events[name] = cls
        return cls

    return decorate


def every() -> list[type[Event]]:
    """All events, by name."""
    return [_events[name] for name in sorted(_events)]


def of(name: str) -> type[Event] | None:
    """The event of that name, if there is one still."""
    return _events.get(name)


def data_of(event: Event) -> dict[str, Any]:
    """The event's fields as JSON. Raises ValueError where it is too large to be a pointer with small facts."""
    if type(event).event_name == "":
        raise ValueError(f"{type(event).__qualname__} is not in the catalogue: put @event over it.")
    data = dataclasses.asdict(event)  # type: ignore[call-overload]
    size = len(json.dumps(data, allow_nan=False))
    if size > LARGEST_EVENT:
        raise ValueError(f"{event.event_name} holds {size} characters: an event is a pointer, its text is rendered.")
    return typing.cast(dict[str, Any], data)


def fields_of(cls: type[Event]) -> dict[str, str]:
    """Field names and types as written, for the documentation."""
    return {field.name: _type_text(field.type) for field in dataclasses.fields(cls)}  # type: ignore[arg-type]


def _type_text(hint: Any) -> str:
    return hint if isinstance(hint, str) else getattr(hint, "__name__", None) or str(hint)


def _refuse_untyped(cls: type, name: str) -> None:
    params = getattr(cls, "__dataclass_params__", None)
    if params is None or not params.frozen or not issubclass(cls, Event):
        raise TypeError(f"{name}: put @event over a frozen dataclass that is an Event.")
    for field, hint in typing.get_type_hints(cls).items():
        if typing.get_origin(hint) is not ClassVar and not _fits_json(hint):
            raise TypeError(f"{name}: field {field} is a {hint}, which JSON cannot carry.")


def _fits_json(hint: Any) -> bool:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return all(map(_fits_json, arguments))
    if origin is Literal:
        return all(isinstance(value, _PLAIN) for value in arguments)
    if origin in (list, tuple):
        return all(_fits_json(argument) for argument in arguments if argument is not Ellipsis)
    if origin is dict:
        return arguments[0] is str and _fits_json(arguments[1])
    return hint in _PLAIN
