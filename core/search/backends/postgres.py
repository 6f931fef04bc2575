"""PostgreSQL: generated tsvectors of stems, of everything, of the title and of the tags, each under a GIN index."""

from collections.abc import Sequence
from typing import Any

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
INSTALL_TAGS = [f"CREATE INDEX search_entry_tags ON search_searchentry USING gin (({_TAGS.format('')}))"]
REMOVE_TAGS = ["DROP INDEX search_entry_tags"]
SECONDS = "CAST(EXTRACT(EPOCH FROM e.at) AS bigint)"
YEAR = "EXTRACT(YEAR FROM e.at AT TIME ZONE 'UTC')"
# An array first, so that the planner does not take the few audiences for a way to the many entries.
OPENED = "e.audience_id = ANY(ARRAY(SELECT k.audience_id FROM search_audiencekey k WHERE k.key IN ({})))"


def pick(asked: Asked, keys: Sequence[str], narrowing: Narrowing) -> tuple[str, list[Any]]:
    """See core/search/backends. For rare words the planner asks the words first, for common ones the dates."""
    narrowed, narrowed_parameters = narrowing.sql()
    more = f"{OPENED.format(marks(keys))}{narrowed}"
    more_parameters: list[Any] = [*keys, *narrowed_parameters]
    tags = _TAGS.format("e.")
    for vector, terms, is_wanted in (
        (tags, asked.tags, True),
        ("e.vector", asked.without, False),
        (tags, asked.without_tags, False),
    ):
        if terms:
            more += f" AND {vector} @@ %s::tsquery" if is_wanted else f" AND NOT {vector} @@ %s::tsquery"
            more_parameters.append(_query(terms, " & " if is_wanted else " | "))
    arms, parameters = [], []
    for vector in ("vector", "title_vector") if asked.terms else ("",):
        matches = f"e.{vector} @@ %s::tsquery AND " if vector else ""
        arms.append(f"""
            (SELECT e.id FROM search_searchentry e
            WHERE {matches}{more} ORDER BY e.at DESC LIMIT {MOST})
        """)  # noqa: S608  (names of ours and placeholders)
        parameters += [*([_query(asked.terms, " & ")] if vector else []), *more_parameters]
    return " UNION ".join(arms), parameters


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
