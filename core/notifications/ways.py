"""By which ways people are told, and how often everything that can wait comes together in one mail."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mail(models.TextChoices):
    """When a mail goes out for a notice."""

    NOW = "now", pgettext_lazy("mail", "At once")
    DIGEST = "digest", pgettext_lazy("mail", "In the digest")
    NEVER = "never", pgettext_lazy("mail", "No mail")


class Cadence(models.TextChoices):
    """How often a digest leaves."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", pgettext_lazy("digest", "Never")


class Preset(models.TextChoices):
    """Choices that most people make."""

    CALM = "calm", pgettext_lazy("preset", "Calm")
    NORMAL = "normal", pgettext_lazy("preset", "Normal")
    EVERYTHING = "everything", pgettext_lazy("preset", "Everything")


@dataclass(frozen=True)
class Way:
    """By which ways somebody is told of a kind of thing."""

    bell: bool
    mail: Mail

    @property
    def is_any(self) -> bool:
        """Whether they are told of it at all."""
        return self.bell or self.mail != Mail.NEVER
