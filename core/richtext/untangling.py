"""Makes any HTML well-formed in one linear pass, so that no parser behind it can be made to work hard.

A browser's parser repairs what is broken, and its repairs multiply: 2,000 unclosed bold marks before 10,000
paragraphs (59 KB) cost nh3 39 seconds. So what reaches nh3 is already whole: every element closed, in order, blocks
never within words. This pass protects the clock; it is nh3, behind it, that protects the reader.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import escape, unescape

from core.richtext import vocabulary as v
from core.richtext.limits import Limits, refuse_too_deep

_SPACE = "[\\t\\n\\f\\r ]"
_TAG = re.compile(r"<(/?)([a-zA-Z][^\t\n\f\r />]*)")
_VALUE = "\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\\t\\n\\f\\r >\"'][^\\t\\n\\f\\r >]*+)?"
_ATTRIBUTE = re.compile(rf"(?>(?:{_SPACE}|/)*)(?P<name>=?[^\t\n\f\r />=]*+)(?>{_SPACE}*={_SPACE}*(?:{_VALUE}))?")
_BOGUS = re.compile(r"<[!?/]")
_COMMENT_END = re.compile(r"--!?>")

Token = tuple[str, str, dict[str, str]]


def tokens(source: str) -> Iterator[Token]:
    """Splits a source as browsers do: ("text", characters, {}), ("open", name, attributes), ("close", name, {})."""
    at, start = 0, 0
    while (at := source.find("<", at)) >= 0:
        if tag := _TAG.match(source, at):
            yield "text", source[start:at], {}
            name = tag[2].lower()
            end, attributes = _attributes(source, tag.end())
            if end < 0:
                return
            yield ("close" if tag[1] else "open"), name, attributes
            if not tag[1] and name in v.UNREAD:
                end = _after_unread(source, name, end)
        elif _BOGUS.match(source, at):
            yield "text", source[start:at], {}
            end = _after_comment(source, at)
        else:
            at += 1
            continue
        if end < 0:
            return
        at = start = end
    yield "text", source[start:], {}


def _attributes(source: str, at: int) -> tuple[int, dict[str, str]]:
    """The place behind a tag's `>` and its attributes; -1 where the tag never ends."""
    attributes: dict[str, str] = {}
    while at < len(source) and (found := _ATTRIBUTE.match(source, at)):
        at = found.end()
        if found["name"]:
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes.setdefault(found["name"].lower(), unescape(value))
        if source.startswith(">", at):
            return at + 1, attributes
        if found.end() == found.start() or source.startswith(('"', "'"), at):
            return -1, attributes  # a quotation that never ends swallows the rest, as in a browser
    return -1, attributes


def _after_comment(source: str, at: int) -> int:
    if not source.startswith("<!--", at):
        return source.find(">", at) + 1 or -1
    for short in (">", "->"):
        if source.startswith(short, at + 4):
            return at + 4 + len(short)
    end = _COMMENT_END.search(source, at + 4)
    return end.end() if end else -1


def _after_unread(source: str, name: str, at: int) -> int:
    """The place of the closing tag of a script, a style and the like; -1 where there is none."""
    end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(source, at)
    return end.start() if end else -1


@dataclass(frozen=True, slots=True)
class _Element:
    """One open element: the source's word, what was written for it ("" for nothing), what words in it stand in."""

    source: str
    name: str
    within: str

    @property
    def breaks(self) -> bool:
        """Whether it holds blocks though nothing was written for it."""
        return not self.name and (self.source in v.BREAKS or self.source in _PARTS)


_PARTS = v.TABLE_PARTS | v.CELLS | {"caption", "li"}
# What the next of its kind ends, where the source has no list or table around it.
_ENDED_BY_THE_NEXT = _PARTS | {"dt", "dd", "option"}
# Words may not stand in these directly: a row, a cell, an item is made for them.
_NEEDS_ROOM = v.TABLE_PARTS | v.LISTS
_HOLDS_WORDS = v.INLINE | v.LEAVES | v.CELLS | {"li"}
_HOLDERS = {"tr": ("table", "thead", "tbody", "tfoot"), "td": ("tr",), "th": ("tr",)}


