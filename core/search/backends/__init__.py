"""How each database finds words: the only thing in which the two differ.

Each module gives `candidates(asked, keys, kinds) -> (sql, parameters)`: rows of (id, kind, score), at most MOST, the
newest first among those that match; `score` is a whole number, higher is better.
"""

from types import ModuleType

from django.db import connection

from core.search.backends import postgres, sqlite


def backend() -> ModuleType:
    """The module of the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite
