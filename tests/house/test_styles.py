"""A class of the style sheets means one thing: no two rooms define it."""

import re
from itertools import permutations
from pathlib import Path

from tests.house.sources import ROOT

SELECTOR = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.([a-z][\w-]*)")
COMMA = re.compile(r",(?![^()]*\))")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def selectors(sheets: list[Path]) -> list[str]:
    """The selectors of a room, one by one."""
    text = COMMENT.sub("", "\n".join(sheet.read_text() for sheet in sheets))
    return [part.strip() for found in SELECTOR.findall(text) if "@" not in found for part in COMMA.split(found)]


def test_a_class_that_one_room_defines_is_no_other_rooms_word():
    """A room may dress a lower room's element in a place of its own (`.page .card`); it may not define `.card` anew."""
    rooms = [*ROOT.glob("*/browser"), *ROOT.glob("core/*/browser")]
    said = {str(room.parent.relative_to(ROOT)): selectors(sorted(room.glob("*.css"))) for room in sorted(rooms)}
    defined = {room: {part[1:] for part in parts if CLASS.fullmatch(part)} for room, parts in said.items()}
    lower = {room: {name for part in parts for name in CLASS.findall(part)} for room, parts in said.items()}
    twice = {
        f".{name}: {one} and {other}"
        for one, other in permutations(said, 2)
        for name in defined[one] & (lower[other] if other == "core/ui" else defined[other])
    }
    assert sorted(twice) == []
