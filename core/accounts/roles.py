"""The nine roles that somebody can be granted; everybody is a learner without one."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may be asked to do beyond learning."""

    TUTOR = "tutor", _("Tutor")
    TRAINER = "trainer", _("Trainer")
    AUTHOR = "author", _("Author")
    EXPERT = "expert", _("Subject-matter expert")
    TRAINING_MANAGER = "training_manager", _("Training manager")
    MEDICAL_REVIEWER = "medical_reviewer", _("Medical reviewer")
    PHARMACIST = "pharmacist", _("Responsible pharmacist")
    SAFETY_OFFICER = "safety_officer", _("Safety officer")
    ADMINISTRATOR = "administrator", _("Administrator")


TUTOR: Final = Role.TUTOR
TRAINER: Final = Role.TRAINER
AUTHOR: Final = Role.AUTHOR
EXPERT: Final = Role.EXPERT
TRAINING_MANAGER: Final = Role.TRAINING_MANAGER
MEDICAL_REVIEWER: Final = Role.MEDICAL_REVIEWER
PHARMACIST: Final = Role.PHARMACIST
SAFETY_OFFICER: Final = Role.SAFETY_OFFICER
ADMINISTRATOR: Final = Role.ADMINISTRATOR
