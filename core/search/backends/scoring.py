"""What makes one hit better than another, the same on both databases."""

from collections.abc import Sequence

from core.search.asking import Asked

# However many things match, the newest so many are weighed: nobody reads the 1,001st, and weighing costs time.
MOST = 1000
# What a word in the title is worth against its place in the text, and how soon things grow old.
TITLE, TEXT, AGE_A_DAY = 500_000, 400_000, 300


def in_title(asked: Asked) -> tuple[str, list[str]]:
    """SQL for the share of terms that the title holds, 0 to 1, and its parameters."""
    ways, parameters = [], []
    for term in asked.terms:
        forms = term.words[-1]
        ways.append(
            "CASE WHEN " + " OR ".join(["' ' || e.title_words || ' ' LIKE %s"] * len(forms)) + " THEN 1 ELSE 0 END"
        )
        parameters += [f"% {form}{'' if term.is_beginning else ' '}%" for form in forms]
    return f"(({' + '.join(ways)}) * 1.0 / {len(ways)})", parameters


def marks(values: Sequence[object]) -> str:
    """Placeholders for a list of values; an empty list holds nothing, and SQL needs a word for it."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def permitted(keys: Sequence[str], kinds: Sequence[str] | None) -> tuple[str, list[str]]:
    """SQL by which only what the keys open, of the kinds that are wanted, is looked at."""
    sql = f"e.audience_id IN (SELECT k.audience_id FROM search_audiencekey k WHERE k.key IN ({marks(keys)}))"  # noqa: S608  (placeholders)
    if kinds is None:
        return sql, list(keys)
    return f"{sql} AND e.kind IN ({marks(kinds)})", [*keys, *kinds]
