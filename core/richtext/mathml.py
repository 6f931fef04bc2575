"""Turns a formula's LaTeX into MathML that says nothing but the formula."""

import re
from collections.abc import Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

MOST_SIGNS = 1000
DEEPEST = 40
LONGEST = 24_000
# Macros multiply what is typed; the others write addresses, styles and classes.
_REFUSED = re.compile(
    r"\\(?:[egx]?def|let|(?:re)?newcommand|providecommand|(?:re)?newenvironment|href|url|style|class|cssId|html\w*"
    r"|includegraphics|input|include|verb|unicode|bbox|rule|(?:text)?color|f?colorbox|raise|lower|move\w+|[hmk]skip"
    r"|[hm]space|m?kern)(?![a-zA-Z])"
)
ELEMENTS = frozenset({
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder",
    "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom",
    "menclose",
})  # fmt: skip
_WORDS = frozenset({"mi", "mn", "mo", "mtext"})
# How many parts an element of MathML has: with fewer something was forgotten, and browsers draw an error.
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_ESCAPED = re.compile(r"\\.")
_YES_NO = re.compile(r"(?:true|false)\Z")
_LENGTH = re.compile(r"[+-]?\d{0,2}(?:\.\d{1,4})?(?:em|ex|px|pt|mu)?\Z")
_NAME = re.compile(r"[a-z-]{1,24}\Z")
_LEVEL = re.compile(r"[+-]?\d\Z")
VALUES = {
    "display": re.compile(r"(?:block|inline)\Z"), "alttext": re.compile(r"[^\x00]{1,4000}\Z", re.DOTALL),
    "displaystyle": _YES_NO, "scriptlevel": _LEVEL, "stretchy": _YES_NO, "fence": _YES_NO, "separator": _YES_NO,
    "movablelimits": _YES_NO, "largeop": _YES_NO, "accent": _YES_NO, "accentunder": _YES_NO, "form": _NAME,
    "linethickness": _LENGTH, "width": _LENGTH, "height": _LENGTH, "depth": _LENGTH, "lspace": _LENGTH,
    "rspace": _LENGTH, "minsize": _LENGTH, "maxsize": _LENGTH, "mathvariant": _NAME, "columnalign": _NAME,
    "notation": _NAME,
}  # fmt: skip
ATTRIBUTES = {
    "math": {"display", "alttext"},
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mtext": {"mathvariant"},
    "mo": {
        "stretchy", "fence", "separator", "movablelimits", "largeop", "form", "lspace", "rspace", "minsize", "maxsize",
    },
    "mstyle": {"displaystyle", "scriptlevel"},
    "mfrac": {"linethickness", "displaystyle"},
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtd": {"columnalign"},
    "menclose": {"notation"},
}  # fmt: skip


def mathml(latex: str, *, display: bool = False) -> str | None:
    """The formula as one `<math>`, its LaTeX in `alttext`; None for what is no formula, or would be too large.

    The converter is never trusted: what it makes is written again, element by element, of what stands above.
    """
    latex = " ".join(latex.split())
    if not latex or len(latex) > MOST_SIGNS or latex.count("{") > 4 * DEEPEST or _REFUSED.search(latex):
        return None
    if not _is_closed(latex):
        return None
    try:
        made = convert_to_element(latex, display="block" if display else "inline")
        written = "".join(_written(made, 0))
    except Exception:
        return None
    if len(written) > LONGEST:
        return None
    shape = "block" if display else "inline"
    return f'<math display="{shape}" alttext="{escape(latex)}">{written}</math>'


def _is_closed(latex: str) -> bool:
    """Whether every brace that opens closes; the converter closes what is open by itself."""
    depth = 0
    for sign in _ESCAPED.sub("", latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def kept(element: str, attribute: str, value: str) -> str | None:
    """The value of a MathML attribute as it may stand; None where the attribute must go."""
    pattern = VALUES.get(attribute)
    if pattern is None or attribute not in ATTRIBUTES.get(element, ()):
        return None
    return value if pattern.match(value) else None


def _written(element: Element, depth: int) -> Iterator[str]:
    """What stands in an element, written again; raises ValueError past DEEPEST and where something is missing."""
    words = unescape(element.text or "") if element.tag in _WORDS else ""
    is_unknown = len(words) > 1 and words.startswith("\\") and element.tag != "mtext"
    if depth > DEEPEST or is_unknown or len(element) != _PARTS.get(element.tag, len(element)):
        raise ValueError(element.tag)
    yield escape(words, quote=False)
    for child in element:
        if child.tag not in ELEMENTS or child.tag == "math":
            continue
        told = ((name, kept(child.tag, name, value)) for name, value in sorted(child.attrib.items()))
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in told if value is not None)
        yield f"<{child.tag}{attributes}>"
        yield from _written(child, depth + 1)
        yield f"</{child.tag}>"
