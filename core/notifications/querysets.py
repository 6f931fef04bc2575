"""Words that chain over notices and outgoing mails."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

if TYPE_CHECKING:
    from core.accounts.models import Person
    from core.notifications.models import MailOut, Notice  # noqa: F401  (base classes name them in strings)


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
