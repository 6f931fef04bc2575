"""Who was granted which role, where, by whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.roles import Role


class RoleGrant(models.Model):
    """A role of a person, in a unit and beneath it, or everywhere."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="role_grants", verbose_name=_("unit")
    )
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(unit=None), name="role_grant_once_everywhere"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit"], condition=~models.Q(unit=None), name="role_grant_once_in_unit"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_grant_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit or _('everywhere')}"
