"""Forest plots: analyses that one axis can hold, each with its interval and the line of no effect."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tutoring.derived import comparator_place, counts_people, denominator_of
from tutoring.plots.parameters import Parameter, parameter_of
from tutoring.plots.words import as_recorded, plain
from tutoring.registries.numbers import Amount
from tutoring.registries.record import Analysis, Arm, Outcome

MOST_ROWS = 40
_SCALES = ("scale", "score", "points", "index")


@dataclass(frozen=True)
class Row:
    """One analysis of one outcome; `direction` is +1 where a higher estimate means a higher value with treatment."""

    outcome: Outcome
    analysis: Analysis
    arms: tuple[Arm, ...] = ()
    outcome_id: int | None = None
    analysis_id: int | None = None

    @property
    def parameter(self) -> Parameter:
        """The family of the analysis' parameter."""
        return parameter_of(self.analysis.parameter)

    @property
    def is_drawable(self) -> bool:
        """Whether there is a number to draw that its scale can hold."""
        numbers = (self.analysis.value.number, self.analysis.lower.number, self.analysis.upper.number)
        if numbers[0] is None:
            return False
        return not self.parameter.is_log or all(number is None or number > 0 for number in numbers)

    @property
    def group_titles(self) -> tuple[str, ...]:
        """The compared groups by title, in the analysis' order."""
        titles = {group.id: group.title for group in self.outcome.groups}
        return tuple(titles[group_id] for group_id in self.analysis.group_ids if group_id in titles)

    @property
    def treated(self) -> str:
        """The title of the group that is compared with the comparator, where two groups leave no doubt."""
        groups = tuple(group for group in self.outcome.groups if group.id in self.analysis.group_ids)
        place = comparator_place(groups, self.arms)
        return groups[1 - place].title if len(groups) == 2 and place is not None else ""

    @property
    def label(self) -> str:
        """The outcome's title; where it has several analyses, also what tells this one apart."""
        if len(self.outcome.analyses) < 2:
            return self.outcome.title
        told = self.analysis.description if len(self.analysis.description) <= 60 else ""
        told = told or self.treated or " / ".join(self.group_titles)
        return f"{told}: {self.outcome.title}" if told else self.outcome.title

    @property
    def direction(self) -> int:
        """Inferred from the values: 0 where the record does not tell."""
        null, value = self.parameter.null, self.analysis.value.number
        groups = tuple(group for group in self.outcome.groups if group.id in self.analysis.group_ids)
        place = comparator_place(groups, self.arms)
        if null is None or value is None or value == null or len(groups) != 2 or place is None:
            return 0
        values = [amount_of(self.outcome, group.id).number for group in groups]
        first, other = values[1 - place], values[place]
        if first is None or other is None or first == other:
            return 0
        return 1 if (value > null) == (first > other) else -1


@dataclass(frozen=True)
class Forest:
    """A plot's rows, all of one parameter, level and unit; `key` names it within the study."""

    key: str
    parameter: Parameter
    unit: str
    level: str
    rows: tuple[Row, ...] = field(default=())

    @property
    def title(self) -> str:
        """What the plot shows."""
        word = str(self.parameter.word)
        if self.parameter.name == "unknown" and self.rows:
            word = self.rows[0].analysis.parameter or word
        if not self.level:
            return word
        return _("%(what)s with %(level)s %% confidence interval") % {"what": word, "level": self.level}

    @property
    def caution(self) -> str | Promise:
        """What a reader must not do with this plot."""
        unit = self.unit.casefold()
        titles = {row.outcome.title for row in self.rows}
        if self.parameter.name == "difference" and len(titles) > 1 and any(word in unit for word in _SCALES):
            return gettext_lazy("The scales differ from outcome to outcome: compare directions here, not sizes.")
        return ""


def forests(rows: list[Row]) -> list[Forest]:
    """The rows that can be drawn, gathered so that only what is comparable shares an axis; fullest plots first.

    Ratios share an axis by kind and level; differences also need one unit of measure.
    """
    gathered: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row.is_drawable:
            gathered.setdefault(_key(row), []).append(row)
    plots = [
        Forest(f"{place}-{name}".replace("_", "-"), rows[0].parameter, _unit(rows[0]), level, tuple(rows[:MOST_ROWS]))
        for place, ((name, _u, level), rows) in enumerate(gathered.items(), start=1)
    ]
    return sorted(plots, key=lambda plot: (not _has_primary(plot), -len(plot.rows)))


def amount_of(outcome: Outcome, group_id: str) -> Amount:
    """The one value of a group, where the outcome has a single row; else an empty one."""
    rows = [row for block in outcome.classes for row in block.categories]
    if len(rows) != 1:
        return Amount("")
    return next((m.value for m in rows[0].measurements if m.group_id == group_id), Amount(""))


def group_values(row: Row) -> str:
    """Each compared group's value with its denominator where people are counted: "11 of 4,038 / 64 of 4,019"."""
    texts = []
    for group_id in row.analysis.group_ids:
        value = amount_of(row.outcome, group_id)
        if value.number is None:
            return ""
        total = denominator_of(group_id, row.outcome.denominators)
        if counts_people(row.outcome) and total:
            texts.append(_("%(count)s of %(total)s") % {"count": plain(value.number), "total": plain(total)})
        else:
            texts.append(as_recorded(value))
    unit = " %" if texts and "percent" in row.outcome.unit.casefold() else ""
    return " / ".join(texts) + unit if len(texts) == 2 else ""


def _key(row: Row) -> tuple[str, str, str]:
    name = row.parameter.name
    unit = _unit(row).casefold() if name in {"difference", "unknown"} else ""
    if name == "unknown":
        name, unit = "estimate", f"{row.analysis.parameter.casefold()}|{unit}"
    return name, unit, row.analysis.level.text


def _unit(row: Row) -> str:
    if row.parameter.is_log:
        return ""
    if row.parameter.name in {"efficacy", "risk_difference"}:
        return "%"
    return row.outcome.unit


def _has_primary(plot: Forest) -> bool:
    return any(row.outcome.type == "PRIMARY" for row in plot.rows)
