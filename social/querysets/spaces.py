"""Words that chain over spaces and who belongs to them."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Concat

from core.realtime.models import Stream

if TYPE_CHECKING:
    from social.models import JoinRequest, Membership, Space  # noqa: F401  (base classes name them in strings)


def is_stranger(person: Any) -> bool:
    """Whether this is nobody who may see anything: not signed in, or not active any more."""
    return not person.is_authenticated or not person.is_active


def is_guest(person: Any) -> bool:
    """Whether this is a guest from outside, who sees only the spaces they were let into."""
    return bool(getattr(person, "is_external", False))


class SpaceQuerySet(models.QuerySet["Space"]):
    """Spaces, narrowed by words."""

    def home_of(self, person: Any) -> Self:
        """Where the person belongs, by their own membership or by that of the parent."""
        mine = person.memberships.values("space_id")
        return self.filter(Q(pk__in=mine) | Q(parent__in=mine))

    def readable_by(self, person: Any) -> Self:
        """Whose threads the person may read: their own spaces and, for colleagues, the open ones."""
        if is_stranger(person):
            return self.none()
        mine = person.memberships.values("space_id")
        home = Q(pk__in=mine) | Q(parent__in=mine)
        return self.filter(home if is_guest(person) else home | Q(openness="open"))

    def visible_to(self, person: Any) -> Self:
        """Which spaces exist for the person: a closed community shows its name, others only to who was asked in."""
        if is_stranger(person):
            return self.none()
        mine = person.memberships.values("space_id")
        invited = person.join_requests.filter(state="invited").values("space_id")
        known = Q(pk__in=mine) | Q(parent__in=mine) | Q(pk__in=invited)
        return self.filter(
            known if is_guest(person) else known | Q(openness="open") | Q(openness="closed", kind="community")
        )

    def with_stream_number(self) -> Self:
        """With the number its stream gave last, in the statement that reads the space."""
        name = Concat(models.Value("space:"), Cast("pk", models.CharField()))
        last = Stream.objects.filter(name=OuterRef("stream_name")).values("last_seq")[:1]
        return self.annotate(stream_name=name).annotate(stream_seq=Coalesce(Subquery(last), 0))

    def places(self) -> Self:
        """Spaces with pages of their own; a direct talk is only a talk."""
        return self.exclude(kind="direct")

    def communities(self) -> Self:
        """Spaces that people find and join by themselves."""
        return self.filter(kind="community")

    def living(self) -> Self:
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        """Those that are put away: read, not continued."""
        return self.exclude(archived_at=None)

    def joined_by(self, person: Any) -> Self:
        """Those the person is a member of, by their own membership."""
        return self.filter(pk__in=person.memberships.values("space_id"))

    def not_joined_by(self, person: Any) -> Self:
        """Those the person could still enter."""
        return self.exclude(pk__in=person.memberships.values("space_id"))

    def by_name(self) -> Self:
        """In the order of a directory; the key makes it total."""
        return self.order_by("name", "pk")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, narrowed by words."""

    def leading_first(self) -> Self:
        """Tutors and moderators before members, each by name."""
        rank = models.Case(models.When(role="tutor", then=0), models.When(role="moderator", then=1), default=2)
        return self.annotate(rank=rank).order_by("rank", "person__name", "pk")

    def leading(self) -> Self:
        """Who lets people in: tutors and moderators."""
        return self.filter(role__in=["tutor", "moderator"])


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    """Requests and invitations, narrowed by words."""

    def asked(self) -> Self:
        """Those that wait for a moderator."""
        return self.filter(state="asked")

    def invited(self) -> Self:
        """Those that wait for the person."""
        return self.filter(state="invited")

    def visible_to(self, person: Any) -> Self:
        """My own, and those of spaces that I lead."""
        if is_stranger(person):
            return self.none()
        led = person.memberships.filter(role__in=["tutor", "moderator"]).values("space_id")
        return self.filter(Q(person=person) | Q(space__in=led))
