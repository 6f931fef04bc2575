"""What waits to be read, over all spaces: one page, and why each talk stands on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notifications.models import Notice
from core.realtime.streams import last_numbers
from social.models import Membership, Post, Space, Thread
from social.queries.direct import named, people_by_space
from social.queries.reading import Line, lines

if TYPE_CHECKING:
    from core.accounts.models import Person

# A page listens to so many of its reader's spaces, those they entered last.
MOST_HEARD = 100

TO_ME, WATCHED, MESSAGES, GROUPS, COMMUNITIES = "me", "watched", "messages", "groups", "communities"
FILTERS: list[tuple[str, str | Promise]] = [
    ("", _("Everything")),
    (TO_ME, _("To me")),
    (WATCHED, _("What I watch")),
    (MESSAGES, _("Messages")),
    (GROUPS, _("Study groups and classes")),
    (COMMUNITIES, _("Communities")),
]
# Why a talk stands here, by the notice's kind, the weightiest first.
REASONS: dict[str, str | Promise] = {
    "social.mention": _("You are mentioned"),
    "social.answer": _("An answer to you"),
    "social.message": _("A message to you"),
    "social.tutors": _("A tutor is asked for"),
    "social.here": _("Everybody is called"),
    "social.accepted": _("Your answer is accepted"),
}


@dataclass(frozen=True)
class UnreadLine:
    """A talk that waits: how many posts are new, why it stands here, where one reads on."""

    line: Line
    count: int
    reason: str | Promise
    to_me: bool
    url: str
    title: str
    space: str


@dataclass
class Told:
    """What the bell tells of one talk."""

    numbers: list[int] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @property
    def reason(self) -> str | Promise:
        """The weightiest of its kinds, in words."""
        return next((words for kind, words in REASONS.items() if kind in self.kinds), "")


def waiting(person: "Person", show: str = "") -> Any:
    """Talks that wait for the person, or those of one filter."""
    threads: Any = Thread.objects.visible_to(person).waiting_for(person).select_related("author", "space__direct")
    if show == TO_ME:
        told = Post.objects.filter(pk__in=_told(person).values("about_id"))
        return threads.filter(Q(pk__in=told.values("thread_id")) | Q(space__kind=Space.Kind.DIRECT))
    if show == WATCHED:
        return threads.filter(my_follow="watch")
    kinds = {
        MESSAGES: [Space.Kind.DIRECT],
        GROUPS: [Space.Kind.STUDY_GROUP, Space.Kind.CLASS],
        COMMUNITIES: [Space.Kind.COMMUNITY],
    }.get(show)
    return threads.filter(space__kind__in=kinds) if kinds else threads


def unread_lines(person: "Person", threads: Sequence[Thread]) -> list[UnreadLine]:
    """Lines for talks of `waiting`: three queries, however many there are."""
    told = _told_in(person, threads)
    direct = [thread.space_id for thread in threads if thread.space.kind == Space.Kind.DIRECT]
    people = people_by_space(person, direct)
    return [_line(line, told[line.thread.pk], people) for line in lines(threads)]


def heard_by(person: "Person") -> list[tuple[Any, int]]:
    """The streams of the person's spaces, each with the number it gave last: a page grows as they do."""
    members = Membership.objects.filter(person=person).exclude(follow="mute").exclude(space__kind=Space.Kind.DIRECT)
    streams = [row.space.stream for row in members.select_related("space").order_by("-joined_at", "-pk")[:MOST_HEARD]]
    numbers = last_numbers([stream.name for stream in streams])
    return [(stream, numbers[stream.name]) for stream in streams]


def _told(person: "Person") -> "QuerySet[Notice]":
    """Unread notices about posts that concern the person alone."""
    kind = ContentType.objects.get_for_model(Post)
    return Notice.objects.visible_to(person).unread().filter(about_type=kind, kind__in=REASONS)


def _told_in(person: "Person", threads: Sequence[Thread]) -> dict[int, Told]:
    """What the bell tells of each of these talks; one query."""
    kind = ContentType.objects.get_for_model(Post)
    post = Post.objects.filter(pk=OuterRef("about_id"))
    rows: Any = Notice.objects.visible_to(person).unread().filter(about_type=kind)
    rows = rows.annotate(in_thread=Subquery(post.values("thread_id")), number=Subquery(post.values("number")))
    found: dict[int, Told] = defaultdict(Told)
    wanted = rows.filter(in_thread__in=[thread.pk for thread in threads]).order_by(F("number").asc())
    for thread, number, name in wanted.values_list("in_thread", "number", "kind"):
        found[thread].numbers.append(number)
        found[thread].kinds.add(name)
    return found


def _line(line: Line, told: Told, people: "dict[int, list[Person]]") -> UnreadLine:
    thread: Any = line.thread
    is_direct = thread.space.kind == Space.Kind.DIRECT
    reason = told.reason or (REASONS["social.message"] if is_direct else "")
    if not reason and thread.my_follow == "watch":
        reason = _("You watch this")
    address = reverse("social:thread", args=[thread.pk])
    if line.new:
        address += "#new" if thread.my_number else ""
    elif told.numbers:
        # Who does not belong to the space is led to what they were told of.
        address += f"?post={told.numbers[0]}"
    elif thread.my_number is not None:
        address += f"?post={thread.my_number + 1}"
    return UnreadLine(
        line=line,
        count=line.new or len(told.numbers) or max(thread.last_number - (thread.my_number or 0), 1),
        reason=reason,
        to_me=bool(told.reason) or is_direct,
        url=address,
        title=(thread.space.direct.name or named(people.get(thread.space_id, []))) if is_direct else thread.title,
        space="" if is_direct else thread.space.name,
    )
