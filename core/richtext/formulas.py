"""Finds the formulas that stand between dollar signs in words the gate has passed."""

import re
from html import unescape

from core.richtext.mathml import mathml

MOST_FORMULAS = 100
MOST_WRITTEN = 400_000
# What a formula that cannot be read stands in: its own text, which pages mark quietly.
UNREAD = "formula-unread"
# Stand for a formula while the words around it are linked. Nobody's words hold them: `render` drops them first.
OPEN, CLOSE = "\ue000", "\ue001"

_TAG = re.compile(r"(<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>)")
_FORMULA = re.compile(
    r"(?P<literal>\\\$)"
    r"|(?<![\w$\\=/?&])\$\$(?P<alone>(?:[^$\\]|\\.){1,4000}?)\$\$(?![\w$])"
    r"|(?<![\w$\\=/?&])\$(?![\s$])(?P<within>(?:[^$\\<]|\\.){1,2000}?)(?<!\s)\$(?![\w$])",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\s*\{[a-zA-Z\s.,'-]*\})?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NEXT_WORD = re.compile(r"\s[^\W\d_]{2,}")
_SIGN = re.compile(r"[^\W\d_]|[\\^_=<>+≤≥±×]")
_PLACE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_MATH = re.compile(r"<math\b[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>.*?</math>", re.DOTALL)
_ALTTEXT = re.compile(r'alttext="([^"]*)"')


class Formulas:
    """The formulas of one text, taken out of it and put in again."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.signs = 0

    def take_out(self, html: str) -> str:
        """The same HTML with a mark where each formula stands; code and links are left alone."""
        if "$" not in html:
            return html
        pieces, words, depth = [], "", 0
        for piece in _TAG.split(html):
            if not piece.startswith("<") or (piece == "<br>" and not depth):
                words += piece
                continue
            pieces.append(words if depth else self._without(words))
            words = ""
            depth += _step(piece)
            pieces.append(piece)
        return "".join([*pieces, self._without(words)])

    def take_out_drawn(self, html: str) -> str:
        """The same for HTML that was rendered before: what is drawn there goes out as it is."""
        return _MATH.sub(lambda found: self._mark(found[0]), html)

    def put_in(self, html: str) -> str:
        """Writes the formulas where their marks stand."""
        return _PLACE.sub(lambda mark: self.drawn[int(mark[1])], html) if self.drawn else html

    def _without(self, words: str) -> str:
        return _FORMULA.sub(self._replace, words) if "$" in words else words

    def _replace(self, found: re.Match[str]) -> str:
        if found["literal"]:
            return "$"
        latex = unescape((found["alone"] or found["within"]).replace("<br>", " "))
        if found["within"] and not _is_meant(latex):
            return found[0]
        drawn = mathml(latex, display=bool(found["alone"])) if len(self.drawn) < MOST_FORMULAS else None
        if drawn is None or self.signs + len(drawn) > MOST_WRITTEN:
            drawn = f'<code class="{UNREAD}">{found[0].replace("<br>", " ")}</code>'
        self.signs += len(drawn)
        return self._mark(drawn)

    def _mark(self, drawn: str) -> str:
        self.drawn.append(drawn)
        return f"{OPEN}{len(self.drawn) - 1}{CLOSE}"


def sources_of(html: str) -> str:
    """Rendered HTML with the LaTeX of each formula, between its dollar signs, in its place."""
    return _MATH.sub(_source, html) if "<math" in html else html


def _source(found: re.Match[str]) -> str:
    latex = _ALTTEXT.search(found[0])
    sign = "$$" if 'display="block"' in found[0][:40] else "$"
    return f"{sign}{latex[1] if latex else ''}{sign}"


def _step(tag: str) -> int:
    """Whether a tag leads into code or a link, or out of it."""
    name = tag.strip("</>").split(" ", 1)[0]
    if name not in ("code", "pre", "a"):
        return 0
    return -1 if tag.startswith("</") else 1


def _is_meant(latex: str) -> bool:
    """Whether something between single signs is a formula: two prices in a sentence are none."""
    rest = _COMMAND.sub(" ", latex)
    is_amount = latex[0].isdigit() and _NEXT_WORD.search(rest)
    return bool(_SIGN.search(latex)) and len(_WORD.findall(rest)) < 2 and not is_amount


def unread(html: str) -> bool:
    """Whether rendered HTML holds a formula that could not be read."""
    return f'class="{UNREAD}"' in html
