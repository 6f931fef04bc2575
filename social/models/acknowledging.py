"""Announcements that ask for “I have read this”, and who has said so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.models.threads import Thread
from social.querysets.acknowledging import AskingQuerySet


class Asking(models.Model):
    """That an announcement asks everybody of its space to acknowledge it, by a day or without one.

    `words` counts how often its first post was written: 1, and one more with each edit since it asks. Whoever has
    acknowledged `revision` or a later one is done; `kept` is the last edit of which who leads said that it changes
    nothing. It is open until it is closed by hand, or the thread is put away.
    """

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="asking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(_("by when"), null=True, blank=True)
    words = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    kept = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # The reminder of the day before: when it is due, and when it was sent.
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="asking_due", condition=Q(done_at=None))]
        constraints = [
            models.CheckConstraint(
                name="asking_revision_was_written", condition=Q(revision__lte=F("words"), revision__gte=1)
            ),
            models.CheckConstraint(name="asking_kept_was_written", condition=Q(kept__lte=F("words"))),
            models.CheckConstraint(name="asking_due_with_a_day", condition=Q(due_at=None) | Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} asks since {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it still asks."""
        return self.closed_at is None

    @property
    def has_changed(self) -> bool:
        """Whether the words are others than were asked about, and nobody has said yet what that means."""
        return self.words > max(self.revision, self.kept)


class Acknowledgement(models.Model):
    """That somebody said they have read an announcement, when, and which of its wordings."""

    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["asking", "-at", "-id"], name="acknowledgement_latest")]
        constraints = [
            models.UniqueConstraint(fields=["asking", "person", "revision"], name="acknowledged_once"),
            models.CheckConstraint(name="acknowledged_a_wording", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} has read {self.asking_id} v{self.revision}"
