"""Teaching aids from two groups' counts: risks, their difference and ratios, the number needed to treat."""

import math
from dataclasses import dataclass

# The normal deviate of a two-sided 95 % interval.
Z = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval; limits are None where the interval cannot be computed."""

    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Counts:
    """How many of a group had the event."""

    title: str
    events: int
    total: int

    @property
    def risk(self) -> float:
        """Events over total."""
        return self.events / self.total


@dataclass(frozen=True)
class NeededToTreat:
    """How many must be treated for one event fewer (or more, by `fewer`).

    `least` and `most` bound it; `most` is None for infinity. Where the risk difference's interval crosses zero, the
    interval of the number runs through infinity: from `least` of this direction to infinity, and from infinity to
    `other_least` of the other direction (Altman, BMJ 1998;317:1309).
    """

    value: float
    fewer: bool
    least: float | None = None
    most: float | None = None
    other_least: float | None = None

    @property
    def crosses_zero(self) -> bool:
        """Whether no effect is within the interval."""
        return self.other_least is not None


@dataclass(frozen=True)
class Figures:
    """What two groups' counts give; a ratio is None where its denominator is zero."""

    intervention: Counts
    comparator: Counts
    difference: Estimate
    ratio: Estimate | None
    reduction: Estimate | None
    odds_ratio: Estimate | None
    needed: NeededToTreat | None


def compare(intervention: Counts, comparator: Counts) -> Figures:
    """All figures of intervention against comparator. Raises ValueError where the counts are impossible."""
    for counts in (intervention, comparator):
        if counts.total <= 0 or not 0 <= counts.events <= counts.total:
            raise ValueError(f"{counts.events} of {counts.total} is no count of people.")
    difference = risk_difference(intervention, comparator)
    ratio = relative_risk(intervention, comparator)
    return Figures(
        intervention=intervention,
        comparator=comparator,
        difference=difference,
        ratio=ratio,
        reduction=relative_risk_reduction(ratio) if ratio else None,
        odds_ratio=odds_ratio(intervention, comparator),
        needed=needed_to_treat(difference),
    )


def risk_difference(intervention: Counts, comparator: Counts) -> Estimate:
    """p1 - p0 with Wald's interval, ± z √(p1(1-p1)/n1 + p0(1-p0)/n0).

    Source: Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2003, ch. 3. With no event
    and nothing but events in both groups the standard error is 0, which says nothing: then there is no interval.
    """
    p1, p0 = intervention.risk, comparator.risk
    error = math.sqrt(p1 * (1 - p1) / intervention.total + p0 * (1 - p0) / comparator.total)
    if error == 0:
        return Estimate(p1 - p0)
    return Estimate(p1 - p0, p1 - p0 - Z * error, p1 - p0 + Z * error)


def relative_risk(intervention: Counts, comparator: Counts) -> Estimate | None:
    """p1 / p0 with the interval of its logarithm, exp(ln RR ± z √(1/a - 1/n1 + 1/c - 1/n0)).

    Source: Katz, Baptista, Azen, Pike, Biometrics 1978;34:469. None where the comparator has no event; without an
    interval where the intervention has none.
    """
    if comparator.events == 0:
        return None
    value = intervention.risk / comparator.risk
    if intervention.events == 0:
        return Estimate(value)
    error = math.sqrt(1 / intervention.events - 1 / intervention.total + 1 / comparator.events - 1 / comparator.total)
    return _log_interval(value, error)


def relative_risk_reduction(ratio: Estimate) -> Estimate:
    """1 - RR; the limits are those of the relative risk, turned round."""
    lower = None if ratio.upper is None else 1 - ratio.upper
    upper = None if ratio.lower is None else 1 - ratio.lower
    return Estimate(1 - ratio.value, lower, upper)


def odds_ratio(intervention: Counts, comparator: Counts) -> Estimate | None:
    """ad / bc with Woolf's interval, exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d)).

    Source: Woolf, Ann Hum Genet 1955;19:251; Bland, Altman, BMJ 2000;320:1468. None where b or c is zero; without an
    interval where a or d is. No continuity correction: it would be our figure, not the record's.
    """
    a, c = intervention.events, comparator.events
    b, d = intervention.total - a, comparator.total - c
    if b == 0 or c == 0:
        return None
    value = (a * d) / (b * c)
    if a == 0 or d == 0:
        return Estimate(value)
    return _log_interval(value, math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def needed_to_treat(difference: Estimate) -> NeededToTreat | None:
    """1 / |RD| with the interval by inversion of the risk difference's limits.

    Source: Cook, Sackett, BMJ 1995;310:452; for an interval that crosses zero Altman, BMJ 1998;317:1309. None where
    the difference is zero.
    """
    if difference.value == 0:
        return None
    fewer = difference.value < 0
    value = 1 / abs(difference.value)
    if difference.lower is None or difference.upper is None:
        return NeededToTreat(value, fewer)
    # Towards the effect that was seen: `near` is the limit closer to (or past) zero, `far` the stronger one.
    near, far = (-difference.upper, -difference.lower) if fewer else (difference.lower, difference.upper)
    if near < 0:
        return NeededToTreat(value, fewer, least=1 / far, most=None, other_least=1 / -near)
    return NeededToTreat(value, fewer, least=1 / far, most=1 / near if near > 0 else None)


def whole(number: float) -> int:
    """A number needed to treat as people: rounded up, because nobody is treated in part."""
    return math.ceil(round(number, 9))


def _log_interval(value: float, error: float) -> Estimate:
    spread = math.exp(Z * error)
    return Estimate(value, value / spread, value * spread)
