"""What is like some words: things whose title holds several of them, as people write a title of their own."""

from collections.abc import Iterable, Sequence

from core.search import asking
from core.search.asking import Asked, Term
from core.search.backends import candidates
from core.search.models import SearchEntry
from core.search.narrowing import KIND, Narrowing
from core.search.tokens import Token, fold, split, stem

MOST_LOOKED_AT = 40
# So much of what is asked must be met, but two words at the most.
SHARE, ENOUGH = 0.34, 2


def alike(words: str, kind: str, keys: Iterable[str], *, most: int) -> list[int]:
    """The keys of the things of a kind that are most like the words, best first, of what `keys` open; two queries.

    Who calls loads them by `visible_to`, as the search itself does: the index only says what to look at.
    """
    asked, opened = asking.read(words), sorted(keys)
    if not asked.terms or not opened:
        return []
    either = Asked(terms=asked.terms, is_either=True)
    rows = sorted(candidates(either, opened, Narrowing().to(KIND, [kind])), key=lambda row: (-row.worth, -row.pk))
    looked_at = [row.pk for row in rows[:MOST_LOOKED_AT]]
    entries = SearchEntry.objects.filter(pk__in=looked_at).only("object_id", "title", "tags", "language").in_bulk()
    met = {pk: _met(f"{entry.title} {entry.tags}", entry.language, asked.terms) for pk, entry in entries.items()}
    needed = min(ENOUGH, max(1, round(len(asked.terms) * SHARE)))
    fitting = [pk for pk in looked_at if met.get(pk, 0) >= needed]
    fitting.sort(key=lambda pk: -met[pk])
    return [entries[pk].object_id for pk in fitting[:most]]


def _met(text: str, language: str, terms: Sequence[Term]) -> int:
    """How many of the terms stand in a text."""
    tokens = split(text)
    return sum(1 for term in terms if any(_meets(term, token, language) for token in tokens))


def _meets(term: Term, token: Token, language: str) -> bool:
    return term.meets(0, fold(token.word), (stem(token.word, language),))
