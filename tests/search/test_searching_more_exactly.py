"""Somebody narrows a search down by operators, by facets, and by what is not wanted."""

from datetime import datetime

import pytest
from django.utils import timezone

from core.search import actions, asking, operators
from core.search.completing import offers
from core.search.queries import Chosen, find
from tests.make.search import many_notes, note

pytestmark = pytest.mark.django_db


def titles(person, words, **chosen):
    """What is found, by title, in the order of the alphabet."""
    return sorted(hit.plain_title for hit in find(person, words, chosen=Chosen(**chosen)).hits)


@pytest.fixture
def shelf_of_notes(rooms, tomas, marc):
    """Four notes about aspirin in cardiology, each different in one thing."""
    place = f"unit:{rooms.cardiology.pk}"
    write = {"place": place, "by": tomas.pk, "tags": ["heart failure"]}
    note(rooms.cardiology, "One", "Aspirin in trials", days=-200, **write)
    note(rooms.cardiology, "Two", "Aspirin and placebo", **(write | {"by": marc.pk}))
    note(rooms.cardiology, "Three", "Aspirin for the heart", **(write | {"tags": ["draft"]}), kind="memo")
    note(rooms.cardiology, "Four", "Aspirin again", days=30, **(write | {"place": "unit:0"}))
    return rooms


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("aspirin", ["Four", "One", "Three", "Two"]),
        ("aspirin in:cardiology", ["One", "Three", "Two"]),
        ("aspirin dans:card", ["One", "Three", "Two"]),
        ('in:"cardiology" aspirin', ["One", "Three", "Two"]),
        ("aspirin -in:cardiology", ["Four"]),
        ("in:cardiology", ["One", "Three", "Two"]),
        ("aspirin from:marc", ["Two"]),
        ("aspirin de:marc", ["Two"]),
        ("from:marc", ["Two"]),
        ("aspirin -from:marc", ["Four", "One", "Three"]),
        ("aspirin tag:heart", ["Four", "One", "Two"]),
        ('aspirin tag:"heart failure"', ["Four", "One", "Two"]),
        ('tag:"failure heart"', []),
        ("tag:draft", ["Three"]),
        ("aspirin -tag:draft", ["Four", "One", "Two"]),
        ("aspirin kind:memo", ["Three"]),
        ("aspirin type:memo", ["Three"]),
        ("aspirin -kind:memo", ["Four", "One", "Two"]),
        ("kind:memo", ["Three"]),
        ("aspirin before:2026", ["One"]),
        ("aspirin avant:01/2026", ["One"]),
        ("aspirin after:2026-01-15", ["Four"]),
        ("aspirin après:15/01/2026", ["Four"]),
        ("aspirin after:2026 before:2026-01-15", ["Three", "Two"]),
        ("aspirin -after:2026", ["One"]),
        ("aspirin -placebo", ["Four", "One", "Three"]),
        ('aspirin -"the heart"', ["Four", "One", "Two"]),
        ("aspirin -trial -placebo", ["Four", "Three"]),
        ("-placebo", []),
        ("from:tomas in:cardiology tag:heart before:2026 aspirin", ["One"]),
    ],
)
def test_operators_narrow_down_alone_and_together(tomas, shelf_of_notes, words, found):
    assert titles(tomas, words) == found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("aspirin in:zebra", "You see no space or study called “zebra”"),
        ("aspirin from:zebra", "Nobody you know here is called “zebra”"),
        ("aspirin kind:zebra", "There is no kind called “zebra”"),
        ("aspirin after:32/2026", "“32/2026” is no date"),
        ("aspirin before:2026-02-30", "“2026-02-30” is no date"),
    ],
)
def test_a_value_that_means_nothing_is_left_out_and_said(tomas, shelf_of_notes, signed_in, words, says):
    found = find(tomas, words)
    assert len(found.hits) == 4
    assert len(found.mistakes) == 1
    for address in ("/search/", "/search/quick/"):
        page = signed_in(tomas).get(address, {"q": words})
        assert page.status_code == 200
        assert says in page.content.decode()
    assert says in signed_in(tomas).get("/api/v1/search", {"q": words}).json()["mistakes"][0]


def test_only_a_mistake_finds_nothing_and_says_why(tomas, shelf_of_notes):
    found = find(tomas, "in:zebra")
    assert (found.hits, len(found.mistakes)) == ([], 1)


def test_an_unknown_operator_is_a_word_like_any_other(tomas, company):
    note(company.cardiology, "Ratio", "the ratio colour:blue was seen")
    assert titles(tomas, "colour:blue") == ["Ratio"]
    assert asking.read("colour:blue").clauses == ()


def test_eve_learns_no_name_and_no_count_by_operators(eve, shelf_of_notes):
    found = find(eve, "aspirin in:cardiology")
    assert found.hits == []
    assert found.counts == found.by_place == found.by_author == found.by_year == {}
    assert "no space or study called “cardiology”" in found.mistakes[0]
    assert find(eve, "from:tomas").hits == []
    assert find(eve, "tag:draft").hits == []
    assert offers(eve, "in:card") == []
    assert offers(eve, "tag:dra") == []


def test_a_date_begins_on_the_reader_s_clocks():
    with timezone.override("America/New_York"):
        moment = operators.moment_of("2026-06-04")
    assert moment == datetime.fromisoformat("2026-06-04T04:00:00Z")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-04", "2026-06-04"),
        ("4/6/2026", "2026-06-04"),
        ("06/2026", "2026-06-01"),
        ("2026-06", "2026-06-01"),
        ("2026", "2026-01-01"),
        ("yesterday", "2026-03-09"),
        ("aujourd’hui", "2026-03-10"),
        ("last week", "2026-03-03"),
        ("semaine dernière", "2026-03-03"),
        ("2026-13", None),
        ("0000", None),
        ("soon", None),
    ],
)
def test_dates_are_read_as_people_write_them(time_machine, text, day):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)
    moment = operators.moment_of(text)
    assert (moment and f"{moment:%Y-%m-%d}") == day


