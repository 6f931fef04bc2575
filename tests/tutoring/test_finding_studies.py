"""Studies and their parts are found by search and by API, groups only by their members."""

import pytest

from core.search import queries as search
from tests.make import studies as make
from tests.make.talk import a_space, a_thread
from tutoring import actions

pytestmark = pytest.mark.django_db


def found(person, words):
    return [str(hit.ref) for hit in search.find(person, words).hits]


@pytest.fixture
def harmonie(tomas):
    return make.study(by=tomas)


def test_a_study_and_its_fragments_are_found_by_their_words(lena, harmonie):
    assert f"study:{harmonie.pk}" in found(lena, "nirsevimab")
    seizure = harmonie.fragments.get(kind="safety", title="Seizure")
    assert f"study_fragment:{seizure.pk}" in found(lena, "seizure")
    criterion = harmonie.fragments.get(kind="criterion", title__contains="palivizumab")
    assert f"study_fragment:{criterion.pk}" in found(lena, "palivizumab")


def test_what_a_newer_record_dropped_is_not_found(lena, tomas, harmonie):
    def remove(record):
        events = record["resultsSection"]["adverseEventsModule"]["seriousEvents"]
        events[:] = [event for event in events if event["term"] != "Seizure"]

    actions.import_record(content=make.changed(make.HARMONIE, remove), by=tomas)
    assert found(lena, "seizure") == []


def test_guests_find_nothing_and_only_members_find_a_group(lena, eve, tomas, harmonie):
    group = actions.open_group(tutor=tomas, name="Bronchiolitis winter", members=[lena])
    assert f"study_group:{group.pk}" in found(lena, "bronchiolitis")
    assert found(eve, "bronchiolitis") == []
    eve.is_external = True
    eve.save()
    assert found(eve, "nirsevimab") == []


def test_the_api_lists_and_gives_studies(signed_in, lena, harmonie):
    make.study(make.PRIDE)
    browser = signed_in(lena)
    listed = browser.get("/api/v1/studies", {"q": "nirsevimab"}).json()
    assert [study["number"] for study in listed["items"]] == ["NCT05437510"]
    one = browser.get(f"/api/v1/studies/{harmonie.pk}").json()
    assert one["pico"]["comparator"] == "No intervention"
    assert {"kind": "eudract", "value": "2022-000099-20", "issuer": ""} in one["identifiers"]
    assert one["record"]["design"]["enrolment"] == 8057


def test_the_api_gives_every_fragment_once(signed_in, lena, harmonie):
    browser, seen, address = signed_in(lena), [], f"/api/v1/studies/{harmonie.pk}/fragments"
    query = ""
    while query is not None:
        page = browser.get(address + query).json()
        seen += [item["id"] for item in page["items"]]
        query = page["next"]
    assert sorted(seen) == sorted(harmonie.fragments.values_list("pk", flat=True))
    outcomes = browser.get(address, {"kind": "outcome"}).json()["items"]
    assert len(outcomes) == 10
    assert outcomes[0]["about"] == f"study_fragment:{outcomes[0]['id']}"


@pytest.mark.parametrize("words", ["NCT05437510", "EudraCT 2022-000099-20", "nct05437510"])
def test_a_number_in_a_post_leads_to_its_study(lena, tomas, harmonie, words):
    thread = a_thread(a_space(lena, by=tomas), tomas, source=f"Compare {words} with NCT99999999, please.")
    html = thread.posts.get().html
    assert f'href="{harmonie.get_absolute_url()}"' in html
    assert html.count("<a ") == 1 or "NCT99999999</a>" in html
