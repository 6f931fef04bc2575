"""How each database finds words: the only thing in which the two differ.

Each module gives `pick(asked, keys, narrowing) -> (sql, parameters)`: one column `id`, at most 2 × MOST entries that
match and that the keys open: the newest, and the newest of those whose title matches. What they are worth is said
once, in `weighing`. `SECONDS` is SQL for an entry's moment as whole seconds since 1970, `YEAR` for its year, `OPENED`
for which entries a list of keys opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from django.db import connection

from core.search.asking import Asked
from core.search.backends import postgres, sqlite
from core.search.backends.weighing import score
from core.search.narrowing import Narrowing, marks


@dataclass(frozen=True)
class Candidate:
    """One entry that matches: `worth` is higher for a better one, the rest is what it may be narrowed down by."""

    pk: int
    worth: int
    kind: str
    place: str
    author: int
    year: int


def candidates(asked: Asked, keys: Sequence[str], narrowing: Narrowing, *, by_date: bool = False) -> list[Candidate]:
    """What matches, in no order."""
    module = _of_database()
    worth, worth_parameters = score(asked, module.SECONDS, by_date=by_date)
    picked, parameters = module.pick(asked, keys, narrowing)
    sql = f"""
        SELECT e.id, {worth}, e.kind, e.place, COALESCE(e.author_id, 0), {module.YEAR}
        FROM ({picked}) p JOIN search_searchentry e ON e.id = p.id
    """  # noqa: S608  (SQL of ours and placeholders)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*worth_parameters, *parameters])
        return [
            Candidate(pk, int(worth), kind, place, author, int(year))
            for pk, worth, kind, place, author, year in cursor.fetchall()
        ]


def titles_like(pieces: Sequence[str], keys: Sequence[str], most: int) -> list[str]:
    """Titles, newest first, of what the keys open and whose words hold one of these pieces of a word."""
    module = _of_database()
    either = " OR ".join(["e.title_words LIKE %s"] * len(pieces))
    sql = f"""
        SELECT e.title FROM search_searchentry e
        WHERE e.title_words <> '' AND ({either}) AND {module.OPENED.format(marks(keys))}
        ORDER BY e.at DESC LIMIT {most}
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(f"%{piece}%" for piece in pieces), *keys])
        return [title for (title,) in cursor.fetchall()]


def tags_like(folded: str, keys: Sequence[str], most: int = 300) -> list[str]:
    """The tags, as they are shown, of the newest of what the keys open and one of whose tags holds these letters."""
    module = _of_database()
    sql = f"""
        SELECT e.tags FROM search_searchentry e
        WHERE e.tag_words <> '' AND e.tag_words LIKE %s AND {module.OPENED.format(marks(keys))}
        ORDER BY e.at DESC LIMIT {most}
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"%{folded[:4]}%", *keys])
        return [tags for (tags,) in cursor.fetchall()]


def _of_database() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite
