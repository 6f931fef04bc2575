"""Finds the fragments of an older version in a newer record, also where a title was reworded."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from tutoring.fragments import Piece

# Two titles this alike, of one kind, are one title reworded.
ALIKE = 0.85
# Comparing all with all is quadratic: past this many leftovers of a kind only equal paths count.
MOST_LEFTOVERS = 120
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Known(Protocol):
    """What we need to know of a fragment that we have."""

    path: str
    kind: str
    title: str


K = TypeVar("K", bound=Known)


def matched(known: Sequence[K], pieces: list[Piece]) -> dict[str, K]:
    """Which fragment each piece's path continues: by path first, then by the most alike title of its kind."""
    by_path = {fragment.path: fragment for fragment in known}
    found = {piece.path: by_path[piece.path] for piece in pieces if piece.path in by_path}
    taken = {fragment.path for fragment in found.values()}
    old: dict[str, list[K]] = defaultdict(list)
    new: dict[str, list[Piece]] = defaultdict(list)
    for fragment in known:
        if fragment.path not in taken:
            old[fragment.kind].append(fragment)
    for piece in pieces:
        if piece.path not in found:
            new[piece.kind].append(piece)
    for kind, leftovers in new.items():
        if len(leftovers) <= MOST_LEFTOVERS and len(old[kind]) <= MOST_LEFTOVERS:
            found.update(_most_alike(old[kind], leftovers))
    return found


def _most_alike(old: list[K], new: list[Piece]) -> dict[str, K]:
    """Pairs in order of likeness, each side used once."""
    scored = sorted(
        (
            (-likeness, i, j)
            for i, fragment in enumerate(old)
            for j, piece in enumerate(new)
            if (likeness := _likeness(fragment.title, piece.title)) >= ALIKE
        ),
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs: dict[str, K] = {}
    for _likely, i, j in scored:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs[new[j].path] = old[i]
    return pairs


def _likeness(one: str, other: str) -> float:
    """How alike two titles are; other numbers make another thing: week 12 is not week 52."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
