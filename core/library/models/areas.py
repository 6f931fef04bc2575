"""Therapeutic areas: the company's own vocabulary."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A therapeutic area, with its name in each language: `{"en": "Vaccines", "fr": "Vaccins"}`."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    names = models.JSONField(_("names"))

    class Meta:
        verbose_name = _("therapeutic area")
        verbose_name_plural = _("therapeutic areas")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~models.Q(code=""), name="area_has_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, else in English."""
        return str(self.names.get((get_language() or "en")[:2]) or self.names.get("en") or self.code)
