"""Waves: when a space opens, and to whom."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.models.arranging import JoinRule
from social.models.spaces import Space
from social.querysets.waves import WaveQuerySet


class Wave(models.Model):
    """That people of a unit (or anywhere) and of a job role (or any) come into a space at a moment, and not before.

    The moment is a wall clock in a zone, and the UTC time derived from it. When it comes, a rule of joining is made of
    the wave; whoever comes to fit it afterwards comes in, too.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="waves")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    job_role = models.ForeignKey("accounts.JobRole", models.PROTECT, null=True, blank=True, related_name="+")
    opens_on = models.DateField()
    opens_clock = models.TimeField()
    zone = models.CharField(_("time zone"), max_length=64)
    due_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    rule = models.ForeignKey(JoinRule, on_delete=models.SET_NULL, null=True, related_name="waves")

    objects = WaveQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(opened_at=None, stopped_at=None), name="wave_due")]
        constraints = [
            models.CheckConstraint(name="wave_opened_or_stopped", condition=Q(opened_at=None) | Q(stopped_at=None)),
            models.CheckConstraint(name="wave_rules_when_opened", condition=Q(rule=None) | Q(opened_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.space_id}: {self.unit_id or 'everywhere'} × {self.job_role_id or 'any'} at {self.due_at}"

    @property
    def opens_local(self) -> datetime:
        """The promised wall time in `zone`, naive."""
        return datetime.combine(self.opens_on, self.opens_clock)

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be moved or stopped."""
        return self.opened_at is None and self.stopped_at is None
