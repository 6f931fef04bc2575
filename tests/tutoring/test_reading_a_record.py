"""A registry record is read whole: what the file counts, we count."""

import json

import pytest

from tests.make import studies as make
from tutoring import registries
from tutoring.fragments import pieces_of
from tutoring.registries.plain import from_plain, to_plain
from tutoring.registries.record import Record

SHARED = [pytest.param(path, id=path.name) for path in make.shared_files()] or [
    pytest.param(None, id="shared", marks=pytest.mark.skip(reason="../shared/studies is not here"))
]
SHIPPED = [pytest.param(path, id=path.name) for path in make.shipped_files()]


def lists_in(value, name):
    """Every list under a key, wherever it stands: a walk that knows nothing of our reader."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == name:
                yield item
            yield from lists_in(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from lists_in(item, name)


def count(value, *names):
    return sum(len(found) for name in names for found in lists_in(value, name))


@pytest.mark.parametrize("path", SHIPPED + SHARED)
def test_every_outcome_analysis_measurement_and_safety_row_is_there(path):
    raw = json.loads(path.read_bytes())
    record = registries.read(path.read_bytes())
    results = raw.get("resultsSection", {})
    measures = results.get("outcomeMeasuresModule", {})
    baseline = results.get("baselineCharacteristicsModule", {})
    safety = results.get("adverseEventsModule", {})

    def measured(things):
        return sum(len(row.measurements) for thing in things for block in thing.classes for row in block.categories)

    assert len(record.outcomes) == count(measures, "outcomeMeasures")
    assert sum(len(outcome.analyses) for outcome in record.outcomes) == count(measures, "analyses")
    assert measured(record.outcomes) == count(measures, "measurements")
    assert measured(record.baseline) == count(baseline, "measurements")
    assert len(record.safety.rows) == count(safety, "seriousEvents", "otherEvents")
    assert sum(row.serious for row in record.safety.rows) == count(safety, "seriousEvents")
    assert sum(len(row.stats) for row in record.safety.rows) == count(safety, "stats")
    plan = raw["protocolSection"].get("outcomesModule", {})
    assert len(record.planned) == count(plan, "primaryOutcomes", "secondaryOutcomes", "otherOutcomes")
    assert len(record.references) == count(raw["protocolSection"], "references")
    assert len(record.arms) == count(raw["protocolSection"], "armGroups")


@pytest.mark.parametrize("path", SHIPPED + SHARED)
def test_every_part_becomes_one_fragment_with_a_path_of_its_own(path):
    record = registries.read(path.read_bytes())
    pieces = pieces_of(record)
    kinds = [piece.kind for piece in pieces]
    assert len({piece.path for piece in pieces}) == len(pieces)
    assert kinds.count("safety") == len(record.safety.rows)
    assert kinds.count("analysis") == sum(len(outcome.analyses) for outcome in record.outcomes)
    assert sum("reported" in piece.data for piece in pieces if piece.kind == "outcome") == len(record.outcomes)
    assert sum("planned" in piece.data for piece in pieces if piece.kind == "outcome") == len(record.planned)
    assert all(len(piece.path) <= 200 for piece in pieces)


@pytest.mark.parametrize("path", SHIPPED + SHARED)
def test_a_record_survives_the_way_into_json_and_back(path):
    record = registries.read(path.read_bytes())
    assert from_plain(Record, json.loads(json.dumps(to_plain(record)))) == record


def test_numbers_stay_as_written_with_their_meaning_beside():
    record = registries.read(make.shipped(make.AXSPAND))
    analysis = record.outcomes[0].analyses[0]
    assert (analysis.p_value.text, analysis.p_value.modifier, analysis.p_value.number) == ("<0.001", "<", 0.001)
    assert (analysis.value.text, analysis.value.number) == ("15.231", 15.231)
    assert (analysis.level.text, analysis.sides) == ("95", "TWO_SIDED")
    uveitis = record.outcomes[-1].analyses[0]
    assert (uveitis.p_value.modifier, uveitis.p_value.number) == ("=", 0.247)


def test_a_month_is_not_made_a_day():
    record = registries.read(make.shipped(make.AXSPAND))
    assert (record.start.text, record.start.precision, record.start.first) == ("2015-09", "month", "2015-09-01")
    assert record.record_date.precision == "day"


def test_markdown_escapes_are_undone():
    record = make.body(make.DUPILUMAB)
    outcome = record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    outcome["title"] = r"Tetanus \[Tdap\], max \& average, \>4-fold"
    read = registries.read(make.as_bytes(record))
    assert read.outcomes[0].title == "Tetanus [Tdap], max & average, >4-fold"


def test_identifiers_are_told_apart_by_their_look():
    record = make.body(make.PRIDE)
    record["protocolSection"]["identificationModule"]["secondaryIdInfos"] = [
        {"id": "2022-000099-20", "type": "OTHER"},
        {"id": "2023-508143-51-01", "type": "CTIS"},
        {"id": "ISRCTN12345678", "type": "REGISTRY"},
        {"id": "U1111-1272-2514", "type": "OTHER"},
        {"id": "R01 MH1", "type": "NIH"},
    ]
    kinds = {i.value: i.kind for i in registries.read(make.as_bytes(record)).identifiers}
    assert kinds["2022-000099-20"] == "eudract"
    assert kinds["2023-508143-51-01"] == "ctis"
    assert kinds["ISRCTN12345678"] == "isrctn"
    assert kinds["U1111-1272-2514"] == "utn"
    assert kinds["R01 MH1"] == "other"
    assert kinds["NCT03630471"] == "nct"


@pytest.mark.parametrize(
    ("phases", "expected"), [(None, ()), (["NA"], ()), (["PHASE1", "PHASE2"], ("PHASE1", "PHASE2"))]
)
def test_phases_may_be_missing_or_two(phases, expected):
    record = make.body(make.PRIDE)
    record["protocolSection"]["designModule"]["phases"] = phases
    assert registries.read(make.as_bytes(record)).design.phases == expected


def test_criteria_know_their_side_and_their_depth():
    lines = registries.read(make.shipped(make.AXSPAND)).eligibility.lines
    by_text = {line.text: line for line in lines}
    assert by_text["18 years or older"].side == "inclusion"
    assert by_text["BASDAI of 4 or more"].depth == 1
    assert by_text["Recent live vaccine"].side == "exclusion"


def test_a_reference_without_pmid_still_gives_its_doi():
    references = registries.read(make.shipped(make.AXSPAND)).references
    assert references[0].pmid == "30848558"
    assert references[0].doi == "10.1002/art.40866"
