"""What might have been meant: the word of a title that is most like a word that nothing holds."""

from collections.abc import Iterable, Sequence

from core.search.asking import Asked, Term
from core.search.backends import titles_like
from core.search.tokens import fold, split

MOST_TITLES, MOST_PIECES = 400, 24
SHORTEST = 4
ALIKE = 0.4


def meant(words: str, asked: Asked, keys: Sequence[str]) -> str:
    """What was typed, each word that is in no title in place of the most similar one that is; empty for no such word.

    Only titles that the keys open are looked at: nobody learns a word from what they may not see.
    """
    wanted = {term.words[0][-1] for term in asked.terms if _is_one_long_word(term)}
    pieces = list(dict.fromkeys(piece for word in sorted(wanted) for piece in _inner(word)))[:MOST_PIECES]
    if not pieces:
        return ""
    known = {fold(token.word): token.word for title in titles_like(pieces, keys, MOST_TITLES) for token in split(title)}
    better = {word: known[best] for word in wanted if word not in known and (best := _most_alike(word, known))}
    return _replaced(words, better) if better else ""


def _is_one_long_word(term: Term) -> bool:
    return len(term.words) == 1 and len(term.words[0][-1]) >= SHORTEST


def _most_alike(word: str, known: Iterable[str]) -> str:
    mine = trigrams(word)
    worth, best = max(((_likeness(mine, trigrams(each)), each) for each in known), default=(0.0, ""))
    return best if worth >= ALIKE else ""


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def trigrams(word: str) -> set[str]:
    """All that stands together by three, the beginning and the end among it."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _inner(word: str) -> list[str]:
    return [word[at : at + 3] for at in range(len(word) - 2)]


def _replaced(words: str, better: dict[str, str]) -> str:
    for token in reversed(split(words)):
        if (other := better.get(fold(token.word))) is not None:
            words = words[: token.start] + other.lower() + words[token.end :]
    return " ".join(words.split())
