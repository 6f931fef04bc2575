"""The languages in which somebody reads."""

from typing import Any

from django.conf import settings
from django.db import models

DEFAULT = "en"


class ReadLanguages(models.Model):
    """That a person said which languages they read; who said nothing reads their own and English."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_languages")
    codes = models.JSONField()

    def __str__(self) -> str:
        return f"{self.person_id} reads {', '.join(self.codes)}"


def usual(person: Any) -> set[str]:
    """What is taken for granted."""
    return {person.language, DEFAULT}
