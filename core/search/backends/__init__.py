"""How each database finds words: the only thing in which the two differ.

Each module gives `pick(asked, keys, kinds) -> (sql, parameters)`: one column `id`, at most 2 × MOST entries that match
and that the keys open: the newest, and the newest of those whose title matches. What they are worth is said once, in
`weighing`. `DAYS` is SQL for an entry's age as days since 1970.
"""

from collections.abc import Sequence
from types import ModuleType

from django.db import connection

from core.search.asking import Asked
from core.search.backends import postgres, sqlite
from core.search.backends.weighing import score


def candidates(asked: Asked, keys: Sequence[str], kinds: Sequence[str] | None) -> list[tuple[int, str, int]]:
    """(id, kind, score) of what matches, in no order; a higher score is better."""
    module = _of_database()
    worth, worth_parameters = score(asked, module.DAYS)
    picked, parameters = module.pick(asked, keys, kinds)
    sql = f"SELECT e.id, e.kind, {worth} FROM ({picked}) p JOIN search_searchentry e ON e.id = p.id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*worth_parameters, *parameters])
        return [(pk, kind, int(worth)) for pk, kind, worth in cursor.fetchall()]


def _of_database() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
