"""What makes one hit better than another, the same on both databases.

A term in the title is worth most, then in the tags, then in the beginning of the text; and each year costs a little.
There is no "now" in it: pages that are turned a minute later go on where they were.
"""

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


def score(asked: Asked, seconds: str, *, by_date: bool) -> tuple[str, list[str]]:
    """SQL for what an entry `e` is worth, and its parameters; `seconds` is SQL for its age since 1970."""
    if by_date or not asked.terms:
        return seconds, []
    shares, parameters = [], []
    for worth, words in _PLACES:
        for term in asked.terms:
            patterns = _patterns(term)
            either = " OR ".join([f"' ' || {words} || ' ' LIKE %s"] * len(patterns))
            shares.append(f"CASE WHEN {either} THEN {worth // len(asked.terms)} ELSE 0 END")
            parameters += patterns
    return f"{' + '.join(shares)} + {A_DAY} * ({seconds} / 86400)", parameters


def _patterns(term: Term) -> list[str]:
    """The last word of a term stands for it: a phrase has matched as a whole already."""
    return [f"% {form}{'' if term.is_beginning else ' '}%" for form in term.words[-1]]
