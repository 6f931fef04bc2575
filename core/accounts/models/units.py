"""How the company is organised: units in a tree, job roles."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

is_code = RegexValidator(
    re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z"), _("Use letters, digits, dots, hyphens and underscores only.")
)
is_country = RegexValidator(re.compile(r"^[A-Z]{2}\Z"), _("Write the country as two capitals, such as FR."))


class Unit(MP_Node):
    """A place in the organisation: an affiliate, one of its departments, one of their teams."""

    class Kind(models.TextChoices):
        AFFILIATE = "affiliate", _("Affiliate")
        DEPARTMENT = "department", _("Department")
        TEAM = "team", _("Team")

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[is_code])
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[is_country])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.TEAM)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.CheckConstraint(condition=~models.Q(code=""), name="unit_has_code"),
            models.CheckConstraint(condition=~models.Q(name=""), name="unit_has_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["affiliate", "department", "team"]), name="unit_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="unit_country_two_capitals",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def steps_down(self) -> range:
        """How far beneath the top it stands."""
        return range(1, self.depth)

    def holds(self, other: "Unit | None") -> bool:
        """Whether `other` is this unit or stands beneath it."""
        return other is not None and str(other.path).startswith(str(self.path))


class JobRole(models.Model):
    """What somebody is employed as: medical sales representative, medical science liaison."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[is_code])
    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("job role")
        verbose_name_plural = _("job roles")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~models.Q(title_en=""), name="job_role_has_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        is_french = (get_language() or "").startswith("fr")
        return self.title_fr if is_french and self.title_fr else self.title_en
