"""What the pages of who leads show: flags by urgency, hints, sanctions that hold, posts that a sweep would take."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Case, IntegerField, Max, Min, QuerySet, Value, When

from core.accounts.roles import MEDICAL_REVIEWER
from core.ui.paging import Page
from social.models import Flag, Membership, Post, SafetyHint, Sanction, Space, Sweep
from social.rules.spaces import LEADING, Standing

if TYPE_CHECKING:
    from core.accounts.models import Person

URGENCY = (Flag.Sort.OFF_LABEL, Flag.Sort.RUDE)


@dataclass(frozen=True)
class Flagged:
    """A post with the flags on it that the reader may answer."""

    post: Post
    flags: list[Flag]
    leads: bool

    @property
    def is_urgent(self) -> bool:
        """Whether it cannot wait: off-label, rude, or hidden already."""
        return self.post.is_held or any(flag.sort in URGENCY for flag in self.flags)


def flagged_posts(person: "Person", space: Space | None = None) -> "QuerySet[Post]":
    """Posts with flags that wait for this person, each with its urgency and since when."""
    waiting = Flag.objects.visible_to(person).waiting()
    waiting = waiting.of_space(space) if space else waiting
    urgent = Case(
        *(When(flags__sort=sort, then=Value(rank)) for rank, sort in enumerate(URGENCY)),
        default=Value(len(URGENCY)),
        output_field=IntegerField(),
    )
    posts = Post.objects.filter(flags__in=waiting).select_related("author", "thread__space")
    return posts.annotate(urgency=Min(urgent), flagged_at=Max("flags__pk"))


def flags_on(person: "Person", page: "Page[Post]", leads: Space | None = None) -> list[Flagged]:
    """The flags of a page of posts; two queries, one for posts of a space of which it is known that they lead it."""
    by_post: dict[int, list[Flag]] = defaultdict(list)
    waiting = Flag.objects.visible_to(person).waiting().filter(post__in=[post.pk for post in page.items])
    for flag in waiting.order_by("pk"):
        by_post[flag.post_id].append(flag)
    led = {leads.pk} if leads else spaces_led_by(person)
    spaces = [(post, {post.thread.space_id, post.thread.space.parent_id}) for post in page.items]
    return [Flagged(post, by_post[post.pk], bool(led & homes)) for post, homes in spaces]


def spaces_led_by(person: "Person") -> set[int | None]:
    """Keys of the spaces in which the person leads."""
    return set(Membership.objects.filter(person=person, role__in=LEADING).values_list("space_id", flat=True))


def hints_for(person: "Person", space: Space | None = None) -> "QuerySet[SafetyHint]":
    """What the word list found and nobody has judged, for who leads."""
    hints = SafetyHint.objects.visible_to(person).waiting().select_related("post__author", "post__thread__space")
    return (hints.filter(post__thread__space=space) if space else hints).order_by("-pk")


def running_sanctions(space: Space) -> "QuerySet[Sanction]":
    """Those that hold in a space."""
    return Sanction.objects.running().filter(space=space).select_related("person", "by").order_by("until", "pk")


def pause_of(where: Standing) -> Sanction | None:
    """The pause or removal that holds longest for somebody here, or in the parent; one query where there is one."""
    if not where.is_muted and not where.is_removed:
        return None
    space, sort = where.space, Sanction.Sort.REMOVE if where.is_removed else Sanction.Sort.PAUSE
    pauses = Sanction.objects.running().filter(person=where.person, sort=sort)
    return pauses.filter(space__in=[space.pk, space.parent_id or space.pk]).order_by("-until").first()


def posts_to_sweep(sweep: Sweep) -> "QuerySet[Post]":
    """What a sweep takes: posts that stand, of its talk or space, of its person, as far as they were looked at."""
    posts = Post.objects.standing().filter(thread__space=sweep.space, pk__lte=sweep.up_to)
    if sweep.thread_id is not None:
        posts = posts.filter(thread=sweep.thread_id)
    return posts.filter(author=sweep.person_id) if sweep.person_id is not None else posts


def leaders_of(space: Space) -> "QuerySet[Person]":
    """Who leads a space, or its parent."""
    homes = [pk for pk in (space.pk, space.parent_id) if pk]
    rows = Membership.objects.filter(space__in=homes, role__in=LEADING)
    return get_user_model()._default_manager.filter(is_active=True, pk__in=rows.values("person_id"))


def medical_reviewers() -> "QuerySet[Person]":
    """Everybody to whom off-label flags go."""
    people = get_user_model()._default_manager.filter(is_active=True, role_grants__role=MEDICAL_REVIEWER)
    return people.distinct().order_by("pk")
