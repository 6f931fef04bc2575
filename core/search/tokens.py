"""Brings words to the form in which they are compared: without accents, capitals and endings.

Both databases get the same tokens and compare them as they are, so that they find the same things.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST = 40
LANGUAGES = ("en", "fr")
_WORD = re.compile(r"\d+[.,]\d+|[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"})
_stemmers = {"en": snowballstemmer.stemmer("english"), "fr": snowballstemmer.stemmer("french")}


@dataclass(frozen=True)
class Token:
    """One word of a text: as it stands there, and where."""

    word: str
    start: int
    end: int


def split(text: str) -> list[Token]:
    """The words of a text; a number keeps its decimals, whichever sign divides them."""
    return [Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Small letters without accents; `0.78` and `0,78` are one number."""
    bare = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return letters.replace(".", "d").replace(",", "d")[:LONGEST]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The folded stem of a word; words with digits, and those of languages without a stemmer, are only folded.

    Stems are stemmed until nothing changes, so that `préparée`, `preparee` and `prépare` meet.
    """
    folded = fold(word)
    if language not in _stemmers or not folded.isalpha() or len(folded) < 3:
        return folded
    before, after = "", fold(_stemmers[language].stemWord(word.casefold()))
    while after != before and len(after) > 3:
        before, after = after, _stemmers[language].stemWord(after)
    return after or folded


def words_of(text: str, language: str) -> str:
    """What the index holds of a text: its stems in their order, with a space between."""
    return " ".join(stem(token.word, language) for token in split(text))


def forms_of(word: str) -> tuple[str, ...]:
    """All that a word somebody looks for may be in the index, whatever the language of the text."""
    return tuple(dict.fromkeys([*(stem(word, language) for language in LANGUAGES), fold(word)]))
