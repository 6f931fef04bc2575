"""Somebody looks for words and finds what holds them, however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.search import actions, asking
from core.search.queries import find
from core.search.tokens import words_of
from tests.make.search import many_notes, note

pytestmark = pytest.mark.django_db


def titles(person, words, **more):
    """What is found, by title."""
    return [hit.plain_title for hit in find(person, words, **more).hits]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The hazard ratios of both trials", "hazard ratio"),
        ("en", "The hazard ratios of both trials", "trial HAZARD"),
        ("en", "Randomised patients", "randomise"),
        ("fr", "Les études cliniques randomisées", "étude clinique"),
        ("fr", "Les études cliniques randomisées", "etudes"),
        ("fr", "L’événement indésirable est rapporté", "événements indésirables"),
        ("fr", "Les signaux cardiaques", "signal cardiaque"),
        ("fr", "Une dose préparée d’avance", "preparee"),
        ("fr", "Le cœur et l’œdème", "coeur oedeme"),
        ("fr", "Qu’est-ce que l’étude ?", "l'etude"),
        ("en", "A naïve Bayes café", "naive cafe"),
        ("en", "NCT02210780, arm B", "nct02210780"),
        ("en", "EU CT 2022-501234-12-00", "2022-501234-12-00"),
        ("en", "The ratio was 0.78 (95 % CI)", "0,78"),
        ("en", "COVID-19 in the elderly", "covid 19"),
        ("en", "COVID-19 in the elderly", "covid-19"),
        ("de", "Die Studie über Wirkstoffe", "uber"),
        ("", "Ελληνικά κείμενα", "ελληνικα"),
        ("en", "Hepatotoxicity", "hepatotox"),
        ("fr", "Hépatotoxicité", "hepatoto"),
        ("en", "The trial of aspirin", "a trial of the aspirin"),
        ("en", "to be or not to be", "to be"),
    ],
)
def test_accents_endings_and_capitals_do_not_matter(tomas, company, language, text, words):
    note(company.cardiology, "Other words", "entirely")
    note(company.cardiology, "It", text, language=language)
    assert titles(tomas, words) == ["It"]


@pytest.mark.parametrize(
    "words",
    ["", "   ", "hazard zebra", "zard", '"ratio hazard"', "-", '"', "*", "'", "%", "(", "\\", "AND", "hazard*ratio:x"],
)
def test_what_is_not_there_is_not_found(tomas, company, words):
    note(company.cardiology, "It", "The hazard ratio")
    assert titles(tomas, words) == []


def test_quoted_words_stand_beside_each_other(tomas, company):
    note(company.cardiology, "Beside", "The hazard ratio was low")
    note(company.cardiology, "Apart", "The ratio of this hazard")
    assert titles(tomas, '"hazard ratios"') == ["Beside"]
    assert titles(tomas, "« hazard ratio »") == ["Beside"]
    assert set(titles(tomas, "hazard ratio")) == {"Beside", "Apart"}
    assert titles(tomas, '"hazard ratio') == ["Beside"]


def test_only_the_last_word_may_be_a_beginning(tomas, company):
    note(company.cardiology, "It", "cardiology hazard")
    assert titles(tomas, "hazard cardio") == ["It"]
    assert titles(tomas, "cardio hazard") == []
    assert titles(tomas, "hazard cardio ") == []


def test_a_title_weighs_more_than_a_text_and_newer_more_than_older(tomas, company):
    for n in range(5):
        note(company.cardiology, f"Filler {n}", "entirely other words")
    note(company.cardiology, "In its text", "aspirin " * 9, days=2)
    note(company.cardiology, "Old aspirin", "entirely", days=-900)
    note(company.cardiology, "New aspirin", "entirely", days=0)
    assert titles(tomas, "aspirin") == ["New aspirin", "Old aspirin", "In its text"]


def test_tags_are_found_too(tomas, company):
    note(company.cardiology, "Tagged", tags=["lipids", "statins"])
    assert titles(tomas, "statin") == ["Tagged"]


def test_what_was_changed_is_found_as_it_is_now(tomas, company):
    ref = note(company.cardiology, "Before", "ibuprofen")
    actions.index(
        ref=ref, title="After", text="naproxen", language="en", audience={f"unit:{company.cardiology.pk}"}, at=None
    )
    assert titles(tomas, "ibuprofen") == titles(tomas, "before") == []
    assert titles(tomas, "naproxen") == ["After"]


def test_what_was_deleted_is_forgotten(tomas, company):
    kept, gone = note(company.cardiology, "Kept", "aspirin"), note(company.cardiology, "Gone", "aspirin")
    actions.forget(gone)
    assert titles(tomas, "aspirin") == ["Kept"]
    actions.forget_many("leaflet", [kept.pk])
    assert titles(tomas, "aspirin") == []


def test_an_old_title_is_found_among_very_many_newer_texts(tomas, company):
    old = note(company.cardiology, "The hazard itself", days=-900)
    actions.index_many(many_notes(company.cardiology, 1100))
    first = find(tomas, "hazard").hits[0]
    assert first.ref == old


def test_a_rare_kind_is_found_whole_among_very_many_others(tomas, company):
    for _each in range(3):
        note(company.cardiology, "Memo", "hazard", kind="memo", days=-900)
    actions.index_many(many_notes(company.cardiology, 1100))
    assert len(find(tomas, "hazard", ["memo"]).hits) == 3


def test_kinds_are_counted_and_chosen(tomas, company):
    note(company.cardiology, "One", "aspirin")
    note(company.cardiology, "Two", "aspirin", kind="memo")
    note(company.cardiology, "Three", "aspirin", kind="memo")
    found = find(tomas, "aspirin", ["leaflet"])
    assert [hit.plain_title for hit in found.hits] == ["One"]
    assert (found.counts, found.total) == ({"leaflet": 1, "memo": 2}, 3)


def test_hits_come_page_by_page_without_gap_or_double(tomas, company):
    actions.index_many(many_notes(company.cardiology, 45))
    seen, after = [], None
    for size in (20, 20, 5):
        found = find(tomas, "hazard", after=after)
        assert len(found.hits) == size
        seen += [hit.ref for hit in found.hits]
        after = found.next
    assert after is None
    assert len(set(seen)) == 45


def test_the_words_around_a_hit_are_shown_and_marked(tomas, company):
    long = "Introduction of the protocol. " * 40 + "Then the hazard ratios fell <b>sharply</b>. " + "More words. " * 60
    note(company.cardiology, "Hazards", long)
    hit = find(tomas, "hazard").hits[0]
    assert [(part.text, part.hit) for part in hit.title] == [("Hazards", True)]
    assert "hazard" in [part.text for part in hit.words if part.hit]
    assert hit.plain_words.startswith("… ")
    assert hit.plain_words.endswith(" …")
    assert "<b>sharply</b>" in hit.plain_words
    assert 150 < len(hit.plain_words) < 300


def test_a_thing_without_a_text_has_no_excerpt(tomas, company):
    note(company.cardiology, "Aspirin")
    assert find(tomas, "aspirin").hits[0].words == []


def test_a_huge_text_is_found_by_its_first_hundred_thousand_signs(tomas, company):
    note(company.cardiology, "Huge " * 99, "\0aspirin " + "x" * 5000 + " word" * 40_000)
    assert len(titles(tomas, "aspirin")) == 1


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_anything_may_be_typed(typed):
    asked = asking.read(typed)
    assert all(form.isalnum() for term in asked.terms for forms in term.words for form in forms)
    assert all(token.isalnum() for token in words_of(typed, "fr").split())


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        "a\"b'c",
        "a:b",
        "{x}",
        "NEAR(a b)",
        "a & b | !c",
        "a <-> b",
        "\0",
        "😀 aspirin",
        "a" * 5000,
        "q " * 900,
    ],
)
def test_nothing_typed_breaks_the_search(tomas, company, typed):
    note(company.cardiology, "It", "aspirin")
    find(tomas, typed)
