"""How closely somebody follows a thread or a space."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FollowLevel(models.TextChoices):
    """What a thread says beats what its space says."""

    WATCH = "watch", _("Watch: tell me of every post")
    NORMAL = "normal", _("Normal: tell me what concerns me")
    MUTE = "mute", _("Mute: tell me nothing")
