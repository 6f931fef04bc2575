"""The elements, attributes and addresses that a text may be made of."""

import re

from core.richtext import mathml
from core.richtext.formulas import UNREAD as UNREAD_FORMULA

LISTS = frozenset({"ul", "ol"})
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
CELLS = frozenset({"td", "th"})
LEAVES = frozenset({"p", "h3", "h4", "pre", "caption"})
INLINE = frozenset({"strong", "em", "u", "s", "sub", "sup", "code", "a", "span"})
VOID = frozenset({"br", "hr"})
ALLOWED = LISTS | TABLE_PARTS | CELLS | LEAVES | INLINE | VOID | {"li", "blockquote"}

ATTRIBUTES = {
    "a": {"href", "title"},
    "span": {"data-mention"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What this room itself writes. What people write carries no class, and a mention is a mark of the editor (a span)
# until the caller knows who is meant; marks of nobody are words.
OUR_CLASSES = {"a": {"mention", "identifier"}, "code": {UNREAD_FORMULA}}
OUR_ATTRIBUTES = ATTRIBUTES | {"a": {"href", "title", "data-mention"}}
SCHEMES = {"http", "https", "mailto"}

# What other editors write, in our words.
SAME_AS = {
    "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "cite": "em", "dfn": "em", "var": "em",
    "kbd": "code", "samp": "code", "tt": "code", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "listing": "pre",
    "menu": "ul", "dir": "ul",
}  # fmt: skip
# Elements that break the line but mean nothing here: their text becomes paragraphs.
BREAKS = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "nav", "optgroup",
    "option", "section", "summary",
})  # fmt: skip
# Elements whose content nobody reads.
UNREAD = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
# Elements that never hold anything: they are dropped and open no level.
HOLLOW = frozenset({
    "area", "base", "basefont", "bgsound", "col", "colgroup", "embed", "frame", "head", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip

_PLACE = re.compile(r"/(?![/\\])[^\s\\]*\Z")
_AWAY = re.compile(r"(?:https?://[^\s/?#\\]|mailto:[^\s:/])[^\s\\]*\Z", re.IGNORECASE)
_MENTION = re.compile(r"[a-z_]{1,40}(?::[0-9]{1,18})?\Z")
_SPAN = re.compile(r"[1-9][0-9]?\Z")
_START = re.compile(r"[0-9]{1,6}\Z")


def kept_attribute(tag: str, attribute: str, value: str) -> str | None:
    """The value as it may stand, or None where the attribute must go. Both passes of the gate ask this."""
    if attribute in ("class", "rel"):
        return value  # the gate itself writes one and knows which of the other may stand
    value = value.strip()
    if tag in mathml.ELEMENTS:
        return mathml.kept(tag, attribute, value)
    if attribute == "href":
        return value if _PLACE.match(value) or _AWAY.match(value) else None
    if attribute == "data-mention":
        return value if _MENTION.match(value) else None
    if attribute in ("colspan", "rowspan"):
        return value if _SPAN.match(value) else None
    if attribute == "start":
        return value if _START.match(value) else None
    if attribute == "scope":
        return value if value in ("row", "col") else None
    return value if attribute == "title" else None
