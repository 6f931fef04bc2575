"""Composes a statement once, for questions that every page asks: composing it costs ten times what asking does."""

import inspect
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

# Stand for the numbers while a statement is composed, one each: odd enough to be met nowhere else, and within what
# every integer field takes, for Django leaves out a comparison that no row could pass.
_ANY = 2_017_205_759
VARIANTS_KEPT = 64
Row = tuple[Any, ...]


class Prepared:
    """A question about a few numbers (a person, a thing), as `build(number, …, name=given)` words it.

    `build` runs once a process for each make of database and each choice of what is `given` by name, which must be
    hashable and of few values. Nothing else in it may depend on the time or on who asks.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        named = inspect.signature(build).parameters.values()
        count = sum(each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for each in named)
        self._slots = [_ANY - place for place in range(count)]
        self._composed = lru_cache(maxsize=VARIANTS_KEPT)(self._compose)

    def rows(self, *numbers: int, **given: Hashable) -> list[Row]:
        """The rows of the answer, in the order of the query's columns, as the database gives them."""
        return self._composed(connection.vendor, **given).fetch(numbers)

    def things(self, *numbers: int, **given: Hashable) -> list[Any]:
        """The models of the answer, with all that was joined and annotated, as the query itself would give them."""
        composed = self._composed(connection.vendor, **given)
        answer: Any = _Answer(composed.compiler, composed.fetch(numbers))
        return list(ModelIterable(answer))

    def _compose(self, vendor: str, **given: Any) -> "_Composed":
        return _Composed(self._build(*self._slots, **given), self._slots)


class _Composed:
    """A statement, where in its parameters the numbers go, and the compiler that knows what its columns are."""

    def __init__(self, query: QuerySet[Any, Any], slots: Sequence[int]) -> None:
        self.compiler: Any = query.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.statement, self.parameters = self.compiler.as_sql()
        self.places = [
            (place, value, [slot for slot in slots if str(slot) in str(value)])
            for place, value in enumerate(self.parameters)
            if any(str(slot) in str(value) for slot in slots)
        ]
        self.slots = slots
        if not self.places:
            raise ValueError("The statement does not depend on the number: ask it without preparing it.")

    def fetch(self, numbers: Sequence[int]) -> list[Row]:
        """What the database answers about these numbers."""
        meant = dict(zip(self.slots, numbers, strict=True))
        parameters = list(self.parameters)
        for place, value, slots in self.places:
            if isinstance(value, int):
                parameters[place] = meant[value]
                continue
            for slot in slots:
                value = value.replace(str(slot), str(meant[slot]))
            parameters[place] = value
        with connection.cursor() as cursor:
            cursor.execute(self.statement, parameters)
            return list(cursor.fetchall())


class _Answer:
    """Stands where Django, making models of rows, asks a queryset for its query, its compiler and the rows."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, compiler: Any, rows: list[Row]) -> None:
        self.query = self
        self.compiler, self.rows = compiler, rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiler, name)

    def get_compiler(self, using: str) -> "_Answer":
        """The compiler that composed the statement, with this answer's rows."""
        return self

    def execute_sql(self, **_chunks: Any) -> list[list[Row]]:
        """The rows, in one chunk."""
        return [self.rows]

    def results_iter(self, results: list[list[Row]]) -> Iterator[Row]:
        """The rows with each column as its field wants it."""
        found: Iterator[Row] = self.compiler.results_iter(results)
        return found
