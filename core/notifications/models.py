"""What people were told, how they wish to be told, and the mails that go out for it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications.querysets import MailOutQuerySet, NoticeQuerySet

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
    mail = models.BooleanField()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_kind_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class MailOut(models.Model):
    """A mail that is to go out for a notice: one row, whoever dies while sending it.

    A worker claims the row for a few minutes in a transaction of its own, sends, then writes how it ended.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        READ = "read", _("Read in the meantime")
        GONE = "gone", _("No longer to be seen")
        STOPPED = "stopped", _("No longer wished for")
        FAILED = "failed", _("Given up")

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="mail_out")
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
        indexes = [models.Index(fields=["due_at", "id"], name="mail_out_due", condition=Q(done_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="")
                | Q(done_at__isnull=False, outcome__in=["sent", "read", "gone", "stopped", "failed"]),
                name="mail_out_done_has_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.effect_key

    @property
    def person(self) -> "Person":
        """Whom it goes to."""
        return self.notice.person
