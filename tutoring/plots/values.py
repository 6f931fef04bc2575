"""A small plot of what each group showed: bars for shares, points with their spread for everything else."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tutoring.derived import counts_people, denominator_of
from tutoring.plots import axis as axes
from tutoring.plots.axis import Axis
from tutoring.plots.words import as_recorded, broken, interval, percent, plain
from tutoring.registries.record import Group, Measurement, Outcome

WIDTH, LEFT, RIGHT, STEP = 340.0, 8.0, 332.0, 46.0


@dataclass(frozen=True)
class Point:
    """One group's value in the plot's units, its interval where there is one, and how it is said."""

    title: str
    value: float
    lower: float | None
    upper: float | None
    said: str


@dataclass(frozen=True)
class DrawnPoint:
    """One group's coordinates."""

    title: str
    said: str
    label_y: str
    y: str
    bar_y: str
    x: str
    width: str
    x_low: str
    x_high: str


@dataclass(frozen=True)
class ValuesPlot:
    """Everything a template needs to draw it."""

    is_bars: bool
    points: tuple[DrawnPoint, ...]
    ticks: tuple[tuple[str, str], ...]
    width: str
    height: str
    left: str
    right: str
    bottom: str
    tick_y: str
    unit: str
    description: str


def values_plot(outcome: Outcome) -> ValuesPlot | None:
    """The plot of an outcome with a single row and at least one number; None for any other."""
    rows = [row for block in outcome.classes for row in block.categories]
    if len(rows) != 1 or len(outcome.groups) > 8:
        return None
    measured = {m.group_id: m for m in rows[0].measurements}
    found = [_point(outcome, group, measured[group.id]) for group in outcome.groups if group.id in measured]
    points = [point for point in found if point is not None]
    if not points:
        return None
    is_bars = _is_share(outcome)
    axis = _axis(points, is_bars)
    bottom = 8 + STEP * len(points)
    return ValuesPlot(
        is_bars=is_bars,
        points=tuple(_drawn(point, place, axis) for place, point in enumerate(points)),
        ticks=tuple((f"{axis.place(t):.1f}", plain(t)) for t in axis.ticks),
        width=f"{WIDTH:.0f}",
        height=f"{bottom + 22:.0f}",
        left=f"{LEFT:.1f}",
        right=f"{RIGHT:.1f}",
        bottom=f"{bottom:.1f}",
        tick_y=f"{bottom + 17:.1f}",
        unit="%" if is_bars else outcome.unit,
        description=". ".join(f"{point.title}: {point.said}" for point in points),
    )


def _is_share(outcome: Outcome) -> bool:
    return counts_people(outcome) or "percent" in outcome.unit.casefold()


def _point(outcome: Outcome, group: Group, measurement: Measurement) -> Point | None:
    value = measurement.value.number
    if value is None:
        return None
    if counts_people(outcome):
        total = denominator_of(group.id, outcome.classes[0].denominators or outcome.denominators)
        if not total or not 0 <= value <= total:
            return None
        said = _("%(count)s of %(total)s, %(share)s") % {
            "count": plain(value),
            "total": plain(total),
            "share": percent(value / total),
        }
        return Point(group.title, 100 * value / total, None, None, said)
    spread = measurement.spread.number
    lower, upper = measurement.lower.number, measurement.upper.number
    if lower is None and upper is None and spread is not None:
        lower, upper = value - spread, value + spread
    said = as_recorded(measurement.value)
    if spread is not None:
        said += f" ± {as_recorded(measurement.spread)}"
    elif lower is not None and upper is not None:
        said += f" ({interval(as_recorded(measurement.lower), as_recorded(measurement.upper))})"
    return Point(group.title, value, lower, upper, said)


def _axis(points: list[Point], is_bars: bool) -> Axis:
    numbers = [n for point in points for n in (point.value, point.lower, point.upper) if n is not None]
    if is_bars:
        numbers = [0.0, *numbers]
        if max(numbers) > 50 and max(numbers) <= 100 and min(numbers) >= 0:
            return Axis(0, 100, LEFT, RIGHT, False, (0, 25, 50, 75, 100))
    elif min(numbers) > 0 and min(numbers) < max(numbers) / 2:
        numbers.append(0.0)
    return axes.linear(numbers, LEFT, RIGHT, 5)


def _drawn(point: Point, place: int, axis: Axis) -> DrawnPoint:
    top = 8 + STEP * place
    zero = axis.place(max(0.0, axis.low))
    x = axis.place(point.value)
    has_interval = point.lower is not None and point.upper is not None
    return DrawnPoint(
        title=broken(point.title, 34, 1)[0],
        said=point.said,
        label_y=f"{top + 8:.1f}",
        y=f"{top + 24:.1f}",
        bar_y=f"{top + 16:.1f}",
        x=f"{x:.1f}",
        width=f"{max(1.0, x - zero):.1f}",
        x_low=f"{axis.place(point.lower):.1f}" if has_interval and point.lower is not None else "",
        x_high=f"{axis.place(point.upper):.1f}" if has_interval and point.upper is not None else "",
    )
