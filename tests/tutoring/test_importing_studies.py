"""A tutor brings in a study; a newer record keeps what talk hangs on."""

import pytest

from core.acts import facts
from core.acts.refusals import Refused
from tests.make import studies as make
from tutoring import actions, rules
from tutoring.facts import FragmentChanged, StudyImported
from tutoring.models import Fragment, Pico, Study, StudyVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """The facts that were stated, in order."""
    seen = []
    monkeypatch.setattr("core.acts.actions.react", seen.append)
    return seen


def outcomes_of(record):
    return record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]


def test_a_study_comes_in_whole(tomas, told):
    content = make.shipped()
    done = actions.import_record(content=content, by=tomas, file_name="NCT05437510.json")
    study = Study.objects.get()
    assert (done.is_new_study, done.is_new_version, study.acronym, study.number) == (
        True,
        True,
        "HARMONIE",
        "NCT05437510",
    )
    assert bytes(study.current.raw) == content
    assert (study.current.number, study.current.imported_by, study.current.file_name) == (1, tomas, "NCT05437510.json")
    assert study.current.record_date.isoformat() == "2026-03-08"
    assert {i.kind for i in study.identifiers.all()} == {"nct", "eudract", "utn", "sponsor"}
    assert study.fragments.filter(kind="outcome").count() == 10
    assert study.fragments.filter(kind="analysis").count() == 8
    assert study.fragments.filter(kind="safety").count() == 26
    assert all(f.parent.kind == "outcome" for f in study.fragments.filter(kind="analysis"))
    assert [type(fact) for fact in told] == [StudyImported]


def test_the_same_bytes_again_are_no_new_version(tomas, told):
    first = actions.import_record(content=make.shipped(), by=tomas)
    again = actions.import_record(content=make.shipped(), by=tomas)
    assert not again.is_new_version
    assert (again.study, again.version) == (first.study, first.version)
    assert StudyVersion.objects.count() == 1
    assert len(told) == 1


def test_a_newer_record_keeps_the_keys_of_what_talk_hangs_on(tomas, told):
    study = make.study()
    before = dict(study.fragments.values_list("path", "pk"))
    told.clear()

    def renumber(record):
        """Everything the same, but outcomes in another order and groups under other ids."""
        outcomes = outcomes_of(record)
        outcomes.reverse()
        for outcome in outcomes:
            for group in outcome["groups"]:
                group["id"] = group["id"].replace("OG", "XX")
            for denominator in outcome["denoms"]:
                for count in denominator["counts"]:
                    count["groupId"] = count["groupId"].replace("OG", "XX")
            for block in outcome["classes"]:
                for denominator in block.get("denoms", []):
                    for count in denominator["counts"]:
                        count["groupId"] = count["groupId"].replace("OG", "XX")
                for category in block["categories"]:
                    for measurement in category["measurements"]:
                        measurement["groupId"] = measurement["groupId"].replace("OG", "XX")
            for analysis in outcome.get("analyses", []):
                analysis["groupIds"] = [i.replace("OG", "XX") for i in analysis["groupIds"]]

    done = actions.import_record(content=make.changed(make.HARMONIE, renumber), by=tomas)
    assert done.version.number == 2
    assert dict(study.fragments.values_list("path", "pk")) == before
    changed = {Fragment.objects.get(pk=fact.fragment_id).kind for fact in told if isinstance(fact, FragmentChanged)}
    assert changed == {"study"}  # its record date


def test_a_changed_a_reworded_and_a_removed_outcome_are_told(tomas, told):
    study = make.study()
    outcomes = list(study.fragments.filter(kind="outcome").order_by("position"))
    told.clear()

    def change(record):
        found = outcomes_of(record)
        found[0]["classes"][0]["categories"][0]["measurements"][0]["value"] = "12"
        found[1]["title"] += " (corrected)"
        del found[7]
        del record["protocolSection"]["outcomesModule"]["secondaryOutcomes"][6]

    done = actions.import_record(content=make.changed(make.HARMONIE, change), by=tomas)
    by_key = {f.pk: f for f in study.fragments.all()}
    changes = {fact.fragment_id: fact.change for fact in told if isinstance(fact, FragmentChanged)}
    assert changes[outcomes[0].pk] == "changed"
    assert changes[outcomes[1].pk] == "changed"
    assert by_key[outcomes[1].pk].title.endswith("(corrected)")
    assert changes[outcomes[7].pk] == "removed"
    assert by_key[outcomes[7].pk].removed_in == done.version
    assert by_key[outcomes[7].pk].data["reported"]["title"] == outcomes[7].title
    assert outcomes[2].pk not in changes


def test_another_week_is_another_outcome(tomas):
    study = make.study(make.AXSPAND)
    week_12 = study.fragments.get(kind="outcome", title="Change in disease activity to week 12 (BASDAI)")

    def change(record):
        for outcome in outcomes_of(record):
            outcome["title"] = outcome["title"].replace("to week 12 (BASDAI)", "to week 24 (BASDAI)")
        for plan in record["protocolSection"]["outcomesModule"]["secondaryOutcomes"]:
            plan["measure"] = plan["measure"].replace("to week 12 (BASDAI)", "to week 24 (BASDAI)")

    actions.import_record(content=make.changed(make.AXSPAND, change), by=tomas)
    week_12.refresh_from_db()
    assert week_12.removed_in is not None
    assert study.fragments.filter(title="Change in disease activity to week 24 (BASDAI)", removed_in=None).exists()


