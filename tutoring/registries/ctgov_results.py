"""Reads the results section of ClinicalTrials.gov records: flow, baseline, outcomes, safety."""

from collections.abc import Iterator

from tutoring.registries.node import Node
from tutoring.registries.numbers import PValue
from tutoring.registries.record import (
    Analysis,
    BaselineMeasure,
    Category,
    Class,
    Count,
    Denominator,
    Flow,
    Group,
    Measurement,
    Milestone,
    Outcome,
    Period,
    Safety,
    SafetyGroup,
    SafetyRow,
    SafetyStat,
)


def flow(module: Node) -> Flow:
    """Who came, went on and left, by period."""
    return Flow(
        recruitment=module.text("recruitmentDetails"),
        before=module.text("preAssignmentDetails"),
        groups=_groups(module),
        periods=tuple(Period(node.text("title"), tuple(_milestones(node))) for node in module.nodes("periods")),
    )


def _milestones(period: Node) -> Iterator[Milestone]:
    for node in period.nodes("milestones"):
        yield Milestone(node.text("type"), _counts(node, "achievements", "numSubjects"), comment=node.text("comment"))
    for node in period.nodes("dropWithdraws"):
        yield Milestone(node.text("type"), _counts(node, "reasons", "numSubjects"), True, node.text("comment"))


def baseline(module: Node) -> tuple[BaselineMeasure, ...]:
    """How the groups were before; each measure carries the groups and denominators of the whole table."""
    groups, denominators = _groups(module), _denominators(module)
    return tuple(
        BaselineMeasure(
            title=node.text("title"),
            description=node.text("description"),
            population=node.text("populationDescription"),
            parameter=node.text("paramType"),
            dispersion=node.text("dispersionType"),
            unit=node.text("unitOfMeasure"),
            groups=groups,
            denominators=_denominators(node) or denominators,
            classes=_classes(node),
        )
        for node in module.nodes("measures")
    )


def outcomes(module: Node) -> tuple[Outcome, ...]:
    """Every outcome measure as reported, also those without values."""
    return tuple(_outcome(node) for node in module.nodes("outcomeMeasures"))


def _outcome(node: Node) -> Outcome:
    return Outcome(
        type=node.text("type"),
        title=node.text("title"),
        description=node.text("description"),
        population=node.text("populationDescription"),
        status=node.text("reportingStatus"),
        time_frame=node.text("timeFrame"),
        parameter=node.text("paramType"),
        dispersion=node.text("dispersionType"),
        unit=node.text("unitOfMeasure"),
        units_analysed=node.text("typeUnitsAnalyzed"),
        groups=_groups(node),
        denominators=_denominators(node),
        classes=_classes(node),
        analyses=tuple(_analysis(analysis) for analysis in node.nodes("analyses")),
    )


def _analysis(node: Node) -> Analysis:
    comments = [node.text(name) for name in ("estimateComment", "ciLowerLimitComment", "ciUpperLimitComment")]
    return Analysis(
        group_ids=node.texts("groupIds"),
        description=node.text("groupDescription") or node.text("otherAnalysisDescription"),
        method=node.text("statisticalMethod"),
        p_value=PValue.of(node.text("pValue")),
        p_comment=node.text("pValueComment"),
        parameter=node.text("paramType"),
        value=node.amount("paramValue"),
        level=node.amount("ciPctValue"),
        sides=node.text("ciNumSides"),
        lower=node.amount("ciLowerLimit"),
        upper=node.amount("ciUpperLimit"),
        dispersion=node.text("dispersionType"),
        dispersion_value=node.amount("dispersionValue"),
        comment=" ".join(comment for comment in [*comments, node.text("statisticalComment")] if comment),
        hypothesis=node.text("nonInferiorityType"),
        hypothesis_comment=node.text("nonInferiorityComment"),
    )


def safety(module: Node) -> Safety:
    """Serious rows first, then the others, each in the record's order."""
    rows = [_safety_row(node, True) for node in module.nodes("seriousEvents")]
    rows += [_safety_row(node, False) for node in module.nodes("otherEvents")]
    return Safety(
        time_frame=module.text("timeFrame"),
        description=module.text("description"),
        threshold=module.amount("frequencyThreshold"),
        groups=tuple(_safety_group(node) for node in module.nodes("eventGroups")),
        rows=tuple(rows),
    )


def _safety_group(node: Node) -> SafetyGroup:
    return SafetyGroup(
        id=node.text("id"),
        title=node.text("title"),
        description=node.text("description"),
        deaths=node.count("deathsNumAffected"),
        deaths_at_risk=node.count("deathsNumAtRisk"),
        serious=node.count("seriousNumAffected"),
        serious_at_risk=node.count("seriousNumAtRisk"),
        other=node.count("otherNumAffected"),
        other_at_risk=node.count("otherNumAtRisk"),
    )


def _safety_row(node: Node, serious: bool) -> SafetyRow:
    return SafetyRow(
        term=node.text("term"),
        serious=serious,
        organ_system=node.text("organSystem"),
        vocabulary=node.text("sourceVocabulary"),
        assessment=node.text("assessmentType"),
        notes=node.text("notes"),
        stats=tuple(
            SafetyStat(
                stat.text("groupId"), stat.count("numAffected"), stat.count("numAtRisk"), stat.count("numEvents")
            )
            for stat in node.nodes("stats")
        ),
    )


def _groups(node: Node) -> tuple[Group, ...]:
    return tuple(Group(g.text("id"), g.text("title"), g.text("description")) for g in node.nodes("groups"))


def _counts(node: Node, name: str, value: str) -> tuple[Count, ...]:
    return tuple(Count(count.text("groupId"), count.amount(value)) for count in node.nodes(name))


def _denominators(node: Node) -> tuple[Denominator, ...]:
    return tuple(Denominator(d.text("units"), _counts(d, "counts", "value")) for d in node.nodes("denoms"))


def _classes(node: Node) -> tuple[Class, ...]:
    return tuple(
        Class(
            title=block.text("title"),
            denominators=_denominators(block),
            categories=tuple(
                Category(row.text("title"), tuple(_measurement(m) for m in row.nodes("measurements")))
                for row in block.nodes("categories")
            ),
        )
        for block in node.nodes("classes")
    )


def _measurement(node: Node) -> Measurement:
    return Measurement(
        group_id=node.text("groupId"),
        value=node.amount("value"),
        spread=node.amount("spread"),
        lower=node.amount("lowerLimit"),
        upper=node.amount("upperLimit"),
        comment=node.text("comment"),
    )
