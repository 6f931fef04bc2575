"""Signs of science that keyboards lack, by what they are for."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Symbol:
    """One sign; `word` is how it is called."""

    sign: str
    word: Any


@dataclass(frozen=True)
class Group:
    """Signs that are looked for together."""

    word: Any
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Piece:
    """The beginning of a formula: `latex` is put in, and the first `{}` is filled next."""

    latex: str
    word: Any


_GREEK = {
    "α": _("alpha"), "β": _("beta"), "γ": _("gamma"), "δ": _("delta"), "ε": _("epsilon"), "ζ": _("zeta"), "η": _("eta"),
    "θ": _("theta"), "κ": _("kappa"), "λ": _("lambda"), "μ": _("mu"), "ν": _("nu"), "ξ": _("xi"), "π": _("pi"),
    "ρ": _("rho"), "σ": _("sigma"), "τ": _("tau"), "φ": _("phi"), "χ": _("chi"), "ψ": _("psi"), "ω": _("omega"),
}  # fmt: skip
_CAPITALS = {"Γ": "γ", "Δ": "δ", "Θ": "θ", "Λ": "λ", "Ξ": "ξ", "Π": "π", "Σ": "σ", "Φ": "φ", "Ψ": "ψ", "Ω": "ω"}
_COMPARED = {
    "≤": _("less than or equal to"), "≥": _("greater than or equal to"), "≠": _("not equal to"),
    "≈": _("about equal to"), "±": _("plus or minus"), "×": _("times"), "÷": _("divided by"), "−": _("minus"),
    "·": _("middle dot"), "∞": _("infinity"), "∝": _("proportional to"), "√": _("square root"), "∑": _("sum"),
    "∫": _("integral"), "∂": _("partial differential"), "∈": _("element of"), "∅": _("empty set"),
}  # fmt: skip
_UNITS = {
    "µ": _("micro"), "°": _("degree"), "℃": _("degree Celsius"), "Å": _("ångström"), "‰": _("per mille"),
    "½": _("one half"), "¼": _("one quarter"), "¾": _("three quarters"), "†": _("dagger"), "‡": _("double dagger"),
    "§": _("section"), "♀": _("female"), "♂": _("male"),
}  # fmt: skip
_ARROWS = {
    "→": _("to the right"), "←": _("to the left"), "↑": _("up"), "↓": _("down"), "↔": _("both ways"),
    "⇌": _("in balance"), "⇒": _("therefore"), "⇔": _("if and only if"), "↗": _("rising"), "↘": _("falling"),
}  # fmt: skip
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−", strict=True))


def _group(word: Any, words: dict[str, Any]) -> Group:
    return Group(word, tuple(Symbol(sign, said) for sign, said in words.items()))


GROUPS = (
    _group(_("Comparing and counting"), _COMPARED),
    _group(_("Arrows"), _ARROWS),
    _group(_("Units and marks"), _UNITS),
    _group(_("Raised"), {sign: format_lazy(_("raised {sign}"), sign=plain) for sign, plain in _RAISED.items()}),
    _group(_("Lowered"), {sign: format_lazy(_("lowered {sign}"), sign=plain) for sign, plain in _LOWERED.items()}),
    _group(_("Greek"), _GREEK),
    _group(
        _("Greek capitals"),
        {sign: format_lazy(_("capital {letter}"), letter=_GREEK[low]) for sign, low in _CAPITALS.items()},
    ),
)
PIECES = (
    Piece(r"\frac{}{}", _("Fraction")),
    Piece("^{}", _("Power")),
    Piece("_{}", _("Index")),
    Piece(r"\sqrt{}", _("Root")),
    Piece(r"\sum_{}^{}", _("Sum")),
    Piece(r"\bar{}", _("Mean")),
    Piece(r"\text{}", _("Words")),
    Piece(r"\pm ", _("Plus or minus")),
    Piece(r"\le ", _("At most")),
)
