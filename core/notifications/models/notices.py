"""What people were told, and how they wish to be told."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications import quiet
from core.notifications.querysets import NoticeQuerySet
from core.notifications.quiet import Hours
from core.notifications.ways import Cadence, Mail


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
    # For who has reports: what a Monday morning brings.
    team_mail = models.BooleanField(default=True)

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
