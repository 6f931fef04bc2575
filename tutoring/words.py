"""How words are compared: without case, accents and spacing, and how alike two titles are."""

import re
import unicodedata
from difflib import SequenceMatcher

# Two titles this alike, of one kind, are one title reworded.
ALIKE = 0.85
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def folded(text: str) -> str:
    """The text in lower case without accents, its spaces single."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold())
    return " ".join("".join(character for character in decomposed if not unicodedata.combining(character)).split())


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 below ALIKE; other numbers make another thing: week 12 is not week 52."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    matcher = SequenceMatcher(None, folded(one), folded(other), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0
