"""What a statistical parameter means on an axis: its scale, and where no effect lies."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Parameter:
    """A family of parameters; `null` is the value of no effect, None where the record's word does not tell."""

    name: str
    word: str | Promise
    is_log: bool = False
    null: float | None = None


# Asked in this order: "Hazard ratio (%)" is a ratio, "Percentage difference" a difference, "% reduction" an efficacy.
FAMILIES: list[tuple[re.Pattern[str], Parameter]] = [
    (re.compile(r"\blog\b|\blog-|\bln\b"), Parameter("unknown", _("Estimates"))),
    (re.compile(r"odds ratio|\bor\b\)?$"), Parameter("odds_ratio", _("Odds ratios"), True, 1)),
    (re.compile(r"hazard|\bhr\b"), Parameter("hazard_ratio", _("Hazard ratios"), True, 1)),
    (
        re.compile(r"(relative|percent\w*|%|risk|rate) ?(risk |rate )?(reduction|efficacy)|efficacy|effectiveness"),
        Parameter("efficacy", _("Efficacy"), False, 0),
    ),
    (re.compile(r"risk ratio|relative risk|\brr\b"), Parameter("risk_ratio", _("Risk ratios"), True, 1)),
    (re.compile(r"rate ratio|incidence ratio|\birr\b"), Parameter("rate_ratio", _("Rate ratios"), True, 1)),
    (re.compile(r"ratio|fold"), Parameter("ratio", _("Ratios"), True, 1)),
    (
        re.compile(
            r"risk difference|(percent\w*|%|proportion\w*|rate|response) (point )?difference|"
            r"difference (in|of|between) (percent|proportion|rate|risk|response)|\brd\b"
        ),
        Parameter("risk_difference", _("Differences in percentage points"), False, 0),
    ),
    (
        re.compile(r"difference|\bdiff\b|treatment effect|\bchange\b"),
        Parameter("difference", _("Differences"), False, 0),
    ),
]
UNKNOWN = Parameter("unknown", _("Estimates"))
_RISK_REDUCTION = re.compile(r"absolute")


def parameter_of(words: str) -> Parameter:
    """The family that a record's parameter type belongs to; unknown words have no line of no effect."""
    lowered = " ".join(words.casefold().split())
    if _RISK_REDUCTION.search(lowered) and "reduction" in lowered:
        return Parameter("risk_difference", _("Differences in percentage points"), False, 0)
    for pattern, family in FAMILIES:
        if pattern.search(lowered):
            return family
    return UNKNOWN
