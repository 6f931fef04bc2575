"""Two texts side by side as lines that were kept, taken out or put in."""

import difflib
from dataclasses import dataclass
from typing import Literal

MOST_LINES = 4000


@dataclass(frozen=True)
class Line:
    """One line of a comparison, in pieces of which the changed ones are marked."""

    change: Literal["kept", "out", "in"]
    pieces: tuple[tuple[bool, str], ...]


def compare(before: str, after: str) -> list[Line]:
    """The lines of both texts in reading order; in a line that was rewritten the changed words are marked."""
    old, new = _lines(before), _lines(after)
    answer: list[Line] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            answer += [Line("kept", ((False, text),)) for text in old[i1:i2]]
        elif tag == "replace" and i2 - i1 == j2 - j1:
            for out, put in zip(old[i1:i2], new[j1:j2], strict=True):
                answer += _rewritten(out, put)
        else:
            answer += [Line("out", ((True, text),)) for text in old[i1:i2]]
            answer += [Line("in", ((True, text),)) for text in new[j1:j2]]
    return answer


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]


def _rewritten(before: str, after: str) -> list[Line]:
    """A line and what became of it, compared word by word."""
    old, new = before.split(), after.split()
    out: list[tuple[bool, str]] = []
    put: list[tuple[bool, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_changed = tag != "equal"
        if i2 > i1:
            out.append((is_changed, " ".join(old[i1:i2])))
        if j2 > j1:
            put.append((is_changed, " ".join(new[j1:j2])))
    return [Line("out", tuple(out)), Line("in", tuple(put))]
