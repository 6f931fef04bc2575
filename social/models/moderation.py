"""Keeping a talk in order: flags, sanctions, and deeds done to many posts at once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from social.models.posts import Post
from social.models.spaces import Space
from social.models.threads import Thread
from social.querysets.moderation import FlagQuerySet, SanctionQuerySet

# So many people must flag a post for it to be hidden until somebody has looked.
FLAGS_TO_HIDE = 3
UNDO_WINDOW = timedelta(minutes=15)


class Flag(models.Model):
    """That a reader asks who leads to look at a post. Its author is never told who."""

    class Sort(models.TextChoices):
        OFF_LABEL = "off_label", _("It speaks of a use outside the label")
        RUDE = "rude", _("It is rude")
        WRONG = "wrong", _("It is wrong")
        SPAM = "spam", _("It is advertising, or does not belong here")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        WAITS = "", pgettext_lazy("flag", "Waits")
        ACTED = "acted", pgettext_lazy("flag", "Something was done")
        DISMISSED = "dismissed", pgettext_lazy("flag", "Dismissed")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="flags")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sort = models.CharField(_("what is it about"), max_length=10, choices=Sort)
    words = models.CharField(_("in your words"), max_length=500, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.WAITS)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")

    objects = FlagQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["post"], name="flag_waits", condition=Q(outcome=""))]
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="flag_once_a_person"),
            models.CheckConstraint(
                name="flag_sort_known", condition=Q(sort__in=["off_label", "rude", "wrong", "spam", "other"])
            ),
            models.CheckConstraint(
                name="flag_handled_by_somebody",
                condition=Q(outcome="", handled_by=None, handled_at=None)
                | Q(outcome__in=["acted", "dismissed"], handled_by__isnull=False, handled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} on {self.post_id}"


class Sanction(models.Model):
    """What somebody who leads a space did about a member's conduct, why, and until when. It ends by itself."""

    class Sort(models.TextChoices):
        WARN = "warn", _("Warn")
        PAUSE = "pause", _("Pause: may read, not write")
        REMOVE = "remove", _("Remove from the space")

    LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="sanctions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sanctions")
    sort = models.CharField(_("what"), max_length=6, choices=Sort)
    reason = models.CharField(_("reason"), max_length=500)
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["space", "person", "-at"], name="sanction_of_person")]
        constraints = [
            models.CheckConstraint(name="sanction_sort_known", condition=Q(sort__in=["warn", "pause", "remove"])),
            models.CheckConstraint(name="sanction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="sanction_timed_but_warnings",
                condition=Q(sort="warn", until=None) | Q(sort__in=["pause", "remove"], until__gt=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.person_id} in {self.space_id}"

    @property
    def is_running(self) -> bool:
        """Whether it holds now."""
        return self.lifted_at is None and self.until is not None and self.until > timezone.now()


class Sweep(models.Model):
    """Many posts deleted by one deed; for a quarter of an hour it can be taken back, exactly those."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="sweeps")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # The last post that was in view when it was looked at: what is written later stays.
    up_to = models.BigIntegerField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    posts = models.ManyToManyField(Post, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="sweep_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="sweep_of_something", condition=Q(thread__isnull=False) | Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"sweep {self.pk} in {self.space_id}"

    @property
    def may_be_undone(self) -> bool:
        """Whether the window to take it back is still open."""
        return self.done_at is not None and self.undone_at is None and timezone.now() < self.done_at + UNDO_WINDOW
