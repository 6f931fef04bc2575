"""How a person says since when they catch up, and what they take as read."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_CHOSEN = 200


class SinceForm(forms.Form):
    """Since which day one catches up."""

    since = forms.DateField(
        label=_("Since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    def moment(self) -> datetime | None:
        """The beginning of that day by the person's own clock; None where none is said, or none that there is."""
        day = self.cleaned_data.get("since") if self.is_valid() else None
        return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone()) if day else None


class ClearingForm(forms.Form):
    """Which talks are taken as read: some, or all up to the newest word that was shown."""

    until = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        one = data.get("one", "")
        texts = [one] if one else data.getlist("thread")[:MOST_CHOSEN]
        self.threads = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]
        self.is_all = data.get("what") == "all" and not one
