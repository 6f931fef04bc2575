"""PostgreSQL: a generated tsvector of stems under a GIN index."""

from collections.abc import Sequence

from core.search.asking import Asked, Term
from core.search.backends.scoring import AGE_A_DAY, MOST, TEXT, TITLE, in_title, permitted

INSTALL = [
    """
    ALTER TABLE search_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple', title_words), 'A')
        || setweight(to_tsvector('pg_catalog.simple', tag_words), 'B')
        || setweight(to_tsvector('pg_catalog.simple', text_words), 'D')
    ) STORED
    """,
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (vector)",
]
REMOVE = ["ALTER TABLE search_searchentry DROP COLUMN vector"]


def candidates(asked: Asked, keys: Sequence[str], kinds: Sequence[str] | None) -> tuple[str, list[object]]:
    """See core/search/backends."""
    share, share_parameters = in_title(asked)
    allowed, allowed_parameters = permitted(keys, kinds)
    sql = f"""
        SELECT e.id, e.kind, CAST(
            {TITLE} * {share} + {TEXT} * ts_rank(e.vector, q.query, 1 | 32)
            + {AGE_A_DAY} * (EXTRACT(EPOCH FROM e.at) / 86400)
        AS bigint) AS score
        FROM search_searchentry e, (SELECT %s::tsquery AS query) q
        WHERE e.vector @@ q.query AND {allowed}
        ORDER BY e.at DESC LIMIT {MOST}
    """  # noqa: S608  (numbers of ours and placeholders)
    return sql, [*share_parameters, _query(asked), *allowed_parameters]


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
