"""Lays a forest plot out as coordinates, wide or narrow; coordinates are text, so that no language changes them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tutoring.plots import axis as axes
from tutoring.plots.axis import Axis
from tutoring.plots.forest import Forest, Row, group_values
from tutoring.plots.words import broken, interval, plain, significant


@dataclass(frozen=True)
class Layout:
    """The measures of one width; `stacked` puts the words above the line, `bare` leaves the outcome's title out."""

    name: str
    width: float
    left: float
    right: float
    label_width: int
    stacked: bool
    bare: bool = False


WIDE = Layout("wide", 680, 262, 492, 36, False)
NARROW = Layout("narrow", 340, 8, 332, 48, True)
WIDTH_OF_A_CHARACTER = 6.3
BESIDE = Layout("beside", 340, 8, 332, 48, True, bare=True)


@dataclass(frozen=True)
class Line:
    """Words at a height."""

    y: str
    text: str


@dataclass(frozen=True)
class DrawnRow:
    """One row's coordinates and words; arrows say that the interval goes on beyond the axis."""

    full: str
    labels: tuple[Line, ...]
    sub: Line
    y: str
    x: str
    square: tuple[str, str]
    x_low: str
    x_high: str
    has_interval: bool
    arrow_low: str
    arrow_high: str
    value: str
    limits: str
    value_x: str
    value_y: str
    url: str
    null_top: str
    null_bottom: str
    is_outside: bool
    outside: str


@dataclass(frozen=True)
class Tick:
    """A tick and its number; at the ends of a narrow plot the number stands inside."""

    x: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Caption:
    """Words under the axis; `line` 0 stands above line 1."""

    x: str
    anchor: str
    text: str
    line: int
    y: str = ""


@dataclass(frozen=True)
class Drawing:
    """Everything a template needs to draw the plot."""

    key: str
    layout: Layout
    width: str
    height: str
    top: str
    bottom: str
    left: str
    right: str
    limits_x: str
    rows: tuple[DrawnRow, ...]
    ticks: tuple[Tick, ...]
    tick_y: str
    tick_end: str
    null_x: str
    captions: tuple[Caption, ...]
    title: str
    description: str


def draw(plot: Forest, layout: Layout = WIDE) -> Drawing:
    """The plot in one layout."""
    axis = axis_for(plot, layout)
    rows: list[DrawnRow] = []
    y = 14.0
    for row in plot.rows:
        drawn, y = _row(row, plot, axis, layout, y)
        rows.append(drawn)
    bottom = y + 2
    null = plot.parameter.null
    captions, lines = _captions(plot, axis)
    return Drawing(
        key=f"{plot.key}-{layout.name}",
        layout=layout,
        width=f"{layout.width:.0f}",
        height=f"{bottom + 28 + 16 * lines:.0f}",
        top="4",
        bottom=_at(bottom),
        left=_at(axis.left),
        right=_at(axis.right),
        limits_x=_at(layout.right + 86),
        rows=tuple(rows),
        ticks=tuple(Tick(_at(axis.place(t)), _tick(t, plot), _anchor(axis.place(t), layout)) for t in axis.ticks),
        tick_y=_at(bottom + 20),
        tick_end=_at(bottom + 5),
        null_x=_at(axis.place(null)) if null is not None and axis.holds(null) else "",
        captions=tuple(replace(caption, y=_at(bottom + 38 + 15 * caption.line)) for caption in captions),
        title=plot.title,
        description=describe(plot),
    )


def axis_for(plot: Forest, layout: Layout) -> Axis:
    """The axis that holds every estimate and, within reason, every limit and the line of no effect."""
    values = [row.analysis.value.number for row in plot.rows]
    limits = [a.number for row in plot.rows for a in (row.analysis.lower, row.analysis.upper)]
    estimates = [value for value in values if value is not None]
    numbers = estimates + [limit for limit in limits if limit is not None]
    if plot.parameter.null is not None:
        numbers.append(plot.parameter.null)
    if plot.parameter.is_log:
        low, high = min([*estimates, 1.0]) / 10, max([*estimates, 1.0]) * 10
        return axes.logarithmic([min(max(n, low), high) for n in numbers], layout.left, layout.right)
    if plot.parameter.name == "efficacy":
        low = min([*estimates, 0.0, *(-50.0 for n in numbers if n < 0)])
        numbers = [min(max(n, low - 50 if low < -50 else low), 100.0) for n in numbers] + [100.0]
        if min(numbers) >= 0:
            return Axis(0, 100, layout.left, layout.right, False, (0, 25, 50, 75, 100))
    return axes.linear(numbers, layout.left, layout.right)


def describe(plot: Forest) -> str:
    """The plot in words, for who does not see it."""
    parts = []
    for row in plot.rows[:12]:
        value, limits = _numbers(row, plot)
        parts.append(f"{row.label}: {value}" + (f" ({limits})" if limits else ""))
    if len(plot.rows) > 12:
        parts.append(_("and %(count)s more; the table has all.") % {"count": len(plot.rows) - 12})
    return ". ".join(parts)


