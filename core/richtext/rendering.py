"""Turns what somebody wrote into HTML that any page may show."""

import re
from collections.abc import Set
from html import escape
from typing import Literal

import nh3

from core.richtext import vocabulary
from core.richtext.formulas import CLOSE, OPEN, Formulas
from core.richtext.limits import Limits, refuse_empty, refuse_too_long
from core.richtext.links import Links, place
from core.richtext.mathml import ATTRIBUTES, ELEMENTS
from core.richtext.reading import plain
from core.richtext.untangling import untangle

_CONTROLS = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff{OPEN}{CLOSE}]")
# Also those that were written as character references.
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]+")
LINE, BREAK = "\n", "<br>"
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def render(source: str, *, format: Literal["text", "html"] = "text", links: Links | None = None) -> str:
    """HTML for `source`: as typed in a plain area ("text"), or as made by the rich editor ("html").

    `links` is asked once which study identifiers and mentions it knows; web and mail addresses are always linked.
    Raises Refused (422) `richtext.empty`, `richtext.too_long` (past Limits.BYTES), `richtext.too_deep`.
    """
    source = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    size = len(source.encode())
    if size > Limits.BYTES:
        raise refuse_too_long(size)
    source = _CONTROLS.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    html = untangle(source) if format == "html" else _paragraphs(source)
    formulas = Formulas()
    html = place(formulas.take_out(_MARKS.sub("", _first.clean(html))), links)
    html = _last.clean(formulas.put_in(html))
    if not _UNSEEN.sub("", plain(html)):
        raise refuse_empty()
    return html


def link_anew(html: str, links: Links) -> str:
    """What `render` made, with what `links` knows by now made links; everything else stands as it was."""
    formulas = Formulas()
    return _last.clean(formulas.put_in(place(formulas.take_out_drawn(html), links)))


def _paragraphs(text: str) -> str:
    """Typed text: a blank line ends a paragraph, a line break stays one."""
    parts = (part.strip("\n") for part in _PARAGRAPHS.split(text.strip()))
    return "".join(f"<p>{escape(part, quote=False).replace(LINE, BREAK)}</p>" for part in parts if part)


def _gate(*, tags: Set[str], attributes: dict[str, set[str]], classes: dict[str, set[str]]) -> nh3.Cleaner:
    """nh3 with our vocabulary."""
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags={"script", "style"},
        attributes=attributes,
        attribute_filter=vocabulary.kept_attribute,
        url_schemes=vocabulary.SCHEMES,
        allowed_classes=classes,
        link_rel="noopener nofollow",
        strip_comments=True,
    )


# What everything passes: before the links, and last of all.
_first = _gate(tags=vocabulary.ALLOWED, attributes=vocabulary.ATTRIBUTES, classes={})
_last = _gate(
    tags=(vocabulary.ALLOWED - {"span"}) | ELEMENTS,
    attributes=vocabulary.OUR_ATTRIBUTES | ATTRIBUTES,
    classes=vocabulary.OUR_CLASSES,
)
