"""A field for the words by which colleagues find whom to ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkField(forms.CharField):
    """Words with commas between, as a list; they are free."""

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "label": _("What I work on"),
            "help_text": _("A few words, with commas between: what colleagues may ask you about."),
        }
        super().__init__(**{**said, "max_length": 800, "required": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        said = (super().clean(value) or "").replace(";", ",").replace("\n", ",")
        return [word.strip() for word in said.split(",") if word.strip()]
