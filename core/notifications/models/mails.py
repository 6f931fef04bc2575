"""Mails that go out and come in."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notifications.models.notices import Notice
from core.notifications.querysets import MailOutQuerySet

if TYPE_CHECKING:
    from core.accounts.models import Person


class MailOut(models.Model):
    """A mail that is to go out, for a notice, as somebody's digest or about their team: one row, whoever dies.

    A worker claims the row for a few minutes in a transaction of its own, sends, then writes how it ended.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        READ = "read", _("Read in the meantime")
        GONE = "gone", _("No longer to be seen")
        STOPPED = "stopped", _("No longer wished for")
        FAILED = "failed", _("Given up")
        EMPTY = "empty", _("Nothing to tell")
        PAUSED = "paused", _("Left in peace")

    notice = models.OneToOneField(Notice, models.CASCADE, null=True, blank=True, related_name="mail_out")
    digest_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    # Whose team it is about, where it is a manager's Monday mail and no digest.
    team_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    effect_key = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MailOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(fields=["due_at", "id"], name="mail_out_due", condition=Q(done_at=None)),
            models.Index(
                fields=["due_at", "id"], name="mail_out_notice_due", condition=Q(done_at=None, notice__isnull=False)
            ),
            models.Index(
                fields=["digest_of", "-due_at"], name="mail_out_digests", condition=Q(digest_of__isnull=False)
            ),
            models.Index(fields=["team_of", "-due_at"], name="mail_out_teams", condition=Q(team_of__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="")
                | Q(
                    done_at__isnull=False, outcome__in=["sent", "read", "gone", "stopped", "failed", "empty", "paused"]
                ),
                name="mail_out_done_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(notice__isnull=False, digest_of=None, team_of=None)
                | Q(notice=None, digest_of__isnull=False, team_of=None)
                | Q(notice=None, digest_of=None, team_of__isnull=False),
                name="mail_out_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.effect_key

    @property
    def person(self) -> "Person":
        """Whom it goes to."""
        person: Person | None = self.digest_of or self.team_of or (self.notice.person if self.notice else None)
        assert person is not None
        return person


class MailIn(models.Model):
    """A mail that came in for an answer, known by its Message-ID, so that one delivered twice is dealt with once."""

    class Outcome(models.TextChoices):
        POSTED = "posted", _("Posted")
        RETURNED = "returned", _("Returned with a reason")

    effect_key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["posted", "returned"]), name="mail_in_outcome_known")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.outcome}"
