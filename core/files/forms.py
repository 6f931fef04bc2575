"""What an upload consists of."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file, and the key under which it is kept once."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # what is empty has a sentence of its own
    )
    key = forms.UUIDField(required=False)