# The box


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("in", ["in:"]),
        ("aspirin fr", ["from:"]),
        ("-ta", ["-tag:"]),
        ("in:", ["in:Cardiology", "in:Elsewhere"]),
        ("aspirin dans:card", ["dans:Cardiology"]),
        ("from:marc", ['from:"Marc Lefèvre"']),
        ("tag:he", ['tag:"heart failure"']),
        ("kind:mem", ["kind:memo"]),
        ("after:20", ["after:2026-03-10", "after:2026", "after:2025"]),
        ("aspirin", []),
        ("aspirin ", []),
        ('"in', []),
        ("colour:bl", []),
    ],
)
def test_the_box_offers_how_to_go_on(tomas, marc, shelf_of_notes, signed_in, time_machine, typed, offered):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)
    answer = signed_in(tomas).get("/search/complete/", {"q": typed}).json()["items"]
    assert [each["insert"] for each in answer] == offered


def test_a_french_reader_is_offered_french_operators(tomas, signed_in):
    tomas.language = "fr"
    tomas.save()
    answer = signed_in(tomas).get("/search/complete/", {"q": "dan"}).json()["items"]
    assert [each["insert"] for each in answer] == ["dans:"]


# Facets


def test_every_facet_counts_as_if_nothing_were_chosen_in_it(tomas, marc, shelf_of_notes):
    found = find(tomas, "aspirin", chosen=Chosen(author=tomas.pk))
    assert len(found.hits) == 3
    assert found.counts == {"leaflet": 2, "memo": 1}
    assert found.by_author == {tomas.pk: 3, marc.pk: 1}
    assert found.by_year == {2025: 1, 2026: 2}
    assert found.by_place == {f"unit:{shelf_of_notes.cardiology.pk}": 2, "unit:0": 1}


def test_facets_are_links_with_names_that_one_may_know(tomas, marc, shelf_of_notes, signed_in):
    note(shelf_of_notes.cardiology, "Five", "Aspirin", place="unit:99")
    page = signed_in(tomas).get("/search/?q=aspirin").content.decode()
    for link in (
        f"?q=aspirin&amp;place=unit%3A{shelf_of_notes.cardiology.pk}",
        f"?q=aspirin&amp;author={marc.pk}",
        "?q=aspirin&amp;year=2025",
        "?q=aspirin&amp;sort=date",
    ):
        assert link in page
    assert "Elsewhere" in page
    assert "unit%3A99" not in page  # a place whose name nobody told
    narrowed = signed_in(tomas).get(f"/search/?q=aspirin&author={marc.pk}&year=2026").content.decode()
    assert narrowed.count('data-testid="search-hit"') == 1
    assert f'name="author" value="{marc.pk}"' in narrowed


@pytest.mark.parametrize("chosen", [{"kinds": ["memo"]}, {"place": "unit:0"}, {"author": 10**9}, {"year": 2020}])
def test_a_rare_facet_is_found_whole_among_very_many(tomas, company, chosen):
    rare = {"kind": "memo", "place": "unit:0", "by": 10**9, "days": -2000}
    note(company.cardiology, "Rare", "The hazard", **rare)
    actions.index_many(many_notes(company.cardiology, 2500))
    assert titles(tomas, "hazard", **chosen) == ["Rare"]


def test_newest_first_where_that_is_wished_or_nothing_is_weighed(tomas, shelf_of_notes):
    found = [hit.plain_title for hit in find(tomas, "aspirin", chosen=Chosen(by_date=True)).hits]
    assert (found[0], found[-1]) == ("Four", "One")
    alone = [hit.plain_title for hit in find(tomas, "from:tomas").hits]
    assert alone == ["Four", "Three", "One"]


# Nothing found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ticagrelar", "ticagrelor"),
        ("tikagrelor", "ticagrelor"),
        ("hepatotoxicty of ticagrelor", "hepatotoxicité of ticagrelor"),
        ("zzzzzz", ""),
        ("abc", ""),
    ],
)
def test_what_might_have_been_meant(tomas, company, signed_in, typed, meant):
    note(company.cardiology, "Ticagrelor et hépatotoxicité", language="fr")
    found = find(tomas, typed)
    assert found.hits == []
    assert found.meant.replace("é", "e") == meant.replace("é", "e")
    page = signed_in(tomas).get("/search/", {"q": typed}).content.decode()
    assert ('data-testid="search-meant"' in page) == bool(meant)


def test_nobody_is_told_a_word_of_what_they_may_not_see(eve, company):
    note(company.cardiology, "Ticagrelor")
    assert find(eve, "ticagrelar").meant == ""


# Excerpts


def test_an_excerpt_shows_where_most_of_the_words_stand_together(tomas, company):
    text = "Aspirin first. " + "Filler words here. " * 60 + "The hazards of aspirin were small. " + "More filler. " * 60
    note(company.cardiology, "It", text)
    hit = find(tomas, "hazard aspirin").hits[0]
    assert [part.text for part in hit.words if part.hit] == ["hazards", "aspirin"]


def test_an_excerpt_of_a_long_text_is_found_far_behind(tomas, company):
    note(company.cardiology, "It", "Filler words here. " * 4000 + "Les événements indésirables graves. ", language="fr")
    hit = find(tomas, '"evenement indesirable"').hits[0]
    assert [part.text for part in hit.words if part.hit] == ["événements indésirables"]
