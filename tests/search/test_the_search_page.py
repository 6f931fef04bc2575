"""The page, the Ctrl-K dialog and the API give the same things."""

import pytest
from django.db import connection

from core.config import search
from core.search import actions, audiences, people
from core.search.queries import find
from tests.make.search import many_notes, note

pytestmark = pytest.mark.django_db


def test_the_page_shows_hits_with_their_kinds(tomas, company, signed_in):
    note(company.cardiology, "Aspirin <b>", "An & aspirin\u2019s dose", language="fr")
    note(company.cardiology, "Memo", "aspirin", kind="memo")
    page = signed_in(tomas).get("/search/?q=aspirin").content.decode()
    assert "<mark>Aspirin</mark> &lt;b&gt;" in page
    assert "An &amp; <mark>aspirin</mark>" in page
    assert 'lang="fr"' in page
    assert "2 results" in page
    assert "?q=aspirin&amp;kind=memo" in page
    narrowed = signed_in(tomas).get("/search/?q=aspirin&kind=memo").content.decode()
    assert narrowed.count('data-testid="search-hit"') == 1


def test_the_next_page_goes_on_where_this_one_ends(tomas, company, signed_in):
    actions.index_many(many_notes(company.cardiology, 25))
    page = signed_in(tomas)
    first = page.get("/search/?q=hazard&kind=leaflet")
    second = page.get("/search/" + first.context["next_url"])
    assert first.content.decode().count('data-testid="search-hit"') == 20
    assert second.content.decode().count('data-testid="search-hit"') == 5
    assert second.context["next_url"] == ""


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "What are you looking for?"),
        ("?q=", "What are you looking for?"),
        ("?q=zebra", "Nothing found that you may see."),
        ("?q=aspirin&kind=memo", "Nothing of this kind holds these words."),
        ("?q=aspirin&kind=nonsense&after=x", "Nothing of this kind holds these words."),
        ("?q=aspirin&after=999-9-9", "1 result"),
        ("?q=%00%ff", "What are you looking for?"),
    ],
)
def test_a_page_without_hits_helps(tomas, company, signed_in, query, says):
    note(company.cardiology, "Aspirin")
    answer = signed_in(tomas).get(f"/search/{query}")
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_it_speaks_french(tomas, company, signed_in):
    tomas.language = "fr"
    tomas.save()
    note(company.cardiology, "Aspirine", language="fr")
    assert "1 résultat" in signed_in(tomas).get("/search/?q=aspirine").content.decode()
    assert "Rien trouvé" in signed_in(tomas).get("/search/?q=zebre").content.decode()


def test_the_dialog_shows_the_best_few_and_the_way_to_the_rest(tomas, company, signed_in):
    actions.index_many(many_notes(company.cardiology, 9))
    page = signed_in(tomas)
    answer = page.get("/search/quick/?q=haz").content.decode()
    assert "<html" not in answer
    assert answer.count("/notes/") == 7
    assert "/search/?q=haz" in answer
    assert "Nothing found" in page.get("/search/quick/?q=zebra").content.decode()
    assert "Today" in page.get("/search/quick/?q=").content.decode()


def test_programs_search_too(tomas, company, signed_in):
    actions.index_many(many_notes(company.cardiology, 25))
    page = signed_in(tomas)
    first = page.get("/api/v1/search?q=hazard").json()
    assert len(first["hits"]) == 20
    assert first["counts"] == {"leaflet": 25}
    assert first["hits"][0]["url"].startswith("/notes/")
    rest = page.get(f"/api/v1/search?q=hazard&after={first['next']}").json()
    assert (len(rest["hits"]), rest["next"]) == (5, "")
    assert not {hit["ref"] for hit in first["hits"]} & {hit["ref"] for hit in rest["hits"]}


def test_a_flood_of_searches_is_slowed_down(tomas, company, signed_in, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    page = signed_in(tomas)
    assert {page.get("/search/quick/?q=x").status_code for _each in range(120)} == {200}
    for address in ("/search/?q=x", "/search/quick/?q=x", "/api/v1/search?q=x"):
        answer = page.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")


@pytest.mark.django_db(transaction=True)
def test_an_index_that_does_not_answer_says_so(tomas, company, signed_in):
    note(company.cardiology, "Aspirin")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_audiencekey RENAME TO search_gone")
    try:
        answer = signed_in(tomas).get("/search/?q=aspirin")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_gone RENAME TO search_audiencekey")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3, 10, 10_000])
def test_a_page_costs_the_same_with_one_thing_behind_it_and_with_ten_thousand(
    tomas, company, signed_in, many, django_assert_num_queries
):
    """Counted below the shell, whose own questions are counted elsewhere."""
    actions.index_many(many_notes(company.cardiology, many))
    find(tomas, "hazard")
    # The index, the entries, their things; PostgreSQL is asked for one's audiences and for its figures before.
    figures = {"sqlite": 0, "postgresql": 2}[connection.vendor]
    with django_assert_num_queries(3 + figures):
        found = find(tomas, "hazard")
    assert len(found.hits) == min(many, 20)
    assert signed_in(tomas).get("/search/?q=hazard").content.decode().count('data-testid="search-hit"') == min(many, 20)


def test_a_page_asks_at_most_twenty_things_when_every_area_is_asked(
    tomas, company, signed_in, django_assert_max_num_queries
):
    audiences._providers.clear()
    search.register()
    actions.index_many(people.everybody())
    page = signed_in(tomas)
    page.get("/search/?q=tomas")
    with django_assert_max_num_queries(20):
        assert "<mark>Tomás</mark>" in page.get("/search/?q=tomas").content.decode()


def test_indexing_costs_the_same_again_and_again(company, django_assert_num_queries):
    note(company.cardiology, "First")
    ref = note(company.cardiology, "Second")
    with django_assert_num_queries(5):  # savepoint twice, the audience, the entry, what hangs on it
        actions.index(
            ref=ref, title="Again", text="x", language="en", audience={f"unit:{company.cardiology.pk}"}, at=None
        )
