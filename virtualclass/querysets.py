"""Words that chain about classes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from core.accounts.models import Person
    from virtualclass.models import ClassSession, Registration  # noqa: F401  (base classes name them in strings)


class ClassSessionQuerySet(QuerySet["ClassSession"]):
    """Classes."""

    def visible_to(self, person: "Person") -> Self:
        """Classes a person may know of: their own, their spaces', and those open to the whole company.

        The class's own space tells who leads or is registered; the host space tells whose class it is. For people by
        the thousand `queries.listeners_of_classes` says the same.
        """
        from social.models import Membership

        if not person.is_active:
            return self.none()
        in_own = Membership.objects.filter(person=person, space=OuterRef("space"))
        in_host = Membership.objects.filter(person=person, space=OuterRef("host"))
        reach = Q(Exists(in_own)) | Q(Exists(in_host))
        if not person.is_external:
            reach |= Q(host__isnull=True)
        return self.filter(reach)

    def upcoming(self, now: datetime) -> Self:
        """Not over at `now`, or still running past its time, soonest first; cancelled ones stay out."""
        to_come = Q(ends_at__gt=now) | Q(state="running")
        return self.exclude(state__in=["cancelled", "ended"]).filter(to_come).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Ended or simply over, latest first."""
        return (
            self.exclude(state__in=["cancelled", "running"])
            .filter(Q(state="ended") | Q(ends_at__lte=now))
            .order_by("-starts_at", "-pk")
        )

    def between(self, start: datetime, end: datetime) -> Self:
        """Any part of which lies between two moments."""
        return self.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")

    def of(self, person: "Person") -> Self:
        """Those a person is registered for, waits for or leads."""
        return self.filter(
            Q(registrations__person=person, registrations__state__in=["registered", "waitlisted"]) | Q(trainer=person)
        ).distinct()

    def soon(self, now: datetime, within: timedelta) -> Self:
        """Starting within a span from `now`."""
        return self.upcoming(now).filter(starts_at__lte=now + within)


class RegistrationQuerySet(QuerySet["Registration"]):
    """Registrations."""

    def holding_a_seat(self) -> Self:
        """Who has a seat."""
        return self.filter(state="registered")

    def waiting(self) -> Self:
        """The waiting list, first come first."""
        return self.filter(state="waitlisted").order_by("asked_at", "pk")