class _Writer:
    """Writes tokens again, each element closed in its order."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[_Element] = [_Element("", "", "")]
        self.counts: Counter[str] = Counter()

    def text(self, characters: str) -> None:
        if self.out and self.out[-1] == "<pre>":
            characters = characters.lstrip("\r\n")  # a parser drops one each time; where none is, none is dropped
        if characters.strip():
            self._make_room_for_words()
        if self._within() in _HOLDS_WORDS:
            self.out.append(characters.replace("<", "&lt;").replace(">", "&gt;"))

    def open(self, source: str, attributes: dict[str, str]) -> None:
        name = v.SAME_AS.get(source, source)
        if name in v.HOLLOW:
            self.text(escape(attributes.get("alt", "")) if name == "img" else "")
        elif name == "br":
            self._make_room_for_words()
            self.out.append("<br>")
        elif name in _PARTS:
            self._open_part(source, name, attributes)
        elif name in v.BREAKS:
            self._open_break(source)
        elif name in v.INLINE:
            self._open_inline(source, name, attributes)
        elif name in v.ALLOWED:
            self._open_block(source, name, attributes)
        else:
            self._push(source, "", {})

    def close(self, source: str) -> None:
        if source == "br":
            self.open("br", {})
        if not self.counts[source]:
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            element = self.stack[depth]
            if element.source == source:
                self._pop_to(depth)
            if element.source == source or (element.name in v.CELLS and source not in _PARTS):
                return

    def finish(self) -> str:
        self._pop_to(1)
        return "".join(self.out)

    def _open_inline(self, source: str, name: str, attributes: dict[str, str]) -> None:
        kept = _kept(name, attributes)
        wanted = {"a": "href", "span": "data-mention"}.get(name)
        if wanted and wanted not in kept:
            self._push(source, "", {})
            return
        if wanted:
            self._close_nearest({"a", "span"})
        self._make_room_for_words()
        self._push(source, name, kept)

    def _open_block(self, source: str, name: str, attributes: dict[str, str]) -> None:
        self._close_words()
        self._make_room()
        if name == "hr":
            self.out.append("<hr>")
        else:
            self._push(source, name, _kept(name, attributes))

    def _open_break(self, source: str) -> None:
        self._close_words()
        while self.stack[-1].source in _ENDED_BY_THE_NEXT and not self.stack[-1].name:
            self._pop_to(len(self.stack) - 1)
        self._push(source, "", {})

    def _open_part(self, source: str, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._open_block(source, name, attributes)
            return
        stops = v.CELLS | {"blockquote", "table"} if name == "li" else frozenset()
        holders = v.LISTS if name == "li" else {"table"}
        outer = self._nearest(holders, stops)
        if not outer:
            self._open_break(source)
            return
        inner = self._nearest(frozenset(_HOLDERS.get(name, ())), holders) or outer
        self._pop_to(inner + 1)
        if name in v.CELLS:
            self._make_room(cell=False)
        elif name == "tr" and self._within() == "table":
            self._push("tbody", "tbody", {})
        self._push(source, name, _kept(name, attributes))

    def _nearest(self, names: Container[str], stops: Container[str] = ()) -> int:
        """Where the innermost element written as one of `names` stands, looking no further than `stops`; else 0."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].name in names:
                return depth
            if self.stack[depth].name in stops:
                return 0
        return 0

    def _close_nearest(self, names: Container[str]) -> None:
        if depth := self._nearest(names, v.LEAVES | v.CELLS):
            self._pop_to(depth)

    def _within(self) -> str:
        return self.stack[-1].within

    def _make_room_for_words(self) -> None:
        self._make_room()
        if self._within() not in _HOLDS_WORDS:
            self._push("p", "p", {})

    def _make_room(self, *, cell: bool = True) -> None:
        """Opens what must stand between a list or a table and what is written in it."""
        if self._within() in v.LISTS:
            self._push("li", "li", {})
        if self._within() == "table":
            self._push("tbody", "tbody", {})
        if self._within() in ("thead", "tbody", "tfoot"):
            self._push("tr", "tr", {})
        if cell and self._within() == "tr":
            self._push("td", "td", {})

    def _close_words(self) -> None:
        """Closes words and paragraphs up to what may hold a block."""
        depth = len(self.stack)
        while depth > 1:
            element = self.stack[depth - 1]
            if element.breaks or (element.name and element.name not in v.INLINE and element.name not in v.LEAVES):
                break
            depth -= 1
        self._pop_to(depth)

    def _push(self, source: str, name: str, attributes: dict[str, str]) -> None:
        if len(self.stack) > Limits.DEPTH:
            raise refuse_too_deep()
        element = _Element(source, name, name or self._within())
        if element.breaks and element.within not in _NEEDS_ROOM:
            element = _Element(source, name, "")
        self.stack.append(element)
        self.counts[source] += 1
        if name:
            written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            self.out.append(f"<{name}{written}>")

    def _pop_to(self, depth: int) -> None:
        while len(self.stack) > depth:
            element = self.stack.pop()
            self.counts[element.source] -= 1
            if element.name:
                self.out.append(f"</{element.name}>")


def _kept(name: str, attributes: dict[str, str]) -> dict[str, str]:
    known = v.ATTRIBUTES.get(name, set()) & attributes.keys()
    values = ((key, v.kept_attribute(name, key, attributes[key])) for key in sorted(known))
    return {key: value for key, value in values if value is not None}


def untangle(source: str) -> str:
    """The same words in allowed, well-formed elements. Raises Refused where they nest past Limits.DEPTH."""
    writer = _Writer()
    for kind, value, attributes in tokens(source):
        if kind == "text":
            writer.text(value)
        elif kind == "open":
            writer.open(value, attributes)
        else:
            writer.close(value)
    return writer.finish()
