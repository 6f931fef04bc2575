"""SQLite: an FTS5 table over the stems, kept by triggers."""

from collections.abc import Sequence
from itertools import product

from core.search.asking import Asked, Term
from core.search.backends.weighing import MOST, permitted

_COLUMNS = "title_words, tag_words, text_words"
_NEW = "new.id, new.title_words, new.tag_words, new.text_words"
_OLD = "'delete', old.id, old.title_words, old.tag_words, old.text_words"
_ADD = f"INSERT INTO search_words(rowid, {_COLUMNS}) VALUES ({_NEW});"  # noqa: S608
_DROP = f"INSERT INTO search_words(search_words, rowid, {_COLUMNS}) VALUES ({_OLD});"  # noqa: S608
INSTALL = [
    f"""
    CREATE VIRTUAL TABLE search_words USING fts5(
        {_COLUMNS}, content='search_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    f"CREATE TRIGGER search_words_add AFTER INSERT ON search_searchentry BEGIN {_ADD} END",
    f"CREATE TRIGGER search_words_drop AFTER DELETE ON search_searchentry BEGIN {_DROP} END",
    f"CREATE TRIGGER search_words_change AFTER UPDATE OF {_COLUMNS} ON search_searchentry BEGIN {_DROP} {_ADD} END",
]
REMOVE = [
    "DROP TRIGGER search_words_add",
    "DROP TRIGGER search_words_drop",
    "DROP TRIGGER search_words_change",
    "DROP TABLE search_words",
]
DAYS = "CAST(julianday(e.at) - 2440587.5 AS integer)"  # 1970-01-01 as a Julian day
_MOST_PHRASES = 27


def pick(asked: Asked, keys: Sequence[str], kinds: Sequence[str] | None) -> tuple[str, list[str]]:
    """See core/search/backends. The newest entries are those with the highest numbers: FTS5 reads them backwards."""
    allowed, parameters = permitted(keys, kinds)
    arm = f"""
        SELECT id FROM (
            SELECT e.id AS id FROM search_words CROSS JOIN search_searchentry e
            WHERE search_words MATCH %s AND e.id = search_words.rowid AND {allowed}
            ORDER BY search_words.rowid DESC LIMIT {MOST}
        )
    """  # noqa: S608  (numbers of ours and placeholders)
    query = _query(asked)
    return f"{arm} UNION {arm}", [query, *parameters, f"title_words : ({query})", *parameters]


def _query(asked: Asked) -> str:
    """The FTS5 expression; tokens are letters and digits only, and quoted all the same."""
    return " AND ".join(f"({_term(term)})" for term in asked.terms)


def _term(term: Term) -> str:
    """FTS5 has no choice within a phrase, so each way to say it is a phrase of its own."""
    ways = list(product(*term.words))[:_MOST_PHRASES]
    star = "*" if term.is_beginning else ""
    return " OR ".join(f'"{" ".join(way)}"{star}' for way in ways)
