"""Who may see a space, and whom a post may call."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from core.accounts.roles import SAFETY_OFFICER
from social import registries
from social.models import Follow, FollowLevel, Membership, Post, Space, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_OFFERED = 8


def readers_of(space: Space) -> "QuerySet[Person]":
    """Everybody who may read a space."""
    homes = [space.pk] if space.parent_id is None else [space.pk, space.parent_id]
    member = Q(pk__in=Membership.objects.filter(space__in=homes).values("person_id"))
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(member | Q(is_external=False) if space.openness == Space.Openness.OPEN else member)


def concerned_by(thread: Thread) -> "list[Person]":
    """Who wrote in a thread, by name or not, or watches it, may still read it, and has not muted it; two queries."""
    levels = dict(Follow.objects.filter(thread=thread).values_list("person_id", "level"))
    watching = [pk for pk, level in levels.items() if level == FollowLevel.WATCH]
    muted = [pk for pk, level in levels.items() if level == FollowLevel.MUTE]
    posts = Post.objects.standing().filter(thread=thread)
    wrote = Q(pk__in=posts.values("author_id"))
    if thread.is_hushed:
        wrote |= Q(pk__in=posts.filter(veil__isnull=False).values("veil__person_id"))
    people = readers_of(thread.space).filter(wrote | Q(pk__in=watching)).exclude(pk__in=muted)
    return who_may_read(thread, people.order_by("pk"))


def tutors_of(space: Space) -> "QuerySet[Person]":
    """The tutors of a space, or of its parent."""
    homes = [space.pk] if space.parent_id is None else [space.pk, space.parent_id]
    rows = Membership.objects.filter(space__in=homes, role="tutor")
    return get_user_model()._default_manager.filter(is_active=True, pk__in=rows.values("person_id"))


def people_at_home(space: Space) -> "QuerySet[Person]":
    """Who belongs to a space, or to its parent: whom @here calls."""
    homes = [space.pk] if space.parent_id is None else [space.pk, space.parent_id]
    rows = Membership.objects.filter(space__in=homes)
    return get_user_model()._default_manager.filter(is_active=True, pk__in=rows.values("person_id"))


def safety_officers() -> "QuerySet[Person]":
    """Everybody to whom the cases are open."""
    people = get_user_model()._default_manager.filter(is_active=True, role_grants__role=SAFETY_OFFICER)
    return people.distinct().order_by("pk")


def offered(space: Space, thread: Thread | None, words: str) -> "list[Person]":
    """Whom to offer while somebody types a mention: readers whose name has a word that starts like this."""
    words = words.strip()
    people = readers_of(space)
    if words:
        people = people.filter(Q(name__istartswith=words) | Q(name__icontains=f" {words}"))
    return who_may_read(thread, people.order_by("name", "pk")[:MOST_OFFERED])


def called_by_name(space: Space, thread: Thread | None, names: Iterable[str], pks: Iterable[int]) -> "list[Person]":
    """Readers whose name starts with the first word of one of `names`, or whose key is among `pks`; one query."""
    wanted = Q(pk__in=list(pks))
    for first in sorted({name.split()[0] for name in names if name.split()})[:20]:
        wanted |= Q(name__istartswith=first)
    return who_may_read(thread, readers_of(space).filter(wanted).order_by("pk")[:200])


def who_may_read(thread: Thread | None, people: "Iterable[Person]") -> "list[Person]":
    """Those of `people` whom the thread's restriction, if it has one, lets in."""
    if thread is None or not thread.audience:
        return list(people)
    return [person for person in people if thread.audience in registries.held_by(person)]
