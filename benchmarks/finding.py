"""Searches and listings of a space with a thousand posts beside one with a million, on PostgreSQL."""

import re
import time
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from benchmarks.tables import goal, late, middle, table
from tests.servers import SetUp

FEW, MANY = 1_000, 1_000_000
ROUNDS = 25
POSTS_EACH = 3
MOST_MS, MOST_TIMES = 100, 1.2
# A difference below this is the clock's, not the table's.
LEAST_MS = 2.0

# Every post has forty words out of two thousand, the common ones far more often, as people write.
_THREADS = """
INSERT INTO social_thread (space_id, title, language, kind, place, state, audience, author_id, opened_at, last_number,
    last_post_at, post_count, people_count, numbers_given, tags, slow_seconds)
SELECT %(space)s, 'Talk number ' || n, 'en', CASE WHEN n %% 5 = 0 THEN 'question' ELSE 'discussion' END, '{}',
    CASE WHEN n %% 5 = 0 AND n %% 100 <> 0 THEN 'answered' ELSE 'open' END, '', %(author)s,
    timestamptz '2026-11-01' - n * interval '20 minutes', %(each)s,
    timestamptz '2026-11-01' - n * interval '20 minutes' + %(each)s * interval '1 minute', %(each)s, 2, 0, '[]', 0
FROM generate_series(1, %(threads)s) n
"""
_POSTS = """
INSERT INTO social_post (thread_id, number, root_number, author_id, spoke_as, source, format, html, language,
    reaction_counts, carries, look, written_at, held_for)
SELECT t.id, n, n, CASE WHEN n %% 4 = 0 THEN %(other)s ELSE %(author)s END, '', 'Words of a colleague.', 'text',
    '<p>Words of a colleague.</p>', 'en', '{}', '{}', 1, t.opened_at + n * interval '1 minute', ''
FROM social_thread t CROSS JOIN generate_series(1, %(each)s) n WHERE t.space_id = %(space)s
"""
_TITLES = """
INSERT INTO search_searchentry (kind, object_id, title, text, tags, url, language, audience_id, at, title_words,
    tag_words, text_words, indexed_at, author_id, place, holder)
SELECT 'thread', t.id, t.title, '', '', '', 'en', %(audience)s, t.opened_at, 'talk number ' || t.id, '', '', now(),
    t.author_id, %(place)s, ''
FROM social_thread t WHERE t.space_id = %(space)s
"""
_ENTRIES = """
INSERT INTO search_searchentry (kind, object_id, title, text, tags, url, language, audience_id, at, title_words,
    tag_words, text_words, indexed_at, author_id, place, holder)
SELECT 'post', p.id, 'Talk', words.said, '', '', 'en', %(audience)s, p.written_at, '', '', words.said, now(),
    p.author_id, %(place)s, ''
FROM social_post p JOIN social_thread t ON t.id = p.thread_id AND t.space_id = %(space)s
CROSS JOIN LATERAL (
    SELECT 'common ' || string_agg('w' || floor(2000 * power(random(), 3))::int, ' ')
        || CASE WHEN p.id %% 10 = 3 THEN ' tenth' ELSE '' END
        || CASE WHEN p.id %% 100 = 0 THEN ' seldom' ELSE '' END
        || CASE WHEN p.id %% 500 = 0 THEN ' heart failur' ELSE '' END
        || CASE WHEN p.number = 1 AND t.id %% 10000 = 7 THEN ' ticagrelor' ELSE '' END AS said
    FROM generate_series(1, 40) WHERE p.id IS NOT NULL
) words
"""


def run() -> None:
    """Builds the two spaces, each on a database of its own, and asks both the same."""
    figures = {}
    with SetUp("production") as set_up:
        for count in (FEW, MANY):
            place = set_up.place()
            with place.here():
                figures[count] = _measure(count)
    rows = [(name, *few, *figures[MANY][name]) for name, few in figures[FEW].items()]
    head = ["question", "1,000 posts: ms", "p95", "1,000,000 posts: ms", "p95"]
    table(f"One space on PostgreSQL, median of {ROUNDS}", head, rows)
    print()
    for name, (few, _late, many, _later) in ((row[0], row[1:]) for row in rows):
        goal(f"{name}, ms at a million", many, MOST_MS)
        goal(f"{name}, times that at a thousand", max(many, LEAST_MS) / max(few, LEAST_MS), MOST_TIMES)


def _measure(count: int) -> dict[str, tuple[float, float]]:
    from core.search.queries import Chosen, find

    lena, space = build(count)

    def search(words: str, **chosen: Any) -> Callable[[], object]:
        return lambda: find(lena, words, chosen=Chosen(**chosen))

    asked = {
        "common word": search("common"),
        "word of a tenth": search("tenth"),
        "word of a hundredth": search("seldom"),
        "rare word": search("ticagrelor"),
        "phrase": search('"heart failure"'),
        "beginning of a word": search("ticag"),
        "three words": search("common w1 seldom"),
        "in: the space": search('seldom in:"The space"'),
        "from: a person": search("common from:lena"),
        "from: a person, no words": search("from:lena"),
        "after: a day": search("seldom after:2026-01-01"),
        "without a word": search("common -seldom"),
        "by date": search("common", by_date=True),
        "nothing, and what was meant": search("nummber"),
    }
    pages = _pages(lena, space)
    return {name: timed(act) for name, act in asked.items()} | {
        f"listing, {name} page": timed(act) for name, act in pages.items()
    }


def build(count: int) -> tuple[Any, Any]:
    """Lena and her space with so many posts, written and indexed by the database itself."""
    from django.db import connection

    from core.kinds.registry import Ref
    from core.search.models import SearchEntry
    from tests.make.people import colleague
    from tests.make.talk import a_community

    begun = time.monotonic()
    lena, tomas = colleague(name="Lena Hoffmann"), colleague(name="Tomas Novak")
    space = a_community(lena, by=tomas, openness="closed", name="The space")
    key = f"space:{space.pk}"
    from core.search import actions

    actions.index(ref=Ref("thread", 0), title="x", text="", language="en", audience={key})
    audience = SearchEntry.objects.get(kind="thread", object_id=0).audience_id
    actions.forget(Ref("thread", 0))
    values = {"space": space.pk, "author": lena.pk, "other": tomas.pk, "audience": audience, "place": key}
    values |= {"each": POSTS_EACH, "threads": count // POSTS_EACH}
    with connection.cursor() as cursor:
        for statement in (_THREADS, _POSTS, _TITLES, _ENTRIES):
            cursor.execute(statement, values)
        cursor.execute("VACUUM ANALYZE")
    print(f"{count:,} posts written and indexed in {time.monotonic() - begun:.0f} s.", flush=True)
    return lena, space


def _pages(lena: Any, space: Any) -> dict[str, Callable[[], object]]:
    """The first and the tenth page of the space, reached by its own links."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": urlsplit(settings.ORIGIN).netloc})
    client.force_login(lena)
    first = tenth = f"/spaces/{space.pk}/"
    for _turn in range(9):
        page = client.get(tenth).content.decode()
        found = re.search(r'rel="next" href="([^"]*)"', page)
        assert found, f"no next page at {tenth}: {page[:3000]}"
        tenth = urljoin(tenth, unescape(found[1]))
    return {"first": lambda: client.get(first), "tenth": lambda: client.get(tenth)}


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of milliseconds, after some warming up."""
    for _ in range(3):
        act()
    times = []
    for _ in range(ROUNDS):
        at = time.perf_counter()
        act()
        times.append((time.perf_counter() - at) * 1000)
    return middle(times), late(times)
