"""A tutor imports a record in the browser; a learner reads it and asks about one of its results."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.judges import axe
from tests.make import studies as make
from tutoring import actions
from tutoring.models import Study

pytestmark = pytest.mark.browser


def unseen_record(number="NCT90000001"):
    """A shipped record under a number of this story's own."""
    record = make.body()
    record["protocolSection"]["identificationModule"]["nctId"] = number
    return make.as_bytes(record)


def choose(page, content, name="record.json"):
    page.get_by_label("Record").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def test_the_file_is_looked_at_before_anything_is_written(person_page, tomas):
    page = person_page(tomas, tolerating=["422"])
    page.goto("/studies/import/")
    choose(page, make.shipped()[:5000])
    expect(page.get_by_test_id("import-refused")).to_contain_text("cut off before its end")
    choose(page, unseen_record(), name="holiday.jpg")
    expect(page.get_by_test_id("import-preview")).to_contain_text("NCT90000001")
    expect(page.get_by_test_id("import-preview")).to_contain_text("10 outcomes with results")
    assert axe(page) == []
    assert not Study.objects.filter(number="NCT90000001").exists()
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("HARMONIE")
    assert Study.objects.filter(number="NCT90000001").exists()


def test_a_plot_has_its_table_and_narrows_on_a_phone(person_page, lena):
    study = make.study()
    page = person_page(lena)
    page.goto(study.get_absolute_url())
    forest = page.get_by_test_id("forest").first
    expect(forest.locator(".plot-wide")).to_be_visible()
    expect(forest.get_by_role("table")).to_be_hidden()
    forest.get_by_text("Table").first.click()
    expect(forest.get_by_role("table")).to_contain_text("84.04")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(forest.locator(".plot-narrow")).to_be_visible()
    expect(forest.locator(".plot-wide")).to_be_hidden()
    assert axe(page) == []


def test_a_learner_asks_about_an_outcome_and_finds_the_way_back(person_page, lena, tomas):
    study = make.study()
    group = actions.open_group(tutor=tomas, name="RSV readers", members=[lena], studies=[study])
    page = person_page(lena)
    page.goto(study.get_absolute_url())
    outcome = page.get_by_test_id("outcome").first
    outcome.get_by_test_id("discuss").first.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("Hospitalisation for RSV")
    page.get_by_label("Title").fill("Why 84.0 and not 82.9?")
    page.locator("textarea[name=source]").fill("Is it the follow-up time?")
    page.locator("main form").get_by_role("button", name="Open the talk").or_(
        page.locator("main form").locator("button.is-primary")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why 84.0 and not 82.9?")
    assert group.space.threads.count() == 1
    expect(page.get_by_test_id("study-subject")).to_contain_text("84.0")
    page.get_by_test_id("study-subject").get_by_role("link").first.click()
    expect(page.get_by_test_id("outcome").first.get_by_test_id("discuss").first).to_contain_text("1")


def test_the_safety_table_is_searched_and_sorted_by_plain_links(person_page, lena):
    study = make.study()
    page = person_page(lena)
    page.goto(f"{study.get_absolute_url()}?tab=safety")
    page.get_by_label("Event or organ system").fill("seizure")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_test_id("safety-table").locator("tbody tr")).to_have_count(1)
    page.goto(f"{study.get_absolute_url()}?tab=safety")
    page.get_by_role("link", name="Nirsevimab").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Nirsevimab")
    expect(page.get_by_test_id("safety-table").locator("tbody tr").first).to_contain_text("Nasopharyngitis")


def test_a_newer_record_says_what_changes_before_it_is_imported(person_page, tomas):
    actions.import_record(content=unseen_record("NCT90000002"), by=None)
    record = json.loads(unseen_record("NCT90000002"))
    record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2026-06-01"
    record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["description"] = "Said anew."
    page = person_page(tomas)
    page.goto("/studies/import/")
    choose(page, make.as_bytes(record))
    expect(page.get_by_test_id("import-preview")).to_contain_text("Becomes version 2: 2 parts change")
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".page-head")).to_contain_text("version 2")
