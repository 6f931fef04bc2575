"""Derived figures said in sentences."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from tutoring.figures import Estimate, Figures, NeededToTreat, whole
from tutoring.plots.words import interval, percent, plain, significant, written


def sentences(figures: Figures) -> list[str]:
    """What two groups' counts say, from the risks to the number needed to treat."""
    names = {"group": figures.intervention.title, "other": figures.comparator.title}
    said = [_risks(figures, names)]
    if figures.ratio and figures.reduction:
        said.append(
            _("Relative risk %(ratio)s, crude relative reduction %(reduction)s.")
            % {"ratio": _number(figures.ratio), "reduction": _share(figures.reduction)}
        )
    if figures.odds_ratio:
        said.append(_("Odds ratio from the counts %(odds)s.") % {"odds": _number(figures.odds_ratio)})
    if figures.needed:
        said.append(_needed(figures.needed))
    return said


def short(figures: Figures) -> str:
    """The three figures that people quote, in one sentence."""
    parts = []
    if figures.reduction:
        parts.append(
            _("crude relative reduction from the counts %(share)s") % {"share": percent(figures.reduction.value)}
        )
    parts.append(_("risk difference %(points)s points") % {"points": written(100 * figures.difference.value, 2)})
    if figures.needed:
        word = (
            _("one event fewer for %(number)s people")
            if figures.needed.fewer
            else _("one event more for %(number)s people")
        )
        parts.append(word % {"number": plain(whole(figures.needed.value))})
    sentence = ", ".join(parts)
    return sentence[:1].upper() + sentence[1:] + "."


def _risks(figures: Figures, names: dict[str, str]) -> str:
    difference = figures.difference
    numbers = {
        "risk": percent(figures.intervention.risk, 2),
        "other_risk": percent(figures.comparator.risk, 2),
        "points": written(100 * difference.value, 2),
        **names,
    }
    said = _("%(risk)s with %(group)s, %(other_risk)s with %(other)s: a difference of %(points)s points") % numbers
    return said + _limits(difference, lambda limit: written(100 * limit, 2)) + "."


def _needed(needed: NeededToTreat) -> str:
    value = {"number": plain(whole(needed.value))}
    said = (
        _("One event fewer for every %(number)s people")
        if needed.fewer
        else _("One event more for every %(number)s people")
    ) % value
    if needed.least is None:
        return said + "."
    if needed.other_least is not None:
        bounds = {"least": plain(whole(needed.least)), "other": plain(whole(needed.other_least))}
        through = (
            _("one fewer for %(least)s, through no effect, to one more for %(other)s")
            if needed.fewer
            else _("one more for %(least)s, through no effect, to one fewer for %(other)s")
        )
        return f"{said} ({_('95 % CI')} {through % bounds})."
    most = "∞" if needed.most is None else plain(whole(needed.most))
    return f"{said} ({_('95 % CI')} {interval(plain(whole(needed.least)), most)})."


def _number(estimate: Estimate) -> str:
    return significant(estimate.value) + _limits(estimate, significant)


def _share(estimate: Estimate) -> str:
    return percent(estimate.value) + _limits(estimate, percent)


def _limits(estimate: Estimate, say: Callable[[float], str]) -> str:
    if estimate.lower is None or estimate.upper is None:
        return ""
    return f" ({_('95 % CI')} {interval(say(estimate.lower), say(estimate.upper))})"