def _row(row: Row, plot: Forest, axis: Axis, layout: Layout, y: float) -> tuple[DrawnRow, float]:
    """One row and where the next one begins."""
    labels = [] if layout.bare else broken(row.label, layout.label_width, 3)
    lines = tuple(Line(_at(y + 15 * place), text) for place, text in enumerate(labels))
    sub_y = y + 15 * len(labels)
    middle = sub_y + 30 if layout.stacked else y - 4 + 7.5 * (len(labels) - 1) + 6
    value, limits = _numbers(row, plot)
    estimate = row.analysis.value.number or 0.0
    lower, upper = row.analysis.lower.number, row.analysis.upper.number
    has_interval = lower is not None or upper is not None
    low = axis.low if lower is None else lower
    high = axis.high if upper is None else upper
    x = axis.place(estimate)
    drawn = DrawnRow(
        full=row.label,
        labels=lines,
        sub=Line(_at(sub_y), subtitle(row)),
        y=_at(middle),
        x=_at(x),
        square=(_at(x - 5), _at(middle - 5)),
        x_low=_at(axis.place(low)),
        x_high=_at(axis.place(high)),
        has_interval=has_interval,
        arrow_low=_arrow(axis.left, middle, 6) if has_interval and (lower is None or lower < axis.low) else "",
        arrow_high=_arrow(axis.right, middle, -6) if has_interval and (upper is None or upper > axis.high) else "",
        value=value,
        limits=limits,
        value_x=_at(layout.right if layout.stacked else layout.right + 24),
        value_y=_at(sub_y + 16 if layout.stacked else middle + 4.5),
        url=f"?at={row.outcome_id}#f-{row.outcome_id}" if row.outcome_id else "",
        null_top=_at(middle - 10),
        null_bottom=_at(middle + 12),
        is_outside=not axis.holds(estimate),
        outside=_arrow(x, middle, 8 if estimate < axis.low else -8),
    )
    return drawn, (middle + 28 if layout.stacked else sub_y + 28)


def subtitle(row: Row) -> str:
    """The outcome's rank, and what the groups showed."""
    types = {"PRIMARY": pgettext("outcome", "primary"), "SECONDARY": pgettext("outcome", "secondary")}
    words = [types.get(row.outcome.type, pgettext("outcome", "other"))]
    values = group_values(row)
    if values:
        words.append(values)
    return " · ".join(words)


def _numbers(row: Row, plot: Forest) -> tuple[str, str]:
    unit = "\u00a0%" if plot.unit == "%" and plot.parameter.name == "efficacy" else ""
    analysis = row.analysis
    value = significant(analysis.value.number or 0.0) + unit
    lower = analysis.lower.number
    upper = analysis.upper.number
    if lower is None and upper is None:
        return value, ""
    ends = [significant(end) if end is not None else "∞" for end in (lower, upper)]
    return value, interval(ends[0] if lower is not None else "−∞" if not plot.parameter.is_log else "0", ends[1])


def _captions(plot: Forest, axis: Axis) -> tuple[tuple[Caption, ...], int]:
    """What the two sides mean, only where the record's own values tell, and how many lines that takes."""
    null = plot.parameter.null
    if null is None or not axis.holds(null):
        return (), 0
    here = axis.place(null)
    near = "start" if here - axis.left < 30 else "end" if axis.right - here < 30 else "middle"
    sides = _sides(plot)
    found = [Caption(_at(here), near, _("no effect"), 0)]
    # The sides share the first line with "no effect" only where that stands at an end and leaves them room.
    taken = WIDTH_OF_A_CHARACTER * max((len(side) for side in sides), default=0)
    below = 1 if near == "middle" or taken > axis.right - axis.left - 90 else 0
    if sides[0] and near != "start":
        found.append(Caption(_at(axis.left), "start", sides[0], below))
    if sides[1] and near != "end":
        found.append(Caption(_at(axis.right), "end", sides[1], below))
    return tuple(found), max(caption.line for caption in found) + 1


def _sides(plot: Forest) -> tuple[str, str]:
    """What lies left and right of no effect; "" where the record does not tell."""
    treated = {row.treated for row in plot.rows}
    directions = {row.direction for row in plot.rows} - {0}
    name = broken(treated.pop(), 24, 1)[0] if len(treated) == 1 else ""
    if name and plot.parameter.name == "efficacy":
        return "", _("favours %(group)s") % {"group": name}
    if not name or len(directions) != 1:
        return "", ""
    higher, lower = _("higher with %(group)s") % {"group": name}, _("lower with %(group)s") % {"group": name}
    left, right = (lower, higher) if directions == {1} else (higher, lower)
    # Two sides of a narrow axis would run into each other: then the side where the estimates lie speaks alone.
    null = plot.parameter.null or 0.0
    above = [(row.analysis.value.number or 0.0) > null for row in plot.rows]
    return ("", f"{right} →") if sum(above) * 2 >= len(above) else (f"← {left}", "")


def _tick(tick: float, plot: Forest) -> str:
    return plain(tick) + ("\u00a0%" if plot.unit == "%" and plot.parameter.name == "efficacy" else "")


def _anchor(x: float, layout: Layout) -> str:
    if layout.stacked and x < 14:
        return "start"
    return "end" if layout.stacked and x > layout.width - 14 else "middle"


def _arrow(x: float, y: float, depth: float) -> str:
    return f"{x + depth:.1f},{y - 4:.1f} {x:.1f},{y:.1f} {x + depth:.1f},{y + 4:.1f}"


def _at(number: float) -> str:
    return f"{number:.1f}"
