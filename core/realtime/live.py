"""What an area's `live.py` registers: how events look, what browsers may whisper, who wants heartbeats."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from core.kinds.registry import Ref
from core.realtime.catalogue import Event

Renderer = Callable[[list[int]], dict[int, str]]
Whisperer = Callable[[Any, Ref, Any], Event | None]
Heartbeat = Callable[[int, set[int], datetime], None]
R = TypeVar("R", bound=Renderer)
W = TypeVar("W", bound=Whisperer)
H = TypeVar("H", bound=Heartbeat)


@dataclass(frozen=True)
class Whispering:
    """What answers a browser's whisper, in streams with at most so many listeners."""

    answer: Whisperer
    most_listeners: int | None


_renderers: dict[str, Renderer] = {}
_whisperers: dict[str, Whispering] = {}
_heartbeats: dict[str, Heartbeat] = {}


def renders(*events: type[Event]) -> Callable[[R], R]:
    """Names what renders events: `f(primary keys of their subjects) -> {primary key: HTML}`, from the rows as they are.

    It runs in a reading thread with the listeners' language active, by the partial of the page's first render. What
    it leaves out (a deleted post) has no HTML.
    """

    def decorate(function: R) -> R:
        for cls in events:
            if _renderers.setdefault(cls.event_name, function) is not function:
                raise ValueError(f"Two functions render {cls.event_name!r}.")
        return function

    return decorate


def whispered(name: str, *, most_listeners: int | None = 50) -> Callable[[W], W]:
    """Admits a whisper from browsers: `f(person, stream, data) -> Event to pass on, or None to drop it`.

    The person already listens to the stream. Past `most_listeners` on it the whisper is dropped (None: never).
    """

    def decorate(function: W) -> W:
        if name in _whisperers:
            raise ValueError(f"Two functions answer the whisper {name!r}.")
        _whisperers[name] = Whispering(function, most_listeners)
        return function

    return decorate


def heartbeat(kind: str) -> Callable[[H], H]:
    """Asks who is connected: `f(primary key, person ids, server time)` every 20 s for each stream of a kind.

    One call a stream however many listen: write one UPDATE in it.
    """

    def decorate(function: H) -> H:
        if kind in _heartbeats:
            raise ValueError(f"Two functions take the heartbeats of {kind!r}.")
        _heartbeats[kind] = function
        return function

    return decorate


def renderer_of(event_name: str) -> Renderer | None:
    """What renders events of that name, if anything does."""
    return _renderers.get(event_name)


def whisperer_of(name: str) -> Whispering | None:
    """What answers that whisper; None where browsers may not whisper it."""
    return _whisperers.get(name)


def heartbeats() -> dict[str, Heartbeat]:
    """Who wants heartbeats, by kind."""
    return dict(_heartbeats)
