"""Records as JSON, and back into their types."""

import dataclasses
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(thing: Any) -> dict[str, Any]:
    """A dataclass of this room as JSON, empty fields left out."""
    return typing.cast(dict[str, Any], _plain(thing))


def from_plain(kind: type[T], data: dict[str, Any]) -> T:
    """The dataclass again; fields that the data does not know keep their defaults."""
    return typing.cast(T, _typed(kind, data))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, _plain(getattr(value, f.name))) for f in dataclasses.fields(value))
        return {name: plain for name, plain in pairs if plain not in (None, "", [], {})}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


_hints: dict[type, dict[str, Any]] = {}


def _typed(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) is tuple:
        return tuple(_typed(typing.get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if kind not in _hints:
            _hints[kind] = typing.get_type_hints(kind)
        value = value or {}
        required = {
            f.name: "" for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING and f.name not in value
        }
        hints = _hints[kind]
        return kind(
            **{name: _typed(hints[name], item) for name, item in {**required, **value}.items() if name in hints}
        )
    if isinstance(kind, types.UnionType):
        return value
    return value
