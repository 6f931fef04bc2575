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
    plain = word.casefold().replace(".", "d").replace(",", "d").translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalnum())[:LONGEST]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The folded stem of a word; words with digits, and those of languages without a stemmer, are only folded.

    A last `e` goes too: without its accent, the stemmer does not know `preparee` for the participle that it is.
    """
    folded = fold(word)
    if language not in _stemmers or not folded.isalpha() or len(folded) < 3:
        return folded
    stemmed = fold(_stemmers[language].stemWord(word.casefold()))
    return (stemmed.rstrip("e") if len(stemmed) > 3 else stemmed) or folded


def words_of(text: str, language: str) -> str:
    """What the index holds of a text: its stems in their order, with a space between."""
    return " ".join(filter(None, (stem(token.word, language) for token in split(text))))


def forms_of(word: str) -> tuple[str, ...]:
    """All that a word somebody looks for may be in the index, whatever the text's language; last, itself, folded."""
    folded = fold(word)
    stems = dict.fromkeys(stem(word, language) for language in LANGUAGES)
    return (*(each for each in stems if each != folded), folded)
