"""Somebody turns the pages of a long list: nothing is missed, nothing comes twice."""

import pytest
from django.test import RequestFactory

from core.accounts.models import Person
from core.ui.paging import keyset

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    names = ["Ada", "Ada", "Bea", "Bea", "Bea", "Cleo", "Dora"]
    return [Person.objects.make(email=f"p{n}@example.org", name=name) for n, name in enumerate(names)]


def page(query="", **options):
    return keyset(
        Person.objects.all(), RequestFactory().get(f"/people/{query}"), **{"by": "name", "size": 3, **options}
    )


def walk(direction="next", query="", **options):
    seen = []
    while True:
        here = page(query, **options)
        seen.append([person.pk for person in here])
        query = getattr(here, direction)
        if not query:
            return seen


@pytest.mark.parametrize("by", ["name", "-name", ["-name", "-pk"], "pk", "-pk"])
def test_forwards_everybody_comes_once_in_order(people, by):
    order = [by] if isinstance(by, str) else by
    order = order if order[-1].lstrip("-") == "pk" else [*order, "-pk" if order[-1].startswith("-") else "pk"]
    expected = list(Person.objects.order_by(*order).values_list("pk", flat=True))
    pages = walk(by=by)
    assert [pk for one in pages for pk in one] == expected
    assert [len(one) for one in pages] == [3, 3, 1]


def test_backwards_the_same_pages_come_again(people):
    last = page(page(page().next).next)
    assert last.next == ""
    middle = page(last.previous)
    first = page(middle.previous)
    assert [p.pk for p in [*first, *middle, *last]] == [p.pk for p in people]
    assert first.previous == ""


def test_somebody_who_joins_meanwhile_moves_nobody(people):
    following = page().next
    Person.objects.make(email="new@example.org", name="Aaron")
    assert [p.name for p in page(following)] == ["Bea", "Bea", "Cleo"]


def test_other_questions_stay_in_the_address(people):
    assert "unit=7" in page("?unit=7&after=").next


@pytest.mark.parametrize(
    "cursor", ["x", "%00", "W10", "WzFd", "bnVsbA", "WyJBZGEiLCJ4Il0", "WyJBZGEiLG51bGxd", "a" * 2000]
)
def test_a_cursor_that_cannot_be_read_begins_at_the_start(people, cursor):
    assert [p.pk for p in page(f"?after={cursor}")] == [p.pk for p in people[:3]]


def test_a_page_costs_one_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        page()
    following = page().next
    with django_assert_num_queries(1):
        page(following)


def test_an_empty_list_has_no_neighbours(db):
    here = page()
    assert not here
    assert (here.next, here.previous) == ("", "")
