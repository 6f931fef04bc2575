"""Finds words of a list in a text, accents and capitals aside, as the browser does while somebody types."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """A word of the list and its sort; `*` at its end stands for any ending."""

    text: str
    sort: str


def fold(text: str) -> str:
    """Small letters without accents, and what is no letter or digit as one space."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def found_in(text: str, words: Iterable[Listed]) -> list[Listed]:
    """The words of the list that stand in the text, in the order of the list."""
    padded = f" {fold(text)} "
    return [word for word in words if _stands(padded, word.text)]


def suggests(found: Sequence[Listed]) -> list[str]:
    """What they suggest: `safety` where a patient, or who tells of one, meets a product or an event; `rude`.

    An event beside a product is how people talk of studies all day, and suggests nothing.
    """
    sorts = {word.sort for word in found}
    hints = ["safety"] if "patient" in sorts and sorts & {"product", "event"} else []
    return [*hints, "rude"] if "rude" in sorts else hints


def _stands(padded: str, word: str) -> bool:
    key = fold(word.rstrip("*"))
    return bool(key) and (f" {key}" if word.endswith("*") else f" {key} ") in padded
