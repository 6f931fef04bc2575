"""What a study's page shows, tab by tab."""

from dataclasses import dataclass, field, replace

from tutoring import fragments as parts
from tutoring.derived import Derived, derive
from tutoring.models import Fragment, Study
from tutoring.plots.forest import Forest, Row, forests
from tutoring.plots.values import ValuesPlot, values_plot
from tutoring.registries.plain import from_plain
from tutoring.registries.record import (
    Analysis,
    Arm,
    BaselineMeasure,
    EligibilityLine,
    Intervention,
    Outcome,
    PlannedOutcome,
    Record,
    Reference,
)

OUTCOMES_A_PAGE = 10
ROWS_OF_PLOTS = 40


@dataclass(frozen=True)
class OutcomeShown:
    """An outcome with its fragment, analyses and what can be derived."""

    fragment: Fragment
    outcome: Outcome | None
    planned: PlannedOutcome | None
    analyses: list[tuple[Fragment, Analysis]]
    derived: Derived

    @property
    def plot(self) -> ValuesPlot | None:
        """The groups' values, where there is a single row."""
        return values_plot(self.outcome) if self.outcome else None


@dataclass(frozen=True)
class Results:
    """The tab of results: plots over all outcomes, and one page of outcomes."""

    forests: list[Forest]
    left_out: int
    outcomes: list[OutcomeShown]
    total: int
    start: int

    @property
    def earlier(self) -> int | None:
        """Where the page before begins."""
        return max(0, self.start - OUTCOMES_A_PAGE) if self.start else None

    @property
    def later(self) -> int | None:
        """Where the next page begins."""
        end = self.start + OUTCOMES_A_PAGE
        return end if end < self.total else None


@dataclass(frozen=True)
class Design:
    """The tab of design: fragments beside what they hold."""

    arms: list[tuple[Fragment, Arm]] = field(default_factory=list)
    interventions: list[tuple[Fragment, Intervention]] = field(default_factory=list)
    criteria: list[tuple[Fragment, EligibilityLine]] = field(default_factory=list)
    baseline: list[tuple[Fragment, BaselineMeasure]] = field(default_factory=list)


def whole_of(study: Study) -> tuple[Fragment, Record]:
    """The study as a whole: its fragment, and everything in the record that is no fragment of its own."""
    fragment = study.fragments.get(kind=parts.STUDY, removed_in=None)
    return fragment, from_plain(Record, fragment.data)


def arms_of(study: Study) -> tuple[Arm, ...]:
    """The arms as planned."""
    return tuple(from_plain(Arm, f.data) for f in study.fragments.present().in_order().filter(kind=parts.ARM))


def results_of(study: Study, *, start: int = 0, at: int | None = None) -> Results:
    """The results; `at` is a fragment's key, whose page is then shown."""
    found = list(study.fragments.present().in_order().filter(kind__in=[parts.ARM, parts.OUTCOME, parts.ANALYSIS]))
    arms = tuple(from_plain(Arm, f.data) for f in found if f.kind == parts.ARM)
    outcomes = [_outcome(f, found, arms) for f in found if f.kind == parts.OUTCOME]
    outcomes.sort(key=lambda shown: shown.fragment.data.get("type") != "PRIMARY")
    plots, left_out = _plots(outcomes, arms)
    start = _start(outcomes, start, at)
    return Results(plots, left_out, outcomes[start : start + OUTCOMES_A_PAGE], len(outcomes), start)


def forest_of(study: Study, key: str) -> Forest | None:
    """One plot by its key, with all its rows."""
    found = list(study.fragments.present().in_order().filter(kind__in=[parts.ARM, parts.OUTCOME, parts.ANALYSIS]))
    arms = tuple(from_plain(Arm, f.data) for f in found if f.kind == parts.ARM)
    outcomes = [_outcome(f, found, arms) for f in found if f.kind == parts.OUTCOME]
    return next((plot for plot in forests(_rows(outcomes, arms)) if plot.key == key), None)


def design_of(study: Study) -> Design:
    """Arms, interventions, criteria and baseline."""
    design = Design()
    kinds = [parts.ARM, parts.INTERVENTION, parts.CRITERION, parts.BASELINE]
    for fragment in study.fragments.present().in_order().filter(kind__in=kinds):
        if fragment.kind == parts.ARM:
            design.arms.append((fragment, from_plain(Arm, fragment.data)))
        elif fragment.kind == parts.INTERVENTION:
            design.interventions.append((fragment, from_plain(Intervention, fragment.data)))
        elif fragment.kind == parts.CRITERION:
            design.criteria.append((fragment, from_plain(EligibilityLine, fragment.data)))
        else:
            design.baseline.append((fragment, from_plain(BaselineMeasure, fragment.data)))
    return design


def references_of(study: Study) -> list[tuple[Fragment, Reference]]:
    """The publications."""
    found = study.fragments.present().in_order().filter(kind=parts.REFERENCE)
    return [(fragment, from_plain(Reference, fragment.data)) for fragment in found]


def outcome_of(fragment: Fragment) -> tuple[Outcome | None, PlannedOutcome | None]:
    """An outcome fragment's reported and planned side."""
    reported, planned = fragment.data.get("reported"), fragment.data.get("planned")
    return (
        from_plain(Outcome, reported) if reported else None,
        from_plain(PlannedOutcome, planned) if planned else None,
    )


def _outcome(fragment: Fragment, found: list[Fragment], arms: tuple[Arm, ...]) -> OutcomeShown:
    outcome, planned = outcome_of(fragment)
    analyses = [
        (other, from_plain(Analysis, other.data))
        for other in found
        if other.kind == parts.ANALYSIS and other.parent_id == fragment.pk
    ]
    if outcome:
        outcome = replace(outcome, analyses=tuple(analysis for _fragment, analysis in analyses))
    return OutcomeShown(fragment, outcome, planned, analyses, derive(outcome, arms) if outcome else Derived())


def _rows(outcomes: list[OutcomeShown], arms: tuple[Arm, ...]) -> list[Row]:
    return [
        Row(shown.outcome, analysis, arms, shown.fragment.pk, fragment.pk)
        for shown in outcomes
        if shown.outcome
        for fragment, analysis in shown.analyses
    ]


def _plots(outcomes: list[OutcomeShown], arms: tuple[Arm, ...]) -> tuple[list[Forest], int]:
    """The plots that fit a page, and how many comparisons did not."""
    shown: list[Forest] = []
    left = ROWS_OF_PLOTS
    every = forests(_rows(outcomes, arms))
    for plot in every:
        if len(plot.rows) <= left:
            shown.append(plot)
            left -= len(plot.rows)
    total = sum(len(plot.rows) for plot in every)
    return shown, total - sum(len(plot.rows) for plot in shown)


def _start(outcomes: list[OutcomeShown], start: int, at: int | None) -> int:
    for place, shown in enumerate(outcomes):
        if at is not None and (shown.fragment.pk == at or any(f.pk == at for f, _analysis in shown.analyses)):
            start = place
    start = min(max(start, 0), max(len(outcomes) - 1, 0))
    return start - start % OUTCOMES_A_PAGE
