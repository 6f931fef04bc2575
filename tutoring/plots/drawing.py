"""Lays a forest plot out as coordinates, wide or narrow; coordinates are text, so that no language changes them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

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
    caption_y: str
    captions: tuple[tuple[str, str, str], ...]
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
    return Drawing(
        key=f"{plot.key}-{layout.name}",
        layout=layout,
        width=f"{layout.width:.0f}",
        height=f"{bottom + 44:.0f}",
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
        caption_y=_at(bottom + 38),
        captions=_captions(plot, axis),
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
    types = {"PRIMARY": _("primary"), "SECONDARY": _("secondary")}
    words = [types.get(row.outcome.type, _("other"))]
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


def _captions(plot: Forest, axis: Axis) -> tuple[tuple[str, str, str], ...]:
    """What the two sides mean, only where the record's own values tell: (x, anchor, words)."""
    null = plot.parameter.null
    if null is None or not axis.holds(null):
        return ()
    here, found = axis.place(null), []
    treated = {row.treated for row in plot.rows}
    name = broken(treated.pop(), 24, 1)[0] if len(treated) == 1 else ""
    directions = {row.direction for row in plot.rows} - {0}
    if name and plot.parameter.name == "efficacy":
        found.append((_at(axis.right), "end", _("favours %(group)s") % {"group": name}))
    elif name and len(directions) == 1:
        higher = _("higher with %(group)s") % {"group": name}
        lower = _("lower with %(group)s") % {"group": name}
        sides = (lower, higher) if directions == {1} else (higher, lower)
        if here - axis.left > 90:
            found.append((_at(axis.left), "start", "← " + sides[0]))
        if axis.right - here > 90:
            found.append((_at(axis.right), "end", sides[1] + " →"))
    if not any(anchor == "start" for _x, anchor, _w in found) or here - axis.left > 300:
        near = "start" if here - axis.left < 30 else "end" if axis.right - here < 30 else "middle"
        if not (near == "middle" and len(found) == 2):
            found.insert(0, (_at(here), near, _("no effect")))
    return tuple(found)


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
