"""Words that chain over notices, and over what goes out for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

if TYPE_CHECKING:
    from core.accounts.models import Person
    from core.notifications.models import MailOut, Notice, PushDevice, PushOut  # noqa: F401  (named in strings)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def visible_to(self, person: "Person") -> "NoticeQuerySet":
        """One's own, of which the bell tells."""
        return self.filter(person=person, in_bell=True) if person.is_active else self.none()

    def unread(self) -> "NoticeQuerySet":
        """Those not yet read."""
        return self.filter(read_at=None)

    def newest_first(self) -> "NoticeQuerySet":
        """In the order of a bell."""
        return self.order_by("-pk")


class MailOutQuerySet(models.QuerySet["MailOut"]):
    """Outgoing mails."""

    def due(self, at: datetime) -> "MailOutQuerySet":
        """Those to go out by now, that nobody is sending."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=Now())
        return self.filter(free, done_at=None, due_at__lte=at)

    def of_notices(self) -> "MailOutQuerySet":
        """Those that go out for one notice."""
        return self.filter(notice__isnull=False)

    def waiting_for(self, person: "Person") -> "MailOutQuerySet":
        """Mails of notices to a person that nobody has tried to send yet."""
        return self.of_notices().filter(notice__person=person, done_at=None, claimed_until=None, tries=0)

    def digests_of(self, person: "Person") -> "MailOutQuerySet":
        """A person's digests, the newest first."""
        return self.filter(digest_of=person).order_by("-due_at", "-pk")

    def teams_of(self, person: "Person") -> "MailOutQuerySet":
        """A manager's Monday mails, the newest first."""
        return self.filter(team_of=person).order_by("-due_at", "-pk")


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    """Devices on which notices show."""

    def visible_to(self, person: "Person") -> "PushDeviceQuerySet":
        """One's own."""
        return self.filter(person=person) if person.is_active else self.none()


class PushOutQuerySet(models.QuerySet["PushOut"]):
    """Notices on their way to a device."""

    def due(self, at: datetime) -> "PushOutQuerySet":
        """Those to go out by now, that nobody is sending."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=Now())
        return self.filter(free, done_at=None, due_at__lte=at)
