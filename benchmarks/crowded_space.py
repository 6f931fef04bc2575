"""How fast a post to a space of 25,000 followers answers beside one to 25, and how soon all of them are told."""

import time
from contextlib import ExitStack
from typing import Any

from benchmarks.tables import goal, late, middle, table
from tests.servers import SetUp

FEW, MANY = 25, 25_000
POSTS = 30
TOLD_WITHIN = 5.0


def run() -> None:
    """On both set-ups."""
    for name in ("embedded", "production"):
        with SetUp(name) as set_up, ExitStack() as stack:
            place = set_up.place()
            stack.callback(place.leave)
            stack.enter_context(place.here())
            crowds = {size: a_crowd(size) for size in (FEW, MANY)}
            times = _post(crowds)
            told = _tell(*crowds[MANY])
        table(
            f"A post to a space that everybody watches, {name} set-up",
            ["followers", "p50 ms", "p95 ms"],
            [(size, middle(each), late(each)) for size, each in times.items()],
        )
        print()
        goal(f"{name}: a post to 25,000, times one to 25", middle(times[MANY]) / middle(times[FEW]), 1.5)
        goal(f"{name}: 25,000 people told, seconds", told, TOLD_WITHIN)


def a_crowd(size: int) -> tuple[Any, Any]:
    """A talk in a community that so many people watch, and who writes there."""
    from core.accounts.models import Person
    from social.models import FollowLevel, Membership, Space
    from tests.make.talk import a_community, a_thread

    author = Person.objects.make(email=f"author-{size}@example.org", name="Author")
    space = a_community(by=author)
    people = [Person(email=f"f{size}-{n}@example.org", name=f"Follower {n}", password="!") for n in range(size)]
    for person in people:
        person.settle()
    people = Person.objects.bulk_create(people, batch_size=1000)
    watching = [Membership(space=space, person=person, follow=FollowLevel.WATCH) for person in people]
    Membership.objects.bulk_create(watching, batch_size=1000)
    Space.objects.filter(pk=space.pk).update(member_count=size + 1)
    return a_thread(space, author), author


def _post(crowds: dict[int, tuple[Any, Any]]) -> dict[int, list[float]]:
    """Interleaved, so that what else the machine does falls on both alike."""
    from tests.make.talk import a_post

    times: dict[int, list[float]] = {size: [] for size in crowds}
    for number in range(POSTS + 3):
        for size, (thread, author) in crowds.items():
            began = time.perf_counter()
            a_post(thread, author, f"News {number}")
            times[size].append((time.perf_counter() - began) * 1000)
            # Nobody writes more than twenty posts in ten seconds.
            time.sleep(0.3)
    return {size: each[3:] for size, each in times.items()}


def _tell(thread: Any, author: Any) -> float:
    """The job by itself: seconds for one post."""
    from core.notifications.models import Notice
    from social.actions.telling import tell_watchers
    from tests.make.talk import a_post

    post = a_post(thread, author, "For all of you")
    began = time.perf_counter()
    tell_watchers(post_id=post.pk)
    lasted = time.perf_counter() - began
    told = Notice.objects.filter(effect_key=f"social.watched:{post.pk}").count()
    assert told == MANY, f"{told} people were told, not {MANY}."
    return lasted
