"""PostgreSQL: generated tsvectors of stems, of everything and of the title, each under a GIN index."""

from collections.abc import Sequence

from core.search.asking import Asked, Term
from core.search.backends.weighing import MOST, permitted

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
DAYS = "CAST(EXTRACT(EPOCH FROM e.at) / 86400 AS bigint)"


def pick(asked: Asked, keys: Sequence[str], kinds: Sequence[str] | None) -> tuple[str, list[str]]:
    """See core/search/backends. For rare words the planner asks the words first, for common ones the dates."""
    allowed, parameters = permitted(keys, kinds)
    arms = [
        f"""
        (SELECT e.id FROM search_searchentry e
        WHERE e.{vector} @@ %s::tsquery AND {allowed} ORDER BY e.at DESC LIMIT {MOST})
        """  # noqa: S608  (names of ours and placeholders)
        for vector in ("vector", "title_vector")
    ]
    return " UNION ".join(arms), [_query(asked), *parameters] * 2


def _query(asked: Asked) -> str:
    """The tsquery; tokens are letters and digits only, and quoted all the same."""
    return " & ".join(f"({_term(term)})" for term in asked.terms)


def _term(term: Term) -> str:
    last = len(term.words) - 1
    groups = []
    for place, forms in enumerate(term.words):
        ending = ":*" if term.is_beginning and place == last else ""
        groups.append("(" + " | ".join(f"'{form}'{ending}" for form in forms) + ")")
    return " <-> ".join(groups)
