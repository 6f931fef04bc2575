"""What people were told, how they wish to be told, and the mails that go out for it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications import quiet
from core.notifications.querysets import MailOutQuerySet, NoticeQuerySet
from core.notifications.quiet import Hours
from core.notifications.ways import Cadence, Mail

if TYPE_CHECKING:
    from core.accounts.models import Person


class Notice(models.Model):
    """Somebody is told of something, once for each effect; its words are made from the thing as it is when shown."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    about_id = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict)
    in_bell = models.BooleanField(default=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    effect_key = models.CharField(max_length=120)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_newest_first", condition=Q(in_bell=True)),
            models.Index(fields=["person"], name="notice_unread", condition=Q(in_bell=True, read_at=None)),
            models.Index(fields=["about_type", "about_id"], name="notice_about"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "effect_key"], name="notice_effect_once"),
            models.CheckConstraint(condition=~Q(effect_key="") & ~Q(kind=""), name="notice_has_kind_and_effect"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.person_id}"

    @property
    def about(self) -> Ref | None:
        """What it is about, if its kind is still known."""
        model = self.about_type.model_class()
        return Ref(registry.of_model(model).name, self.about_id) if model is not None else None


class Preference(models.Model):
    """How one person wishes to be told of one kind of thing; without a row the kind's own way holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    bell = models.BooleanField()
    mail = models.CharField(max_length=6, choices=Mail)

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_kind_once"),
            models.CheckConstraint(condition=Q(mail__in=["now", "digest", "never"]), name="preference_mail_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Attention(models.Model):
    """How one person's attention is spared: digest, quiet hours, a pause. Without a row the defaults hold."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attention", primary_key=True)
    digest = models.CharField(max_length=6, choices=Cadence, default=Cadence.WEEKLY)
    digest_day = models.PositiveSmallIntegerField(default=0)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.TimeField(default=quiet.FROM)
    quiet_until = models.TimeField(default=quiet.UNTIL)
    # Weekdays as digits, Monday 0.
    quiet_days = models.CharField(max_length=6, blank=True, default=quiet.WEEKEND)
    paused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attention")
        verbose_name_plural = _("attention")
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__in=["daily", "weekly", "never"], digest_day__lte=6, digest_hour__lte=23),
                name="attention_digest_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.digest}"

    @property
    def hours(self) -> Hours:
        """The person's quiet hours."""
        return Hours(self.quiet_from, self.quiet_until, self.quiet_days)

    @property
    def is_paused(self) -> bool:
        """Whether the person has asked for peace just now."""
        return self.paused_until is not None and self.paused_until > timezone.now()

    def free_from(self, at: datetime, zone: str) -> datetime:
        """The moment itself, or the first one after it that lies in no pause and no quiet hour."""
        start = max(at, self.paused_until) if self.paused_until else at
        return quiet.after_quiet(start, zone, self.hours)


class MailOut(models.Model):
    """A mail that is to go out, for a notice or as somebody's digest: one row, whoever dies while sending it.

    A worker claims the row for a few minutes in a transaction of its own, sends, then writes how it ended.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        READ = "read", _("Read in the meantime")
        GONE = "gone", _("No longer to be seen")
        STOPPED = "stopped", _("No longer wished for")
        FAILED = "failed", _("Given up")
        EMPTY = "empty", _("Nothing to tell")

    notice = models.OneToOneField(Notice, models.CASCADE, null=True, blank=True, related_name="mail_out")
    digest_of = models.ForeignKey(
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
                fields=["due_at", "id"], name="mail_out_notice_due", condition=Q(done_at=None, digest_of=None)
            ),
            models.Index(
                fields=["digest_of", "-due_at"], name="mail_out_digests", condition=Q(digest_of__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="")
                | Q(done_at__isnull=False, outcome__in=["sent", "read", "gone", "stopped", "failed", "empty"]),
                name="mail_out_done_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(notice=None, digest_of__isnull=False) | Q(notice__isnull=False, digest_of=None),
                name="mail_out_notice_or_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.effect_key

    @property
    def person(self) -> "Person":
        """Whom it goes to."""
        person: Person | None = self.digest_of or (self.notice.person if self.notice else None)
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
