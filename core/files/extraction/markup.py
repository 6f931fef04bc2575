"""Reads documents of office suites: zips of XML, of which only the words are wanted.

Read as a stream by the parser of the standard library, each part no further than the limits: no tree is built, and a
document type, without which there are no entities to multiply, is refused. These formats have none.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from core.files.extraction.limits import MOST_UNPACKED
from core.files.extraction.trouble import Trouble

CHUNK = 64 * 1024
# Which parts of a document hold words, in the order in which they are read.
_PARTS = re.compile(
    r"content\.xml|word/document\.xml|word/(?:footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
    r"|ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml"
    r"|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml"
)
_NUMBER = re.compile(r"\d+")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_ENDS_LINE = {"p", "h", "si", "tr", "row", "br", "tab", "line-break"}


def read(path: str, media_type: str) -> Iterator[str]:
    """The words of all parts, a line for each paragraph or cell."""
    holding = {"p", "h"} if media_type.startswith(_OPEN_DOCUMENT) else {"t"}
    left = MOST_UNPACKED
    with zipfile.ZipFile(path) as archive:
        for name in sorted(filter(_PARTS.fullmatch, archive.namelist()), key=_in_order):
            words = _Words(holding)
            with archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise Trouble("huge")
                    yield words.of(chunk)
            yield "\n"


class _Words:
    """Picks the words out of one XML document that comes in chunks."""

    def __init__(self, holding: set[str]) -> None:
        self.holding, self.depth = holding, 0
        self.found: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._refuse

    def of(self, chunk: bytes) -> str:
        """The words that this chunk completes."""
        self.parser.Parse(chunk, False)
        said = "".join(self.found)
        self.found.clear()
        return said

    def _open(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += name.rpartition(":")[2] in self.holding

    def _close(self, name: str) -> None:
        plain = name.rpartition(":")[2]
        self.depth -= plain in self.holding
        if plain in _ENDS_LINE:
            self.found.append("\n")

    def _say(self, words: str) -> None:
        if self.depth:
            self.found.append(words)

    def _refuse(self, *_declared: object) -> None:
        raise Trouble("damaged")


def _in_order(name: str) -> tuple[bool, str, int]:
    """What a document says before what is said beside it; slide 2 before slide 10."""
    number = _NUMBER.search(name)
    return "notes" in name or "header" in name, _NUMBER.sub("", name), int(number[0]) if number else 0
