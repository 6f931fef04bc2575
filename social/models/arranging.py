"""How who leads arranges a space: what is pinned, who joins by themselves, who has left for good."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.kinds.registry import Ref
from social.models.references import ref_of
from social.models.spaces import Role, Space


class Pin(models.Model):
    """That a talk or a learning object stands first in a space; at most five, in an order."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="pins")
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["space", "target_type", "target_id"], name="pinned_once"),
            models.CheckConstraint(name="pin_is_one_of_five", condition=Q(position__gte=1, position__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.target_type_id}:{self.target_id} in {self.space_id}"

    @property
    def ref(self) -> Ref | None:
        """What is pinned; None when its kind is no longer known."""
        return ref_of(self.target_type_id, self.target_id)


class JoinRule(models.Model):
    """That whoever is of a unit (or anywhere) and of a job role (or any) becomes a member by themselves."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="join_rules")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    job_role = models.ForeignKey("accounts.JobRole", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "unit", "job_role"], name="join_rule_once"),
            models.UniqueConstraint(
                fields=["space", "unit"], condition=Q(job_role=None), name="join_rule_of_unit_once"
            ),
            models.UniqueConstraint(
                fields=["space", "job_role"], condition=Q(unit=None), name="join_rule_of_job_role_once"
            ),
            models.UniqueConstraint(
                fields=["space"], condition=Q(unit=None, job_role=None), name="join_rule_of_everybody_once"
            ),
            models.CheckConstraint(name="join_rule_makes_members", condition=Q(role="member")),
        ]

    def __str__(self) -> str:
        return f"{self.space_id}: {self.unit_id or 'everywhere'} × {self.job_role_id or 'any'}"


class Departure(models.Model):
    """That somebody left a space by hand, or was sent away (`was_sent`): no rule brings them back."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="departures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    was_sent = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="departed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} left {self.space_id}"
