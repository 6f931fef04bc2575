"""Devices on which notices show, and notices on their way there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notifications.models.notices import Notice
from core.notifications.querysets import PushDeviceQuerySet, PushOutQuerySet


class PushDevice(models.Model):
    """A browser on which somebody wishes to be told, as long as the session lasts in which they said so.

    `endpoint` is its address at its own push service, a secret; `key` is the address's SHA-256, by which it is known.
    `public_key` and `secret` are the browser's: what is sent can be read there and nowhere else.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_devices")
    session_key = models.CharField(max_length=40, db_index=True)
    endpoint = models.CharField(max_length=1000)
    key = models.CharField(max_length=64, unique=True)
    public_key = models.CharField(max_length=100)
    secret = models.CharField(max_length=40)
    user_agent = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.CheckConstraint(
                condition=~Q(endpoint="") & ~Q(public_key="") & ~Q(secret="") & ~Q(session_key=""),
                name="push_device_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.key[:8]}"


class PushOut(models.Model):
    """A notice that is to show on a device: one row, whoever dies while sending it; claimed as mails are."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        READ = "read", _("Read in the meantime")
        GONE = "gone", _("No longer to be seen")
        STOPPED = "stopped", _("No longer wished for")
        FAILED = "failed", _("Given up")
        QUIET = "quiet", _("Left in peace")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    device = models.ForeignKey(PushDevice, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = PushOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing push")
        verbose_name_plural = _("outgoing pushes")
        indexes = [models.Index(fields=["due_at", "id"], name="push_out_due", condition=Q(done_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["notice", "device"], name="push_out_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="")
                | Q(done_at__isnull=False, outcome__in=["sent", "read", "gone", "stopped", "failed", "quiet"]),
                name="push_out_done_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.device_id}"
