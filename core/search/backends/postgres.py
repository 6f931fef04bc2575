"""PostgreSQL: generated tsvectors of stems, of everything, of the title and of the tags, each under a GIN index."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from core.search.asking import Asked, Term
from core.search.backends.weighing import MOST
from core.search.narrowing import Narrowing, marks

_VECTOR = "to_tsvector('pg_catalog.simple', {})"
_ALL = _VECTOR.format("title_words || ' ' || tag_words || ' ' || text_words")
INSTALL = [
    f"ALTER TABLE search_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ({_ALL}) STORED",
    f"""
    ALTER TABLE search_searchentry
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS ({_VECTOR.format("title_words")}) STORED
    """,
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (vector)",
    "CREATE INDEX search_entry_title ON search_searchentry USING gin (title_vector)",
]
REMOVE = ["ALTER TABLE search_searchentry DROP COLUMN vector, DROP COLUMN title_vector"]
# The tags are few: their vector is not kept, only indexed.
_TAGS = "to_tsvector('pg_catalog.simple', {}tag_words)"
INSTALL_TAGS = [
    f"CREATE INDEX search_entry_tags ON search_searchentry USING gin (({_TAGS.format('')}))",
    # So many words are counted one by one that a word which is not among them is rare indeed.
    "ALTER TABLE search_searchentry ALTER COLUMN vector SET STATISTICS 1000",
    "ALTER TABLE search_searchentry ALTER COLUMN title_vector SET STATISTICS 1000",
]
REMOVE_TAGS = ["DROP INDEX search_entry_tags"]
SECONDS = "CAST(EXTRACT(EPOCH FROM e.at) AS bigint)"
YEAR = "EXTRACT(YEAR FROM e.at AT TIME ZONE 'UTC')"
# An array first, so that the planner does not take the few audiences for a way to the many entries.
OPENED = "e.audience_id = ANY(ARRAY(SELECT k.audience_id FROM search_audiencekey k WHERE k.key IN ({})))"


# Up to so many matches are fetched by the words; of a more common word, the newest are met soon enough by the dates.
# Of titles the planner knows less, and there are fewer.
BY_WORDS = {"vector": 15_000, "title_vector": 60_000}
# Who may see less of everything than this is asked audience by audience, instead of passing over what is not theirs.
SLIVER = 0.05


def pick(asked: Asked, keys: Sequence[str], narrowing: Narrowing) -> tuple[str, list[Any]]:
    """See core/search/backends. Which way is shorter is decided here, by the planner's own figures for the words alone.

    Left to itself, with a limit behind it, the planner walks through all dates for a word that it thinks common.
    """
    opened = _audiences(keys)
    more, more_parameters = _conditions(asked, narrowing)
    if not asked.terms:
        sql = (
            f"SELECT e.id FROM search_searchentry e WHERE e.audience_id = ANY(%s){more} ORDER BY e.at DESC LIMIT {MOST}"  # noqa: S608
        )
        return sql, [opened, *more_parameters]
    query = _query(asked.terms, " | " if asked.is_either else " & ")
    arms, parameters = [], []
    for vector, many in _estimates(query).items():
        is_common = many > BY_WORDS[vector]
        is_titled = " AND e.title_words <> ''" if vector == "title_vector" else ""
        matches = f"e.{vector} @@ %s::tsquery{is_titled}{more}"
        if is_common and _share(opened) < SLIVER:
            arms.append(f"""
                (SELECT e.id FROM unnest(%s) AS opened(id) CROSS JOIN LATERAL (
                    SELECT e.id, e.at FROM search_searchentry e
                    WHERE e.audience_id = opened.id AND {matches} ORDER BY e.at DESC LIMIT {MOST}
                ) e ORDER BY e.at DESC LIMIT {MOST})
            """)  # noqa: S608  (names of ours and placeholders)
        else:
            # No index holds this order: only the words are left as a way.
            order = "e.at" if is_common else "e.at + interval '0'"
            arms.append(f"""
                (SELECT e.id FROM search_searchentry e
                WHERE e.audience_id = ANY(%s) AND {matches} ORDER BY {order} DESC LIMIT {MOST})
            """)  # noqa: S608
        parameters += [opened, query, *more_parameters]
    return " UNION ".join(arms), parameters


def _conditions(asked: Asked, narrowing: Narrowing) -> tuple[str, list[Any]]:
    """What must hold besides the words."""
    said, parameters = narrowing.sql()
    tags = _TAGS.format("e.")
    for vector, terms, is_wanted in (
        (tags, asked.tags, True),
        ("e.vector", asked.without, False),
        (tags, asked.without_tags, False),
    ):
        if terms:
            said += f" AND {vector} @@ %s::tsquery" if is_wanted else f" AND NOT {vector} @@ %s::tsquery"
            parameters.append(_query(terms, " & " if is_wanted else " | "))
    return said, parameters


def _audiences(keys: Sequence[str]) -> list[int]:
    sql = f"SELECT DISTINCT k.audience_id FROM search_audiencekey k WHERE k.key IN ({marks(keys)})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return [pk for (pk,) in cursor.fetchall()]


def _estimates(query: str) -> dict[str, int]:
    """How many entries the planner expects to match as a whole, and by their title: a look at its figures only."""
    vectors = ("vector", "title_vector")
    arms = (f"(SELECT 1 FROM search_searchentry e WHERE e.{vector} @@ %s::tsquery)" for vector in vectors)  # noqa: S608
    plan = _plan(" UNION ALL ".join(arms), [query, query])
    return {vector: int(part["Plan Rows"]) for vector, part in zip(vectors, plan["Plans"], strict=True)}


def _share(opened: list[int]) -> float:
    """Which part of all entries these audiences are, by the planner's figures."""
    mine = _plan("SELECT 1 FROM search_searchentry e WHERE e.audience_id = ANY(%s)", [opened])["Plan Rows"]
    whole = _plan("SELECT 1 FROM search_searchentry e", [])["Plan Rows"]
    return float(mine / max(whole, 1))


def _plan(sql: str, parameters: list[Any]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
        told = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return plan


def _query(terms: Sequence[Term], between: str) -> str:
    """The tsquery; tokens are letters and digits only, and quoted all the same."""
    return between.join(f"({_term(term)})" for term in terms)


def _term(term: Term) -> str:
    last = len(term.words) - 1
    groups = []
    for place, forms in enumerate(term.words):
        ending = ":*" if term.is_beginning and place == last else ""
        groups.append("(" + " | ".join(f"'{form}'{ending}" for form in forms) + ")")
    return " <-> ".join(groups)
