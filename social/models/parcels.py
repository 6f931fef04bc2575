"""Spaces that leave as a file, and come in as one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.models.spaces import Space
from social.querysets.parcels import SpaceExportQuerySet, SpaceImportQuerySet


class SpaceExport(models.Model):
    """That somebody asked for a space as a file: made by a job, theirs alone, for some days.

    Outstanding until `done_at`; `done` of `total` talks are written. `path` names the file among the kept ones, and
    `fault` says in a word why there is none. `held` is what stood in the space as it was written.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="exports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=120, blank=True, default="")
    size = models.BigIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True, default="")
    held = models.JSONField(default=list)

    objects = SpaceExportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=Q(done_at=None), name="space_export_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "by"], condition=Q(done_at=None), name="space_export_one_at_a_time"
            ),
            models.CheckConstraint(
                name="space_export_lies_somewhere", condition=Q(path="") | Q(done_at__isnull=False, fault="")
            ),
            models.CheckConstraint(
                name="space_export_expires", condition=Q(path="") | Q(expires_at__isnull=False, size__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} for {self.by_id}"

    @property
    def is_ready(self) -> bool:
        """Whether it lies there, for now."""
        return bool(self.path) and self.expires_at is not None and self.expires_at > timezone.now()


class SpaceImport(models.Model):
    """A file of a space that somebody brought: looked at first (`report`), then written as a whole, or not at all."""

    class State(models.TextChoices):
        BROUGHT = "brought", _("Being looked at")
        LOOKED_AT = "looked_at", _("Looked at")
        WANTED = "wanted", _("Being written")
        WRITTEN = "written", _("Written")
        REFUSED = "refused", _("Refused")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=9, choices=State, default=State.BROUGHT)
    brought_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    space = models.OneToOneField(Space, on_delete=models.SET_NULL, null=True, related_name="brought_by")
    written_at = models.DateTimeField(null=True)

    objects = SpaceImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="space_import_state_known",
                condition=Q(state__in=["brought", "looked_at", "wanted", "written", "refused"]),
            ),
            models.CheckConstraint(
                name="space_import_done_when_written",
                condition=Q(state="written", written_at__isnull=False) | (~Q(state="written") & Q(written_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether a job still has to do with it."""
        return self.state in (self.State.BROUGHT, self.State.WANTED)


class FormerMember(models.Model):
    """Somebody whom a file of a space names and who has no account here: their name, for what they wrote.

    `person` signs in nowhere, and stands in no directory; `email` is what the file said, so that leaving again it says
    the same.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    email = models.CharField(max_length=254)
    brought_by = models.ForeignKey(SpaceImport, on_delete=models.PROTECT, related_name="former_members")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brought_by", "email"], name="former_member_once")]

    def __str__(self) -> str:
        return self.email
