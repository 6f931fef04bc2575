"""Makes spaces, threads and posts by the actions."""

from datetime import timedelta
from itertools import count

from django.db import connection
from django.utils import timezone

from core.accounts.models import Person
from core.realtime.models import Stream
from social import actions
from social.models import Poll, Post, Space, Thread
from tests.make.volume import look_at_the_tables

_numbers = count(1)


def a_community(*members: Person, by: Person, openness: str = "open", name: str = "", **more) -> Space:
    """A community led by `by`, with these members."""
    space = actions.open_community(founder=by, name=name or f"Community {next(_numbers)}", openness=openness, **more)
    for person in members:
        actions.add_member(space=space, person=person, by=by)
    return Space.objects.get(pk=space.pk)


def a_space(*members: Person, by: Person, kind: str = "study_group", openness: str = "closed", **more) -> Space:
    """A space of another kind, tutored by `by`."""
    space = actions.open_space(
        kind=kind, name=more.pop("name", f"Group {next(_numbers)}"), by=by, openness=openness, lead="tutor", **more
    )
    for person in members:
        actions.add_member(space=space, person=person, by=by)
    return Space.objects.get(pk=space.pk)


def a_thread(space: Space, by: Person, title: str = "Why 84.0 % and not 82.9 %?", **more) -> Thread:
    """A thread with its first post."""
    source = more.pop("source", "Where could the difference come from?")
    return actions.open_thread(space=space, author=by, title=title, source=source, **more)


def a_post(thread: Thread, by: Person, source: str = "My guess: follow-up time.", **more) -> Post:
    """An answer."""
    return actions.write_post(thread=thread, author=by, source=source, **more)


def many_posts(thread: Thread, authors: list[Person], number: int) -> None:
    """Fills a thread to `number` posts by one statement, for tests of size; every fifth answers the one before it."""
    first = thread.last_number + 1
    Post.objects.bulk_create(
        [
            Post(
                thread=thread,
                number=n,
                root_number=n,
                author=authors[n % len(authors)],
                source=f"Post {n}",
                html=f"<p>Post {n}</p>",
                written_at=timezone.now() - timedelta(days=1),
            )
            for n in range(first, number + 1)
        ],
        batch_size=500,
    )
    tops = {post.number: post for post in thread.posts.filter(number__gte=first)}
    answers = [tops[n] for n in tops if n % 5 == 0 and n - 1 in tops]
    for answer in answers:
        answer.reply_to, answer.root_number = tops[answer.number - 1], answer.number - 1
    Post.objects.bulk_update(answers, ["reply_to", "root_number"], batch_size=500)
    Thread.objects.filter(pk=thread.pk).update(last_number=number, post_count=number, people_count=len(authors))
    thread.refresh_from_db()


_POSTS = """
INSERT INTO social_post (thread_id, number, root_number, author_id, spoke_as, source, format, html, language,
    reaction_counts, carries, look, written_at, held_for)
WITH RECURSIVE numbers(n) AS (SELECT %(first)s UNION ALL SELECT n + 1 FROM numbers WHERE n < %(last)s)
SELECT %(thread)s, n, n, CASE WHEN n %% 2 = 0 THEN %(one)s ELSE %(other)s END, '', 'Post ' || n, 'text',
    '<p>Post ' || n || '</p>', 'en', '{}', '{}', 1, %(at)s, ''
FROM numbers
"""


def very_many_posts(thread: Thread, one: Person, other: Person, number: int) -> None:
    """Fills a thread to `number` posts by the database itself, for thousands."""
    first, at = thread.last_number + 1, timezone.now() - timedelta(days=1)
    values = {"first": first, "last": number, "thread": thread.pk, "one": one.pk, "other": other.pk, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, values)
    Thread.objects.filter(pk=thread.pk).update(last_number=number, post_count=number, people_count=2)
    thread.refresh_from_db()


def many_threads(space: Space, by: Person, number: int) -> None:
    """Fills a space with threads by two statements, for tests of size."""
    threads = Thread.objects.bulk_create(
        [Thread(space=space, title=f"Talk {n}", author=by, last_number=1, post_count=1) for n in range(number)]
    )
    Post.objects.bulk_create(
        [
            Post(thread=thread, number=1, root_number=1, author=by, source="Hello", html="<p>Hello</p>")
            for thread in threads
        ],
        batch_size=500,
    )
    look_at_the_tables()


def last_seq(stream) -> int:
    """The number the stream gave last."""
    return Stream.objects.filter(name=stream.name).values_list("last_seq", flat=True).first() or 0


def a_poll(thread: Thread, by: Person, *options: str, question: str = "When do we meet?", **more) -> Poll:
    """A post with a poll of these options."""
    wish = actions.PollWish(question=question, options=options or ("Monday", "Tuesday", "Friday"), **more)
    return Poll.objects.get(post=actions.write_post(thread=thread, author=by, source="", poll=wish))
