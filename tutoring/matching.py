"""Finds the fragments of an older version in a newer record, also where a title was reworded."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from tutoring.fragments import Piece
from tutoring.words import ALIKE, likeness

# Comparing all with all is quadratic: past this many leftovers of a kind only equal paths count.
MOST_LEFTOVERS = 120


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
            (-alike, i, j)
            for i, fragment in enumerate(old)
            for j, piece in enumerate(new)
            if (alike := likeness(fragment.title, piece.title)) >= ALIKE
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