def test_what_was_planned_is_the_same_fragment_once_it_is_reported(tomas):
    def without_results(record):
        record.pop("resultsSection")
        record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2024-01-01"

    planned = actions.import_record(content=make.changed(make.HARMONIE, without_results), by=tomas).study
    primary = planned.fragments.get(kind="outcome", number=1, data__type="PRIMARY")
    assert "reported" not in primary.data
    actions.import_record(content=make.shipped(), by=tomas)
    primary.refresh_from_db()
    assert primary.data["reported"]["groups"][0]["title"] == "Nirsevimab"
    assert primary.label == "Primary outcome 1"


def test_a_removed_fragment_that_comes_back_is_the_same_one(tomas, told):
    study = make.study()
    gone = study.fragments.get(kind="outcome", title="Immediate adverse events")

    def remove(record):
        record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"].pop(7)
        record["protocolSection"]["outcomesModule"]["secondaryOutcomes"].pop(6)

    def bring_back(record):
        record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2026-05-01"

    actions.import_record(content=make.changed(make.HARMONIE, remove), by=tomas)
    actions.import_record(content=make.changed(make.HARMONIE, bring_back), by=tomas)
    gone.refresh_from_db()
    assert gone.removed_in is None
    assert ("returned", gone.pk) in {(f.change, f.fragment_id) for f in told if isinstance(f, FragmentChanged)}


def test_an_older_record_is_refused_unless_asked_for(tomas):
    study = make.study()

    def older(record):
        record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2023-01-01"

    content = make.changed(make.HARMONIE, older)
    with pytest.raises(Refused) as refusal:
        actions.import_record(content=content, by=tomas)
    assert (refusal.value.code, refusal.value.status) == ("tutoring.older_record", 409)
    assert study.versions.count() == 1
    done = actions.import_record(content=content, by=tomas, accept_older=True)
    assert done.version.number == 2


def test_a_refused_file_leaves_nothing_behind(tomas):
    with pytest.raises(Refused):
        actions.import_record(content=make.shipped()[:9000], by=tomas)
    assert not Study.objects.exists()


@pytest.mark.parametrize(
    ("name", "may_import", "may_edit"),
    [("lena", 0, 0), ("tomas", 1, 1), ("amara", 0, 0), ("marc", 0, 0), ("eve", 0, 0), ("admin", 1, 0)],
)
def test_who_may_import_and_who_may_edit_the_summary(request, name, may_import, may_edit):
    person = request.getfixturevalue(name)
    study = make.study()
    assert (rules.can_import(person), rules.can_edit_pico(person)) == (bool(may_import), bool(may_edit))
    if not may_import:
        with pytest.raises(Refused):
            actions.import_record(content=make.shipped(make.PRIDE), by=person)
    if not may_edit:
        with pytest.raises(Refused):
            actions.edit_pico(study=study, tutor=person, patients="x", intervention="", comparator="", outcome="")


def test_everybody_inside_sees_studies_and_nobody_from_outside(cast):
    make.study()
    for person in cast:
        assert Study.objects.visible_to(person).count() == 1
        assert Fragment.objects.visible_to(person).exists()
    cast[0].is_external = True
    assert not Study.objects.visible_to(cast[0]).exists()
    assert not Fragment.objects.visible_to(cast[0]).exists()


def test_the_summary_is_drafted_from_the_record_and_then_the_tutors(tomas):
    study = make.study()
    pico = study.pico
    assert pico.patients == "Respiratory syncytial virus infection; up to 12 months"
    assert (pico.intervention, pico.comparator) == ("Nirsevimab", "No intervention")
    assert pico.outcome == "Hospitalisation for RSV lower respiratory tract infection, RSV season"
    actions.edit_pico(
        study=study,
        tutor=tomas,
        patients="Infants",
        intervention="Nirsevimab",
        comparator="Nothing",
        outcome="Hospital",
    )
    actions.import_record(content=make.changed(make.HARMONIE, lambda record: None), by=tomas)
    pico = Pico.objects.get(study=study)
    assert (pico.patients, pico.edited_by) == ("Infants", tomas)


@pytest.mark.parametrize(
    ("number", "intervention", "comparator"),
    [
        (make.DUPILUMAB, "Dupilumab", "Placebo qw"),
        (make.AXSPAND, "Certolizumab pegol", "Placebo"),
        (make.PRIDE, "PRIDE step 1, problem solving", "Control"),
    ],
)
def test_the_draft_finds_the_comparator_whatever_its_type(number, intervention, comparator):
    pico = make.study(number).pico
    assert (pico.intervention, pico.comparator) == (intervention, comparator)


def test_two_rows_of_one_term_stay_two_rows():
    def double(record):
        events = record["resultsSection"]["adverseEventsModule"]["seriousEvents"]
        events.append(dict(events[0]))

    study = actions.import_record(content=make.changed(make.HARMONIE, double), by=None).study
    assert study.fragments.filter(kind="safety", title="Gastroenteritis").count() == 2


def test_facts_name_existing_rows(tomas):
    """Reactions find what a fact names: the rows are written before it is told."""
    seen = []
    facts.when(
        FragmentChanged, lambda **fields: seen.append(Fragment.objects.filter(pk=fields["fragment_id"]).exists())
    )
    try:
        make.study()
        actions.import_record(content=make.changed(make.HARMONIE, lambda record: None), by=tomas)
    finally:
        facts._when[FragmentChanged].pop()
    assert seen
    assert all(seen)
