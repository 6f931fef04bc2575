"""A space of a million posts beside one of a thousand, by its pages, on PostgreSQL: its list, its search, its talks."""

import os
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from benchmarks.finding import FEW, LEAST_MS, MOST_TIMES, ROUNDS, build, timed
from benchmarks.tables import goal, table
from tests.servers import SetUp

# `POSTS=100000 make bench ONLY=million` measures less in less time.
MANY = int(os.environ.get("POSTS", "1000000"))
WAYS = {
    "list, first page": "/spaces/{space}/",
    "list, what is unread": "/spaces/{space}/?show=unread",
    "list, questions that wait": "/spaces/{space}/?show=unanswered",
    "list, by its API": "/api/v1/spaces/{space}/threads",
    "search, a common word": "/search/?q=common {space_word}",
    "search, a rare word": "/search/?q=ticagrelor {space_word}",
    "search, a word of a hundredth": "/search/?q=seldom {space_word}",
    "one of its talks": "/threads/{thread}/",
    "all communities": "/communities/",
    "today": "/",
}


def run() -> None:
    """Builds the two spaces, each on a database of its own, and opens the same pages of both."""
    figures = {}
    with SetUp("production") as set_up:
        for count in (FEW, MANY):
            place = set_up.place()
            with place.here():
                figures[count] = _measure(count)
    head = ["page", f"{FEW:,} posts: ms", "p95", f"{MANY:,} posts: ms", "p95"]
    rows = [(name, *few, *figures[MANY][name]) for name, few in figures[FEW].items()]
    table(f"The pages of one space on PostgreSQL, median of {ROUNDS}", head, rows)
    print()
    for name, few, _late, many, _later in rows:
        goal(f"{name}, times that at a thousand", max(many, LEAST_MS) / max(few, LEAST_MS), MOST_TIMES)


def _measure(count: int) -> dict[str, tuple[float, float]]:
    from social.models import Thread

    lena, space = build(count)
    open_page = _opener(lena)
    word = quote('in:"The space"')
    thread = Thread.objects.filter(space=space).order_by("-last_post_at").values_list("pk", flat=True)[5]
    ways = {name: way.format(space=space.pk, thread=thread, space_word=word) for name, way in WAYS.items()}
    ways["list, tenth page"] = _tenth(open_page, ways["list, first page"])
    return {name: timed(lambda way=way: open_page(way)) for name, way in sorted(ways.items())}  # type: ignore[misc]


def _opener(person: Any) -> Callable[[str], str]:
    """Opens pages as somebody who is signed in; anything but a page is an error of the measurement."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": urlsplit(settings.ORIGIN).netloc})
    client.force_login(person)

    def open_page(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content.decode()

    return open_page


def _tenth(open_page: Callable[[str], str], first: str) -> str:
    """The tenth page of a list, reached by its own links."""
    address = first
    for _turn in range(9):
        found = re.search(r'rel="next" href="([^"]*)"', open_page(address))
        assert found, f"no next page at {address}"
        address = urljoin(address, unescape(found[1]))
    return address
