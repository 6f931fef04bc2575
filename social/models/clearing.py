"""Talks that somebody took as read by one deed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from social.querysets.clearing import ClearingQuerySet

UNDO = timedelta(days=1)


class Clearing(models.Model):
    """That a person took talks as read by one deed, and what held before, so that it can be taken back for a day.

    `whole`: everything that had been said by `until`; then they were caught up. `before` is emptied with the day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField(db_default=Now())
    whole = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ClearingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="clearing_latest")]
        constraints = [
            models.CheckConstraint(
                name="clearing_undone_after", condition=Q(undone_at=None) | Q(undone_at__gte=F("at"))
            ),
            models.CheckConstraint(name="clearing_whole_until", condition=Q(whole=False) | Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} took {self.count} as read"

    @property
    def may_be_undone(self) -> bool:
        """Whether what held before is still known."""
        return self.undone_at is None and bool(self.before) and timezone.now() - self.at < UNDO
