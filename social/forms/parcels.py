"""What people fill in to bring a space in from a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The file of a space"),
        help_text=_("A ZIP file that was exported from a space. Larger ones are brought in by an operator."),
        widget=forms.ClearableFileInput({"accept": ".zip,application/zip"}),
    )


class WantForm(forms.Form):
    """The name under which it comes in."""

    name = forms.CharField(label=_("Name of the new community"), max_length=120)
