"""Reads ClinicalTrials.gov records in JSON, API version 2."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tutoring.registries import ctgov_results as results
from tutoring.registries import refuse
from tutoring.registries.eligibility import lines_of
from tutoring.registries.identifiers import doi_in, identify
from tutoring.registries.node import Node
from tutoring.registries.numbers import PartialDate
from tutoring.registries.opening import Opened
from tutoring.registries.record import (
    Arm,
    Design,
    Eligibility,
    Identifier,
    Intervention,
    Link,
    Note,
    Organisation,
    PlannedOutcome,
    Record,
    Reference,
    Site,
)

NAME: str = "ctgov"
_NUMBER = re.compile(r"NCT[0-9]{8}")


def recognises(file: Opened) -> bool:
    """Whether the body is a record of this registry, whatever the file is called."""
    return isinstance(file.json, dict) and "protocolSection" in file.json


def read(file: Opened) -> Record:
    """The record; raises Refused where an essential part is missing or a part has the wrong shape."""
    top = Node(file.json)
    protocol, outcome = top.node("protocolSection"), top.node("resultsSection")
    identification, status = protocol.node("identificationModule"), protocol.node("statusModule")
    number = _number(identification)
    derived = top.node("derivedSection")
    return Record(
        registry=NAME,
        number=number,
        title=_title(identification),
        record_date=_record_date(status),
        source_url=f"https://clinicaltrials.gov/study/{number}",
        official_title=identification.text("officialTitle"),
        acronym=identification.text("acronym"),
        status=status.text("overallStatus"),
        summary=protocol.node("descriptionModule").text("briefSummary"),
        description=protocol.node("descriptionModule").text("detailedDescription"),
        identifiers=tuple(dict.fromkeys(_identifiers(identification, number))),
        **_people(protocol),
        design=_design(protocol.node("designModule")),
        **_days(status),
        conditions=protocol.node("conditionsModule").texts("conditions"),
        keywords=protocol.node("conditionsModule").texts("keywords"),
        mesh_conditions=_mesh(derived.node("conditionBrowseModule")),
        mesh_interventions=_mesh(derived.node("interventionBrowseModule")),
        arms=_arms(protocol),
        interventions=_interventions(protocol),
        eligibility=_eligibility(protocol.node("eligibilityModule")),
        **_places(protocol),
        planned=tuple(_planned(protocol.node("outcomesModule"))),
        has_results=bool(outcome),
        limitations=outcome.node("moreInfoModule", "limitationsAndCaveats").text("description"),
        flow=results.flow(outcome.node("participantFlowModule")),
        baseline=results.baseline(outcome.node("baselineCharacteristicsModule")),
        outcomes=results.outcomes(outcome.node("outcomeMeasuresModule")),
        safety=results.safety(outcome.node("adverseEventsModule")),
        references=tuple(_reference(node) for node in protocol.node("referencesModule").nodes("references")),
        links=tuple(_links(protocol.node("referencesModule"))),
        documents=tuple(_documents(top, number)),
        note=_note(top.node("compagnonNote")),
    )


def _number(identification: Node) -> str:
    number = identification.text("nctId").upper()
    if not number:
        raise refuse.missing(_("NCT number"))
    if not _NUMBER.fullmatch(number):
        raise identification.damaged("nctId", _("“NCT” and eight digits"))
    return number


def _title(identification: Node) -> str:
    title = identification.text("briefTitle") or identification.text("officialTitle")
    if not title:
        raise refuse.missing(_("title"))
    return title


def _record_date(status: Node) -> PartialDate:
    """When the registry last posted an update; older records give only when it was submitted or verified."""
    last = [status.date_struct("lastUpdatePostDateStruct")]
    last += [status.date(name) for name in ("lastUpdateSubmitDate", "statusVerifiedDate")]
    for date in last:
        if date:
            return date
    raise refuse.missing(_("date of its last update"))


def _days(status: Node) -> dict[str, Any]:
    return {
        "start": status.date_struct("startDateStruct"),
        "primary_completion": status.date_struct("primaryCompletionDateStruct"),
        "completion": status.date_struct("completionDateStruct"),
        "first_posted": status.date_struct("studyFirstPostDateStruct"),
        "results_posted": status.date_struct("resultsFirstPostDateStruct"),
    }


def _identifiers(identification: Node, number: str) -> Iterator[Identifier]:
    yield Identifier("nct", number)
    for node in identification.nodes("secondaryIdInfos"):
        if node.text("id"):
            yield identify(node.text("id"), node.text("type"), node.text("domain"))
    own = identification.node("orgStudyIdInfo").text("id")
    if own and own != number:
        yield Identifier("sponsor", own, identification.node("organization").text("fullName"))
    for alias in identification.texts("nctIdAliases"):
        yield identify(alias)


def _people(protocol: Node) -> dict[str, Any]:
    module = protocol.node("sponsorCollaboratorsModule")
    return {
        "sponsor": _organisation(module.node("leadSponsor")),
        "collaborators": tuple(_organisation(node) for node in module.nodes("collaborators")),
    }


def _organisation(node: Node) -> Organisation:
    return Organisation(node.text("name"), node.text("class"))


def _design(module: Node) -> Design:
    info, masking = module.node("designInfo"), module.node("designInfo", "maskingInfo")
    enrolment = module.node("enrollmentInfo")
    return Design(
        study_type=module.text("studyType"),
        phases=tuple(phase for phase in module.texts("phases") if phase != "NA"),
        allocation=info.text("allocation"),
        model=info.text("interventionModel") or info.text("observationalModel"),
        model_description=info.text("interventionModelDescription"),
        purpose=info.text("primaryPurpose"),
        masking=masking.text("masking"),
        masked=masking.texts("whoMasked"),
        masking_description=masking.text("maskingDescription"),
        enrolment=enrolment.count("count"),
        enrolment_type=enrolment.text("type"),
    )


def _mesh(module: Node) -> tuple[str, ...]:
    return tuple(node.text("term") for node in module.nodes("meshes") if node.text("term"))


def _arms(protocol: Node) -> tuple[Arm, ...]:
    nodes = protocol.node("armsInterventionsModule").nodes("armGroups")
    return tuple(
        Arm(node.text("label"), node.text("type"), node.text("description"), node.texts("interventionNames"))
        for node in nodes
    )


def _interventions(protocol: Node) -> tuple[Intervention, ...]:
    return tuple(
        Intervention(
            name=node.text("name"),
            type=node.text("type"),
            description=node.text("description"),
            arms=node.texts("armGroupLabels"),
            other_names=node.texts("otherNames"),
        )
        for node in protocol.node("armsInterventionsModule").nodes("interventions")
    )


def _eligibility(module: Node) -> Eligibility:
    text = module.text("eligibilityCriteria")
    return Eligibility(
        text=text,
        lines=lines_of(text),
        sex=module.text("sex"),
        least_age=module.text("minimumAge"),
        most_age=module.text("maximumAge"),
        healthy_volunteers=module.flag("healthyVolunteers"),
    )


def _places(protocol: Node) -> dict[str, Any]:
    sites = tuple(
        Site(node.text("facility"), node.text("city"), node.text("country"), node.text("status"))
        for node in protocol.node("contactsLocationsModule").nodes("locations")
    )
    return {"sites": sites, "countries": tuple(dict.fromkeys(site.country for site in sites if site.country))}


def _planned(module: Node) -> Iterator[PlannedOutcome]:
    lists = {"primaryOutcomes": "PRIMARY", "secondaryOutcomes": "SECONDARY", "otherOutcomes": "OTHER_PRE_SPECIFIED"}
    for name, sort in lists.items():
        for node in module.nodes(name):
            yield PlannedOutcome(sort, node.text("measure"), node.text("description"), node.text("timeFrame"))


def _reference(node: Node) -> Reference:
    citation = node.text("citation")
    return Reference(citation, node.text("type"), node.text("pmid"), doi_in(citation))


def _links(module: Node) -> Iterator[Link]:
    for node in module.nodes("seeAlsoLinks"):
        if node.text("url").startswith(("https://", "http://")):
            yield Link(node.text("label") or node.text("url"), node.text("url"))


def _documents(top: Node, number: str) -> Iterator[Link]:
    for node in top.node("documentSection", "largeDocumentModule").nodes("largeDocs"):
        name = node.text("filename")
        if re.fullmatch(r"[\w.-]{1,80}", name):
            url = f"https://cdn.clinicaltrials.gov/large-docs/{number[-2:]}/{number}/{name}"
            yield Link(node.text("label") or name, url, node.text("date"))


def _note(node: Node) -> Note:
    return Note(node.text("text"), node.text("source"), node.text("recordDate"))
