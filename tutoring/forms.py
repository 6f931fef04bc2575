"""What people fill in about studies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutoring.models import Pico
from tutoring.registries.opening import MOST_BYTES


class ImportForm(forms.Form):
    """A registry record as a file."""

    file = forms.FileField(
        label=_("Record"),
        help_text=_("The JSON file of one study from ClinicalTrials.gov (API version 2), up to 20 MB."),
        allow_empty_file=True,
        max_length=400,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    accept_older = forms.BooleanField(label=_("Import it although it is older than ours"), required=False)

    def given(self) -> dict[str, Any]:
        """What the action needs; of a file beyond the limit one byte too many is enough to refuse it."""
        upload = self.cleaned_data["file"]
        upload.seek(0)
        return {
            "content": upload.read(MOST_BYTES + 1),
            "file_name": upload.name or "",
            "accept_older": self.cleaned_data["accept_older"],
        }


class PicoForm(forms.ModelForm[Pico]):
    """The study in one look."""

    class Meta:
        model = Pico
        fields = ["patients", "intervention", "comparator", "outcome"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("patients", "intervention", "comparator", "outcome")
        }
