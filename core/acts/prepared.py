"""Composes a statement once, for questions that every page asks: composing it costs ten times what asking does."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stands for the number while a statement is composed; no row has it.
_ANY = -7_205_759_403_792_793


class Prepared:
    """A question about one number (a person, a thing), as `build(number)` words it.

    `build` runs once a process for each make of database: nothing in it may depend on the time or on who asks.
    """

    def __init__(self, build: Callable[[int], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._kept: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, number: int) -> list[tuple[Any, ...]]:
        """The rows of the answer, in the order of the query's columns, as the database gives them."""
        statement, parameters = self._kept.get(connection.vendor) or self._compose()
        with connection.cursor() as cursor:
            cursor.execute(statement, [_with(number, value) for value in parameters])
            return list(cursor.fetchall())

    def _compose(self) -> tuple[str, tuple[Any, ...]]:
        made = self._build(_ANY).query.sql_with_params()
        if all(_with(0, value) == value for value in made[1]):
            raise ValueError("The statement does not depend on the number: ask it without preparing it.")
        self._kept[connection.vendor] = made
        return made


def _with(number: int, value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(str(_ANY), str(number))
    return number if value == _ANY else value
