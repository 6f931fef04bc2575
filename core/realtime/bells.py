"""What a bell says, and ringing it: the own switchboard first, then the other processes."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

logger = logging.getLogger("compagnon.realtime")


@dataclass(frozen=True)
class Rows:
    """New rows in these streams (name to last number), new versions of these scopes."""

    streams: dict[str, int] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Whisper:
    """Something for whoever listens just now."""

    stream: str
    name: str
    data: dict[str, Any]
    by: int | None = None


@dataclass(frozen=True)
class HangUp:
    """Close the sockets of a person or a session."""

    person_id: int | None = None
    session_key: str | None = None


@dataclass(frozen=True)
class Present:
    """Who listens to small streams in one process; an empty list takes them out; `asks` wants everybody's answer."""

    process: str
    streams: dict[str, list[int]]
    asks: list[str] = field(default_factory=list)


Bell = Rows | Whisper | HangUp | Present
_KINDS: dict[str, type[Bell]] = {cls.__name__: cls for cls in (Rows, Whisper, HangUp, Present)}
_ears: list[Callable[[Bell], None]] = []
_carriers: list[Callable[[Bell], None]] = []


def listen_here(ear: Callable[[Bell], None]) -> None:
    """Makes `ear` hear every bell of this process; it is called from any thread and must not wait."""
    if ear not in _ears:
        _ears.append(ear)


def stop_listening(ear: Callable[[Bell], None]) -> None:
    """Takes an ear away; no error where it is gone already."""
    if ear in _ears:
        _ears.remove(ear)


def carry_by(carrier: Callable[[Bell], None]) -> None:
    """Makes `carrier` take every bell to the other processes."""
    if carrier not in _carriers:
        _carriers.append(carrier)


def carriers() -> list[Callable[[Bell], None]]:
    """What takes bells to other processes."""
    return list(_carriers)


def ring(bell: Bell) -> None:
    """Tells this process, then the others. Never raises: a lost bell costs a sweep, not a message."""
    for ear in tuple(_ears):
        _tell(ear, bell)
    carry(bell)


def carry(bell: Bell) -> None:
    """Tells the other processes only."""
    for carrier in tuple(_carriers):
        _tell(carrier, bell)


def _tell(whom: Callable[[Bell], None], bell: Bell) -> None:
    try:
        whom(bell)
    except Exception:
        logger.exception("A bell was lost; the sweep will heal it.")


def written(bell: Bell, *, process: str) -> str:
    """The bell as it travels, with the process it comes from."""
    return json.dumps({"from": process, "kind": type(bell).__name__, **asdict(bell)}, separators=(",", ":"))


def read(text: str | bytes, *, process: str) -> Bell | None:
    """A bell that travelled; None where it is our own, or not a bell we know (another release's)."""
    try:
        fields = json.loads(text)
        if fields.pop("from") == process:
            return None
        return _KINDS[fields.pop("kind")](**fields)
    except (ValueError, KeyError, TypeError, AttributeError):
        logger.warning("A bell of an unknown make was left aside.")
        return None
