"""Somebody looks for something to learn: words, facets, pages, and the same few statements however much there is."""

import re

import pytest
from django.utils import translation

from core.library import actions, queries
from core.library.models import Area, LearningObject
from core.library.queries import Asked
from tests.make import library as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def vaccines(db):
    # Stories that flush the database take what a migration wrote along.
    names = {"en": "Vaccines", "fr": "Vaccins"}
    return Area.objects.get_or_create(code="vaccines", defaults={"names": names})[0]


@pytest.fixture
def shelf(ines, company, vaccines):
    return {
        "interval": make.published(ines, title="Reading an interval", minutes=4, audience=[company.liaison]),
        "intervalle": make.published(
            ines,
            title="Lire un intervalle de confiance",
            language="fr",
            minutes=12,
            summary="Été, hiver",
            kind="video",
            accessibility="Sous-titres",
        ),
        "vaccine": make.published(
            ines,
            title="How a vaccine is tested",
            summary="From idea to licence.",
            objectives="Name the phases.",
            minutes=45,
            area=vaccines,
            kind="module",
        ),
        "draft": make.written(ines, title="Interval, unpublished"),
    }


def found(person, **asked):
    return [thing.title for thing in queries.catalogue(person, Asked(**asked)).objects.order_by("title")]


def counts(person, name, **asked):
    facets = {facet.name: facet for facet in queries.catalogue(person, Asked(**asked)).facets}
    return {option.value: option.count for option in facets[name].options}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("interval", ["Lire un intervalle de confiance", "Reading an interval"]),
        ("INTERVAL reading", ["Reading an interval"]),
        ("ete", ["Lire un intervalle de confiance"]),
        ("Été", ["Lire un intervalle de confiance"]),
        ("nothing of the kind", []),
        ("%", ["How a vaccine is tested", "Lire un intervalle de confiance", "Reading an interval"]),
    ],
)
def test_words_are_found_without_case_and_accents(lena, shelf, words, titles):
    assert found(lena, words=words) == titles


def test_a_code_is_found(lena, shelf):
    assert found(lena, words=shelf["vaccine"].code) == ["How a vaccine is tested"]


def test_the_best_match_stands_first(lena, ines):
    make.published(ines, title="About the interval")
    make.published(ines, title="Interval")
    make.published(ines, title="Aaa", summary="Says something of an interval")
    order = [thing.title for thing in queries.catalogue(lena, Asked(words="interval")).objects]
    assert order == ["Interval", "About the interval", "Aaa"]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"kind": "video"}, ["Lire un intervalle de confiance"]),
        ({"language": "en"}, ["How a vaccine is tested", "Reading an interval"]),
        ({"minutes": "5"}, ["Reading an interval"]),
        ({"minutes": "15"}, ["Lire un intervalle de confiance"]),
        ({"minutes": "longer"}, ["How a vaccine is tested"]),
        ({"area": "vaccines"}, ["How a vaccine is tested"]),
        ({"job_role": "MSL"}, ["Reading an interval"]),
        ({"job_role": "MSL", "language": "fr"}, []),
    ],
)
def test_facets_narrow(lena, shelf, asked, titles):
    assert found(lena, **asked) == titles


def test_a_facet_counts_what_choosing_it_would_show(lena, shelf):
    assert counts(lena, "kind") == {"job_aid": 1, "video": 1, "module": 1}
    assert counts(lena, "kind", language="en") == {"job_aid": 1, "module": 1}
    assert counts(lena, "language", language="en") == {"en": 2, "fr": 1}
    assert counts(lena, "job_role") == {"MSL": 1}
    assert queries.catalogue(lena, Asked(language="en")).total == 2


def test_what_one_may_not_see_is_not_counted(lena, ines, company, shelf):
    make.published(ines, confidentiality="restricted", audience=[company.liaison], kind="test")
    assert "test" not in counts(lena, "kind")
    assert counts(lena, "job_role") == {"MSL": 1}


