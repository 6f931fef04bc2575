"""A tutor chooses a file, sees what it is, and imports it; whatever it is, they get a sentence."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.audit.models import AuditEntry
from tests.make import studies as make
from tutoring.models import Study

pytestmark = pytest.mark.django_db
IMPORT, LOOK = "/studies/import/", "/studies/import/look/"


def upload(content, name="record.json"):
    return SimpleUploadedFile(name, content, content_type="application/json")


@pytest.fixture
def browser(signed_in, tomas):
    return signed_in(tomas)


def test_a_look_writes_nothing(browser):
    response = browser.post(LOOK, {"file": upload(make.shipped(), "holiday.jpg")})
    said = response.content.decode()
    assert response.status_code == 200
    assert "NCT05437510" in said
    assert "A study that is not here yet" in said
    assert "10 outcomes with results" in said
    assert not Study.objects.exists()


def test_the_body_counts_and_not_the_name(browser):
    response = browser.post(IMPORT, {"file": upload(make.shipped(make.AXSPAND), "NCT05437510.pdf")})
    study = Study.objects.get()
    assert response.status_code == 302
    assert response.url == study.get_absolute_url()
    assert study.number == "NCT02552212"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (make.shipped()[:4000], "cut off before its end"),
        (b"<clinical_study></clinical_study>", "older XML format"),
        (b'{"ctNumber": "2023-508143-51-01"}', "CTIS"),
        (b"hello", "not JSON"),
    ],
)
def test_a_bad_file_is_said_in_the_form_and_leaves_nothing(browser, content, said):
    for address in (IMPORT, LOOK):
        response = browser.post(address, {"file": upload(content)})
        assert response.status_code == 422
        assert said in response.content.decode()
    assert not Study.objects.exists()


def test_no_file_is_said_too(browser):
    response = browser.post(IMPORT, {})
    assert response.status_code == 422
    assert "required" in response.content.decode()


def test_the_sentence_is_french_for_who_reads_french(signed_in, tomas):
    tomas.language = "fr"
    tomas.save()
    response = signed_in(tomas).post(LOOK, {"file": upload(b"")})
    assert "Le fichier est vide." in response.content.decode()


def test_an_older_record_is_asked_about(browser):
    make.study()

    def older(record):
        record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2023-01-01"

    content = make.changed(make.HARMONIE, older)
    look = browser.post(LOOK, {"file": upload(content)})
    assert "Older than our record" in look.content.decode()
    assert "accept_older" in look.content.decode()
    refused = browser.post(IMPORT, {"file": upload(content)})
    assert refused.status_code == 422
    assert "accept_older" in refused.content.decode()
    assert browser.post(IMPORT, {"file": upload(content), "accept_older": "on"}).status_code == 302
    assert Study.objects.get().versions.count() == 2


def test_a_newer_record_says_what_would_change(browser):
    make.study()

    def change(record):
        record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["description"] = "Otherwise."
        record["resultsSection"]["adverseEventsModule"]["seriousEvents"].pop()

    look = browser.post(LOOK, {"file": upload(make.changed(make.HARMONIE, change))})
    assert "Becomes version 2: 2 parts change, 0 come, 1 go." in look.content.decode()
    same = browser.post(LOOK, {"file": upload(make.shipped())})
    assert "exactly this record" in same.content.decode()


def test_thirty_files_a_minute_are_enough(browser):
    answers = [browser.post(LOOK, {"file": upload(b"x")}).status_code for _ in range(31)]
    assert answers[:30] == [422] * 30
    assert answers[30] == 429


def test_the_trail_knows_who_imported_what(browser, tomas):
    browser.post(IMPORT, {"file": upload(make.shipped())})
    entry = AuditEntry.objects.get(what="tutoring.study_imported")
    assert (entry.who, json.loads(entry.new)["version"]) == (tomas, 1)


@pytest.mark.parametrize("name", ["lena", "amara", "marc", "eve"])
@pytest.mark.parametrize("address", [IMPORT, LOOK])
def test_others_may_not(request, signed_in, name, address):
    person = request.getfixturevalue(name)
    assert signed_in(person).post(address, {"file": upload(make.shipped())}).status_code == 403
    assert signed_in(person).get(IMPORT).status_code == 403
    assert not Study.objects.exists()


def test_the_summary_is_edited_by_tutors_only(signed_in, tomas, lena):
    study = make.study()
    address = f"/studies/{study.pk}/pico/"
    answers = {
        "patients": "Infants",
        "intervention": "Nirsevimab",
        "comparator": "Nothing",
        "outcome": "Hospital stays",
    }
    assert signed_in(lena).get(address).status_code == 403
    assert signed_in(lena).post(address, answers).status_code == 403
    assert signed_in(tomas).post(address, {**answers, "patients": "x" * 1001}).status_code == 422
    assert signed_in(tomas).post(address, answers).status_code == 302
    page = signed_in(lena).get(study.get_absolute_url()).content.decode()
    assert "by Tomás Ferreira" in page
    assert "Hospital stays" in page
