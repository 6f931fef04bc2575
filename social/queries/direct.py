"""Direct talks as their members see them: with whom, how much is new, whether one may write."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.realtime.streams import last_numbers
from social import rules
from social.models import DirectTalk, Membership, Space, Thread
from social.models.direct import pair_of
from social.queries.reading import Line, lines
from social.querysets.spaces import is_guest

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_NAMED = 4
MOST_FOUND = 20


@dataclass(frozen=True)
class Company:
    """A direct talk and who else is in it."""

    talk: DirectTalk
    others: "list[Person]"

    @property
    def title(self) -> str:
        """What the talk is called for its reader: its own name, or the others'."""
        return self.talk.name or named(self.others)


@dataclass(frozen=True)
class TalkLine:
    """A direct talk in the list."""

    line: Line
    company: Company
    since: int

    @property
    def is_muted(self) -> bool:
        """Whether its reader wants to hear nothing of it."""
        thread: Any = self.line.thread
        return bool(thread.my_follow == "mute")


def named(people: "Sequence[Person]") -> str:
    """The names of some people, the first few in full."""
    if not people:
        return _("Only you")
    names = ", ".join(person.name for person in people[:MOST_NAMED])
    more = len(people) - MOST_NAMED
    return _("%(names)s and %(n)s more") % {"names": names, "n": more} if more > 0 else names


def sharing_with(person: "Person") -> "QuerySet[Any]":
    """The keys of everybody with whom the person shares a space that is not a direct talk."""
    mine = Membership.objects.filter(person=person).exclude(space__kind=Space.Kind.DIRECT).values("space_id")
    return Membership.objects.filter(space__in=mine).values("person_id")


def reachable_by(person: "Person") -> "QuerySet[Person]":
    """Whom the person may write to: colleagues; guests, and for guests everybody, only within a common space."""
    people = get_user_model()._default_manager.filter(is_active=True).exclude(pk=person.pk)
    sharing = Q(pk__in=sharing_with(person))
    return people.filter(sharing if is_guest(person) else sharing | Q(is_external=False))


def found_by(person: "Person", words: str, without: Collection[int]) -> "list[Person]":
    """Whom the person may write to, by words of the name."""
    people: Any = reachable_by(person).exclude(pk__in=without)
    return list(people.named(words).select_related("unit", "job_role").by_name()[:MOST_FOUND]) if words.strip() else []


def pair_with(person: "Person", other_pk: int) -> DirectTalk | None:
    """The talk of two people, if they have one."""
    return DirectTalk.objects.visible_to(person).filter(pair=pair_of(person.pk, other_pk)).first()


def company_of(person: "Person", space: Space) -> Company:
    """Who else is in a direct talk; one query."""
    rows = Membership.objects.filter(space=space).select_related("person__unit", "space__direct")
    members = list(rows.order_by("person__sought", "pk"))
    talk = members[0].space.direct if members else space.direct
    return Company(talk, [row.person for row in members if row.person_id != person.pk])


def barrier_with(person: "Person", others: "Sequence[Person]") -> rules.Barrier | None:
    """What keeps the person from writing to these; a query only where a guest is among them."""
    sharing: set[int] = set()
    if is_guest(person) or any(is_guest(other) for other in others):
        sharing = set(sharing_with(person).filter(person__in=others).values_list("person_id", flat=True))
    return rules.barrier_in_direct(person, others, sharing)


def talks_of(person: "Person") -> "QuerySet[Thread]":
    """The person's direct talks, each with how far they have read."""
    mine = DirectTalk.objects.visible_to(person).values("thread_id")
    return Thread.objects.filter(pk__in=mine).with_mine(person).select_related("author", "space__direct")


def talk_lines(person: "Person", threads: Sequence[Thread]) -> list[TalkLine]:
    """Lines for threads of `talks_of`: the newest words, who else is there, where to listen from; three queries."""
    people = people_by_space(person, [thread.space_id for thread in threads])
    numbers = last_numbers([thread.stream.name for thread in threads])
    return [
        TalkLine(
            line, Company(line.thread.space.direct, people[line.thread.space_id]), numbers[line.thread.stream.name]
        )
        for line in lines(threads)
    ]


def unread_talks(person: "Person") -> int:
    """In how many direct talks something is new."""
    return Thread.objects.unread_by(person).filter(space__kind=Space.Kind.DIRECT).count()


def people_by_space(person: "Person", spaces: Iterable[int]) -> "dict[int, list[Person]]":
    """Who else is in these direct talks, by the key of their space; one query."""
    rows = Membership.objects.filter(space__in=list(spaces)).exclude(person=person).select_related("person")
    people: dict[int, list[Person]] = defaultdict(list)
    for row in rows.order_by("person__sought", "pk"):
        people[row.space_id].append(row.person)
    return people