def test_areas_speak_the_readers_language(lena, shelf):
    with translation.override("fr"):
        facets = {facet.name: facet for facet in queries.catalogue(lena, Asked()).facets}
        assert [option.label for option in facets["area"].options] == ["Vaccins"]


def test_nonsense_in_the_address_is_left_out(lena, shelf, signed_in):
    browser = signed_in(lena)
    for query in ("kind=podcast", "minutes=0", "area=%00", "order=x", "after=zzz", "language=de", "words=" + "x" * 500):
        assert browser.get(f"/library/?{query}").status_code == 200, query


def test_pages_follow_each_other_in_every_order(lena, ines, signed_in):
    for number in range(23):
        make.published(ines, title=f"Object {number:02}", minutes=number % 7 + 1)
    for order in ("new", "title", "short", "best&words=object"):
        first = signed_in(lena).get(f"/library/?order={order}")
        second = signed_in(lena).get("/library/" + first.context["page"].next)
        titles = [thing.title for page in (first, second) for thing in page.context["page"]]
        assert len(titles) == len(set(titles)) == 23, order


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_catalogue_takes_the_same_statements_however_full(
    lena, ines, vaccines, signed_in, django_assert_num_queries, how_many
):
    for _each in range(how_many):
        make.published(ines, area=vaccines)
    browser = signed_in(lena)
    browser.get("/library/")
    with django_assert_num_queries(10):
        assert browser.get("/library/").status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_so_does_the_list_of_drafts(ines, signed_in, django_assert_num_queries, how_many):
    for _each in range(how_many):
        make.written(ines)
    browser = signed_in(ines)
    browser.get("/library/drafts/")
    with django_assert_num_queries(6):
        assert len(browser.get("/library/drafts/").context["page"]) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_so_does_the_api(lena, ines, signed_in, django_assert_num_queries, how_many):
    for _each in range(how_many):
        make.published(ines)
    browser = signed_in(lena)
    browser.get("/api/v1/objects")
    with django_assert_num_queries(8):
        assert len(browser.get("/api/v1/objects").json()["items"]) == how_many


def test_ten_thousand_objects_take_no_more_statements(lena, ines, signed_in, django_assert_max_num_queries):
    version = make.published(ines).published
    LearningObject.objects.bulk_create(
        LearningObject(
            code=f"MANY-{n}", title=f"Many {n}", language="en", kind="job_aid", minutes=n % 40 + 1, owner=ines,
            state="published", published=version, published_at=version.published_at, haystack=f"many {n}",
        )
        for n in range(10_000)
    )  # fmt: skip
    browser = signed_in(lena)
    with django_assert_max_num_queries(12):
        answer = browser.get("/library/?words=many")
    assert answer.context["total"] == 10_000
    assert len(answer.context["page"]) == 20


def test_a_word_after_a_hash_completes_to_objects(lena, shelf, signed_in):
    answer = signed_in(lena).get("/api/v1/objects/quick?q=interv").json()
    assert [each["title"] for each in answer] == ["Lire un intervalle de confiance", "Reading an interval"]
    assert set(answer[0]) == {"id", "code", "title", "kind", "icon", "url"}


def test_the_empty_library_says_what_to_do_first(ines, lena, signed_in):
    assert "Begin an object" in signed_in(ines).get("/library/").content.decode()
    assert "has not published anything yet" in signed_in(lena).get("/library/").content.decode()
    make.published(ines)
    page = signed_in(lena).get("/library/?words=zebra").content.decode()
    assert re.search(r"Nothing in the library answers this", page)


def test_a_retired_object_leaves_the_catalogue_but_not_its_readers(lena, ines, shelf, signed_in):
    actions.retire_object(
        learning_object=shelf["interval"], keeper=ines, reason="Old", superseded_by=shelf["intervalle"]
    )
    assert "Reading an interval" not in found(lena)
    page = signed_in(lena).get(f"/library/{shelf['interval'].pk}/").content.decode()
    assert "This object is retired." in page
    assert "Lire un intervalle de confiance" in page
