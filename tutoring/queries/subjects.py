"""What a thread's page shows of the fragment it hangs on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tutoring import fragments as parts
from tutoring.derived import Derived, derive
from tutoring.models import Fragment, Study, StudyVersion
from tutoring.plots.forest import Forest, Row, forests
from tutoring.plots.values import ValuesPlot, values_plot
from tutoring.queries.studies import outcome_of
from tutoring.querysets import FragmentQuerySet
from tutoring.registries.plain import from_plain
from tutoring.registries.record import Analysis, Arm, Outcome, SafetyGroup, SafetyRow, SafetyStat


@dataclass(frozen=True)
class Subject:
    """A fragment with what can be drawn of it beside a talk."""

    fragment: Fragment
    study: Study
    forest: Forest | None = None
    values: ValuesPlot | None = None
    outcome: Outcome | None = None
    derived: Derived | None = None
    stats: tuple[tuple[str, SafetyStat], ...] = ()
    changed: StudyVersion | None = None


def alone(fragments: FragmentQuerySet, pk: int) -> Iterable[Fragment]:
    """One fragment of those, if it is among them, with all that its card draws: one query."""
    family = {one.pk: one for one in fragments.family_of(pk)}
    found = family.get(pk)
    if found is None:
        return []
    found.family = list(family.values())
    if found.parent_id in family:
        found.parent = family[found.parent_id]
    return [found]


def subject_of(fragment: Fragment) -> Subject:
    """The card's content: no query for a fragment that came `alone`."""
    version = fragment.removed_in or fragment.changed_in
    return replace(_drawn(fragment), changed=version if version.number > 1 else None)


def _drawn(fragment: Fragment) -> Subject:
    study = fragment.study
    if fragment.kind == parts.SAFETY:
        return Subject(fragment, study, stats=_stats(fragment))
    about = fragment.parent if fragment.kind == parts.ANALYSIS else fragment
    if about is None or about.kind != parts.OUTCOME:
        return Subject(fragment, study)
    outcome, _planned = outcome_of(about)
    if outcome is None:
        return Subject(fragment, study)
    present = [one for one in fragment.family if one.removed_in_id is None]
    arms = tuple(from_plain(Arm, one.data) for one in present if one.kind == parts.ARM)
    mine = [one for one in present if one.kind == parts.ANALYSIS]
    rows = [Row(outcome, from_plain(Analysis, one.data), arms) for one in mine]
    plots = forests(rows)
    return Subject(
        fragment=fragment,
        study=study,
        forest=plots[0] if plots else None,
        values=None if plots else values_plot(outcome),
        outcome=outcome,
        derived=derive(outcome, arms),
    )


def _stats(fragment: Fragment) -> tuple[tuple[str, SafetyStat], ...]:
    """Each group's title beside its numbers; the titles stand with the study as a whole."""
    row = from_plain(SafetyRow, fragment.data)
    whole: dict[str, Any] = next((one.data for one in fragment.family if one.kind == parts.STUDY), {})
    groups = [from_plain(SafetyGroup, group) for group in whole.get("safety", {}).get("groups", [])]
    titles = {group.id: group.title for group in groups}
    return tuple((titles.get(stat.group_id, ""), stat) for stat in row.stats)
