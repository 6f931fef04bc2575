"""What who moves a talk chooses from, and what it would mean for those who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from social.models import Post, Space, Thread
from social.queries.people import readers_of
from social.querysets.posts import PostQuerySet
from social.rules.moving import MOVABLE
from social.rules.spaces import LEADING

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_NAMED, POSTS_A_PAGE = 5, 50


@dataclass(frozen=True)
class Some:
    """Some people: the first by name, and how many more."""

    names: str
    more: int

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True)
class Outlook:
    """What a move would mean: how many posts, whose, who reads them no longer, who does from then on."""

    posts: int
    authors: Some
    losing: Some
    gaining: Some


def led_spaces(person: "Person", *, but: Space | None = None) -> "QuerySet[Space]":
    """The living spaces into which the person may bring talk."""
    led = person.memberships.filter(role__in=LEADING).values("space_id")
    spaces = Space.objects.living().filter(Q(pk__in=led) | Q(parent__in=led), kind__in=MOVABLE)
    return (spaces.exclude(pk=but.pk) if but else spaces).by_name()


def outlook(source: Space, target: Space, posts: PostQuerySet) -> Outlook:
    """What it would mean to take these posts from one space to another."""
    before, after = readers_of(source), readers_of(target)
    is_same = source.pk == target.pk
    return Outlook(
        posts=posts.count(),
        authors=_some(get_user_model()._default_manager.filter(pk__in=posts.standing().values("author_id"))),
        losing=_some(before.none() if is_same else before.exclude(pk__in=after.values("pk"))),
        gaining=_some(after.none() if is_same else after.exclude(pk__in=before.values("pk"))),
    )


def with_answers(thread: Thread, picks: Sequence[int]) -> PostQuerySet:
    """The chosen posts of a thread, with the answers beneath them."""
    return Post.objects.filter(thread=thread).filter(Q(pk__in=picks) | Q(reply_to__in=picks)).exclude(number=1)


def to_choose_from(thread: Thread, after: int) -> "tuple[list[Post], int]":
    """A page of posts that may be taken out, behind number `after`; and the number to go on behind, or 0."""
    rows = thread.posts.filter(number__gt=max(after, 1)).select_related("author").order_by("number")
    found = list(rows[: POSTS_A_PAGE + 1])
    return found[:POSTS_A_PAGE], found[POSTS_A_PAGE - 1].number if len(found) > POSTS_A_PAGE else 0


def _some(people: "QuerySet[Person]") -> Some:
    names = list(people.order_by("name", "pk").values_list("name", flat=True)[:MOST_NAMED])
    more = people.count() - len(names) if len(names) == MOST_NAMED else 0
    return Some(", ".join(names), more)
