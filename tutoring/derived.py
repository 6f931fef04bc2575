"""Whether an outcome of a record allows derived figures, which groups they compare, or why it does not."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutoring.figures import Counts, Figures, compare
from tutoring.registries.record import Arm, Denominator, Group, Measurement, Outcome

_PEOPLE = re.compile(
    r"(number of |count of )?(participants?|patients?|subjects?|infants?|children|people|persons?|adults?|women|men)",
    re.IGNORECASE,
)
_COMPARATOR = re.compile(
    r"\b(placebo|control|observation|no intervention|no treatment|untreated|usual care|standard of care|"
    r"standard care|sham|vehicle|comparator)\b",
    re.IGNORECASE,
)
_COMPARATOR_TYPES = {"PLACEBO_COMPARATOR", "NO_INTERVENTION", "SHAM_COMPARATOR", "ACTIVE_COMPARATOR"}


@dataclass(frozen=True)
class Derived:
    """The figures an outcome allows, or the reason why it allows none."""

    figures: tuple[Figures, ...] = ()
    reason: str | Promise = ""


def derive(outcome: Outcome, arms: tuple[Arm, ...] = ()) -> Derived:
    """Figures of each other group against the comparator."""
    measured = [row for block in outcome.classes for row in block.categories]
    if not any(row.measurements for row in measured):
        return Derived(reason=_("the record has no values for this outcome"))
    if not counts_people(outcome):
        return Derived(reason=_not_people(outcome))
    if len(measured) > 1:
        return Derived(reason=_("the outcome has several rows, and the record does not say which one is the event"))
    denominators = outcome.classes[0].denominators or outcome.denominators
    counts = [_counts(group, measured[0].measurements, denominators) for group in outcome.groups]
    known = [count for count in counts if count is not None]
    if len(known) < 2 or len(known) < len(outcome.groups):
        return Derived(reason=_("a count or a denominator is missing"))
    if len(known) > 6:
        return Derived(reason=_("the outcome has too many groups to compare each with one"))
    place = comparator_place(outcome.groups, arms)
    if place is None:
        if len(known) > 2:
            return Derived(reason=_("the record does not say which group the others are compared with"))
        place = 1
    return Derived(tuple(compare(count, known[place]) for i, count in enumerate(known) if i != place))


def counts_people(outcome: Outcome) -> bool:
    """Whether the values are how many people had the event."""
    if outcome.parameter == "COUNT_OF_PARTICIPANTS":
        return True
    return outcome.parameter in {"NUMBER", "COUNT_OF_UNITS"} and bool(_PEOPLE.fullmatch(outcome.unit.strip()))


def comparator_place(groups: tuple[Group, ...], arms: tuple[Arm, ...] = ()) -> int | None:
    """Which group the others are compared with; None where nothing tells.

    The title speaks first, because a placebo arm may be typed EXPERIMENTAL; then the type of the arm whose label the
    group's title repeats, because group ids differ from table to table.
    """
    by_title = [place for place, group in enumerate(groups) if _COMPARATOR.search(_head(group.title))]
    if len(by_title) == 1:
        return by_title[0]
    types = {arm.label.casefold(): arm.type for arm in arms}
    by_type = [place for place, group in enumerate(groups) if types.get(group.title.casefold()) in _COMPARATOR_TYPES]
    return by_type[0] if len(by_type) == 1 else None


def is_comparator(arm: Arm) -> bool:
    """Whether an arm is what the others are compared with, by its label first and its declared type else."""
    return bool(_COMPARATOR.search(_head(arm.label))) or arm.type in _COMPARATOR_TYPES


def _head(title: str) -> str:
    """What a group was given first: "Placebo->OL CZP" went from placebo to the drug and is no comparator."""
    return "" if re.search(r"->|→|\bto\b", title) else title


def _not_people(outcome: Outcome) -> str | Promise:
    if "percent" in f"{outcome.unit} {outcome.title}".casefold() or "%" in outcome.unit:
        return _("the record gives percentages, not counts of people")
    return _("this outcome does not count people")


def _counts(
    group: Group, measurements: tuple[Measurement, ...], denominators: tuple[Denominator, ...]
) -> Counts | None:
    value = next((m.value.number for m in measurements if m.group_id == group.id), None)
    total = denominator_of(group.id, denominators)
    if value is None or total is None or value != int(value) or not 0 <= value <= total or total < 1:
        return None
    return Counts(group.title, int(value), total)


def denominator_of(group_id: str, denominators: tuple[Denominator, ...]) -> int | None:
    """How many participants were analysed in a group, where the record says so."""
    for denominator in denominators:
        if denominator.units.casefold() in {"participants", ""}:
            for count in denominator.counts:
                if count.group_id == group_id and count.amount.number is not None:
                    return int(count.amount.number)
    return None
