"""SQLite: an FTS5 table over the stems, kept by triggers."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from core.search.asking import Asked, Term
from core.search.backends.weighing import MOST
from core.search.narrowing import Narrowing, marks

_COLUMNS = "title_words, tag_words, text_words"
_NEW = "new.id, new.title_words, new.tag_words, new.text_words"
_OLD = "'delete', old.id, old.title_words, old.tag_words, old.text_words"
_ADD = f"INSERT INTO search_words(rowid, {_COLUMNS}) VALUES ({_NEW});"  # noqa: S608
_DROP = f"INSERT INTO search_words(search_words, rowid, {_COLUMNS}) VALUES ({_OLD});"  # noqa: S608
INSTALL_TRIGGERS = [
    f"CREATE TRIGGER search_words_add AFTER INSERT ON search_searchentry BEGIN {_ADD} END",
    f"CREATE TRIGGER search_words_drop AFTER DELETE ON search_searchentry BEGIN {_DROP} END",
    f"CREATE TRIGGER search_words_change AFTER UPDATE OF {_COLUMNS} ON search_searchentry BEGIN {_DROP} {_ADD} END",
]
INSTALL = [
    f"""
    CREATE VIRTUAL TABLE search_words USING fts5(
        {_COLUMNS}, content='search_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    *INSTALL_TRIGGERS,
]
REMOVE_TRIGGERS = [
    "DROP TRIGGER search_words_add",
    "DROP TRIGGER search_words_drop",
    "DROP TRIGGER search_words_change",
]
REMOVE = [*REMOVE_TRIGGERS, "DROP TABLE search_words"]
SECONDS = "CAST(strftime('%%s', e.at) AS integer)"
YEAR = "CAST(strftime('%%Y', e.at) AS integer)"
OPENED = "e.audience_id IN (SELECT k.audience_id FROM search_audiencekey k WHERE k.key IN ({}))"
_MOST_PHRASES = 27


def pick(asked: Asked, keys: Sequence[str], narrowing: Narrowing) -> tuple[str, list[Any]]:
    """See core/search/backends. The newest entries are those with the highest numbers: FTS5 reads them backwards."""
    narrowed, narrowed_parameters = narrowing.sql()
    allowed = f"{OPENED.format(marks(keys))}{narrowed}"
    parameters: list[Any] = [*keys, *narrowed_parameters]
    unwanted = [_query(asked.without, " OR "), f"tag_words : ({_query(asked.without_tags, ' OR ')})"]
    for terms, query in zip((asked.without, asked.without_tags), unwanted, strict=True):
        if terms:
            allowed += " AND e.id NOT IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
            parameters.append(query)
    tags = f"tag_words : ({_query(asked.tags, ' AND ')})" if asked.tags else ""
    if not asked.terms and not tags:
        plain = f"SELECT e.id AS id FROM search_searchentry e WHERE {allowed} ORDER BY e.at DESC LIMIT {MOST}"  # noqa: S608
        return f"SELECT id FROM ({plain})", parameters  # noqa: S608
    words = _query(asked.terms, " OR " if asked.is_either else " AND ")
    anywhere = [f"({words})"] if words else []
    titled = [f"(title_words : ({words}))"] if words else []
    arms = [" AND ".join([*part, *([f"({tags})"] if tags else [])]) for part in (anywhere, titled)]
    arm = f"""
        SELECT id FROM (
            SELECT e.id AS id FROM search_words CROSS JOIN search_searchentry e
            WHERE search_words MATCH %s AND e.id = search_words.rowid AND {allowed}
            ORDER BY search_words.rowid DESC LIMIT {MOST}
        )
    """  # noqa: S608  (numbers of ours and placeholders)
    return f"{arm} UNION {arm}", [arms[0], *parameters, arms[1], *parameters]


def _query(terms: Sequence[Term], between: str) -> str:
    """The FTS5 expression; tokens are letters and digits only, and quoted all the same."""
    return between.join(f"({_term(term)})" for term in terms)


def _term(term: Term) -> str:
    """FTS5 has no choice within a phrase, so each way to say it is a phrase of its own."""
    ways = list(product(*term.words))[:_MOST_PHRASES]
    star = "*" if term.is_beginning else ""
    return " OR ".join(f'"{" ".join(way)}"{star}' for way in ways)
