"""Pages by key: the next page begins after the last thing seen, however many things there are."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
SIZE = 20


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some things in order; `next` and `previous` are queries (`?after=…`) to the neighbours, or empty."""

    items: list[M]
    next: str
    previous: str

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)


def keyset(
    queryset: QuerySet[M], request: HttpRequest, *, by: str | Sequence[str] = "-pk", size: int = SIZE
) -> Page[M]:
    """One page of `queryset`, ordered by `by` (columns that are never null; the primary key settles ties).

    Takes one query of size + 1 rows and no COUNT. A cursor that cannot be read begins at the start: it is an old link.
    """
    order = _with_key([by] if isinstance(by, str) else list(by))
    backwards = "before" in request.GET
    cursor = _read(request.GET.get("before" if backwards else "after", ""), order)
    if cursor is None:
        backwards = False
    rows = _slice(queryset, _reversed(order) if backwards else order, cursor, size + 1)
    more = len(rows) > size
    items = rows[:size][::-1] if backwards else rows[:size]
    earlier, later = (more, True) if backwards else (cursor is not None, more)
    return Page(
        items,
        next=_query(request, "after", items[-1], order) if later and items else "",
        previous=_query(request, "before", items[0], order) if earlier and items else "",
    )


def _with_key(order: list[str]) -> list[str]:
    if order[-1].lstrip("-") in {"pk", "id"}:
        return order
    return [*order, "-pk" if order[-1].startswith("-") else "pk"]


def _reversed(order: list[str]) -> list[str]:
    return [column[1:] if column.startswith("-") else f"-{column}" for column in order]


def _slice(queryset: QuerySet[M], order: list[str], cursor: list[Any] | None, size: int) -> list[M]:
    ordered = queryset.order_by(*order)
    if cursor is None:
        return list(ordered[:size])
    try:
        return list(ordered.filter(_beyond(order, cursor))[:size])
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist, OverflowError):
        return list(ordered[:size])


def _beyond(order: list[str], cursor: list[Any]) -> Q:
    """What stands behind the cursor: a > x, or a = x and b > y, and so on."""
    condition, same = Q(pk__in=[]), Q()
    for column, value in zip(order, cursor, strict=True):
        name = column.lstrip("-")
        condition |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return condition


def _query(request: HttpRequest, name: str, item: Model, order: list[str]) -> str:
    query = request.GET.copy()
    for old in ("after", "before"):
        query.pop(old, None)
    query[name] = _write([_value(item, column.lstrip("-")) for column in order])
    return f"?{query.urlencode()}"


def _value(item: Any, path: str) -> Any:
    for step in path.split("__"):
        item = getattr(item, step)
    return item.isoformat() if isinstance(item, (datetime, date)) else item


def _write(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def _read(text: str, order: list[str]) -> list[Any] | None:
    if not text or len(text) > 1000:
        return None
    try:
        values: Any = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
    fits = isinstance(values, list) and len(values) == len(order)
    if not fits or not all(isinstance(value, (str, int, float)) for value in values):
        return None
    return list(values)
