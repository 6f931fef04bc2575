"""Veils: who asked a question without their name, and who was let see it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Veil(models.Model):
    """That somebody speaks in one talk without their name; the only row that says who it is.

    Threads and posts under a veil have a stand-in for their author, so that whatever shows, counts, searches or exports
    authors knows no name. Posts of one veil are of one person; another question of theirs is another veil.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"veil {self.pk}"


class Unveiling(models.Model):
    """That a tutor looked who it is, and why. For who asked it stands open, beside the trail."""

    veil = models.ForeignKey(Veil, on_delete=models.PROTECT, related_name="unveilings")
    post = models.ForeignKey("social.Post", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["veil", "by"], name="unveiling_once_a_person"),
            models.CheckConstraint(name="unveiling_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.veil_id} seen by {self.by_id}"
