"""A talk of ten thousand posts opens where its reader stopped, and is read both ways at the price of a short one."""

import re

import pytest

from social.models import ReadMark
from tests.make.talk import a_community, a_post, a_thread, very_many_posts

pytestmark = pytest.mark.django_db
MANY, READ, MOST_BYTES = 10_000, 6_000, 200_000


@pytest.fixture
def thread(lena, tomas):
    thread = a_thread(a_community(lena, by=tomas, openness="closed"), tomas)
    very_many_posts(thread, tomas, lena, MANY)
    ReadMark.objects.create(thread=thread, person=lena, number=READ)
    return thread


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'data-number="(\d+)"', page)]


def way(page: str, name: str) -> str:
    found = re.search(rf'href="[^"?]*(\?{name}=[\d.]+)', page)
    assert found, f"no way {name}"
    return found[1]


def test_it_opens_at_the_first_unread_and_goes_both_ways(thread, lena, tomas, signed_in, django_assert_max_num_queries):
    client, address = signed_in(lena), f"/threads/{thread.pk}/"
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address)
    assert len(page.content) < MOST_BYTES
    first = page.content.decode()
    assert 'data-testid="since"' in first
    assert numbers(first)[3] == READ + 1
    assert len(numbers(first)) < 30
    seen = set(numbers(first))
    for name in ("before", "after"):
        with django_assert_max_num_queries(12):
            part = client.get(address + way(first, name), headers={"HX-Request": "true"})
        further = numbers(part.content.decode())
        assert len(part.content) < MOST_BYTES
        assert len(further) == 20
        assert not seen & set(further)
        assert abs(min(further) - (READ - 22 if name == "before" else READ + 21)) <= 1

    # What arrives meanwhile moves nothing.
    a_post(thread, tomas, "And one more.")
    assert numbers(client.get(address).content.decode()) == numbers(first)


def test_every_place_of_it_costs_the_same(thread, lena, signed_in, django_assert_max_num_queries):
    client = signed_in(lena)
    for where in ("?post=1", "?post=5000", "?at=first", "?at=last", "?post=9999"):
        with django_assert_max_num_queries(12):
            page = client.get(f"/threads/{thread.pk}/{where}")
        assert page.status_code == 200
        assert len(page.content) < MOST_BYTES
