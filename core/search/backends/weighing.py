"""What makes one hit better than another, the same on both databases.

A term in the title is worth most, then in the tags, then in the beginning of the text; and each year costs a little.
There is no "now" in it: pages that are turned a minute later go on where they were.
"""

from collections.abc import Sequence

from core.search.asking import Asked, Term

# However many things match, so many of the newest are weighed: nobody reads the 1,001st, and weighing costs time.
MOST = 1000
TITLE, TAGS, BEGINNING, A_DAY = 500_000, 200_000, 200_000, 60
BEGINS = 400
_PLACES = [
    (TITLE, "e.title_words"),
    (TAGS, "e.tag_words"),
    (BEGINNING, f"substr(e.text_words, 1, {BEGINS})"),
]


def score(asked: Asked, days: str) -> tuple[str, list[str]]:
    """SQL for what an entry `e` is worth, and its parameters."""
    shares, parameters = [], []
    for worth, words in _PLACES:
        for term in asked.terms:
            patterns = _patterns(term)
            either = " OR ".join([f"' ' || {words} || ' ' LIKE %s"] * len(patterns))
            shares.append(f"CASE WHEN {either} THEN {worth // len(asked.terms)} ELSE 0 END")
            parameters += patterns
    return f"{' + '.join(shares)} + {A_DAY} * {days}", parameters


def _patterns(term: Term) -> list[str]:
    """The last word of a term stands for it: a phrase has matched as a whole already."""
    return [f"% {form}{'' if term.is_beginning else ' '}%" for form in term.words[-1]]


def permitted(keys: Sequence[str], kinds: Sequence[str] | None) -> tuple[str, list[str]]:
    """SQL by which only what the keys open, of the kinds that are wanted, is looked at."""
    sql = f"e.audience_id IN (SELECT k.audience_id FROM search_audiencekey k WHERE k.key IN ({_marks(keys)}))"  # noqa: S608
    if kinds is None:
        return sql, list(keys)
    return f"{sql} AND e.kind IN ({_marks(kinds)})", [*keys, *kinds]


def _marks(values: Sequence[object]) -> str:
    """Placeholders for a list of values; an empty list holds nothing, and SQL needs a word for it."""
    return ", ".join(["%s"] * len(values)) or "NULL"
