"""How much is unread, for badges and lists: one statement each, however many threads there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from core.acts.prepared import Prepared
from core.richtext import excerpt
from social.models import Post, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

EXCERPT = 140


def unread_by_space(person: "Person") -> dict[int, int]:
    """How many threads hold something new, by space."""
    rows = Thread.objects.unread_by(person).order_by().values("space_id").annotate(n=Count("pk"))
    return {row["space_id"]: row["n"] for row in rows}


def unread_by_kind(person: "Person") -> dict[str, int]:
    """How many threads hold something new, by the kind of their space."""
    return dict(_unread_by_kind.rows(person.pk))


_unread_by_kind = Prepared(
    lambda pk: Thread.objects.unread_by(pk).order_by().values_list("space__kind").annotate(n=Count("pk"))
)


@dataclass(frozen=True)
class Line:
    """A thread as a list shows it: how much is new, and the first words that are."""

    thread: Thread
    new: int
    post: Post | None
    words: str

    @property
    def is_unread(self) -> bool:
        """Whether something in it is new to the reader."""
        return self.new > 0


def lines(threads: Sequence[Thread]) -> list[Line]:
    """Lines for threads that came `with_mine`: beside each its first unread post, or its last; by one query."""
    wanted = {thread.pk: _number_shown(thread) for thread in threads}
    at = Q(pk__in=[])
    for pk, number in wanted.items():
        at |= Q(thread=pk, number=number)
    found = Post.objects.standing().filter(at).select_related("author") if wanted else Post.objects.none()
    posts = {post.thread_id: post for post in found}
    return [
        Line(thread, new_in(thread), post, excerpt(post.html, EXCERPT) if post else "")
        for thread in threads
        for post in [posts.get(thread.pk)]
    ]


def new_in(thread: Any) -> int:
    """How many posts of a thread that came `with_mine` are new to the reader."""
    caught_up: datetime | None = thread.my_caught_up_at
    if thread.my_number is not None:
        behind = thread.last_number - thread.my_number
        quiet = caught_up is not None and thread.last_post_at <= caught_up and not thread.my_by_hand
        return 0 if quiet else max(behind, 0)
    # Who does not belong to the space, or came after all was said, has nothing to catch up with.
    return thread.last_number if caught_up is not None and thread.last_post_at > caught_up else 0


def _number_shown(thread: Any) -> int:
    return (thread.my_number or 0) + 1 if new_in(thread) else thread.last_number
