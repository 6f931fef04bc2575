"""How names are looked for: no accents, no capitals, one space between words."""

import re
import unicodedata

_LIGATURES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """“Élodie  Müller-Straße” → “elodie muller strasse”."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.translate(_LIGATURES)))


def matches(words: str, text: str) -> bool:
    """Whether each of the (folded) words begins a word of `text`."""
    folded = f" {fold(text)}"
    return all(f" {word}" in folded for word in words.split())
