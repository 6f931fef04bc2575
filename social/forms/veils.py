"""What people choose about their name, and give as a reason for looking behind a veil."""

from django import forms
from django.utils.translation import gettext_lazy as _

UNNAMED, NAMED = "unnamed", "named"


class VoiceFields(forms.Form):
    """How whoever asked without their name goes on; an answer that does not say it, from an old page or a mail, is
    under the veil."""

    voice = forms.ChoiceField(
        label=_("How you answer"),
        choices=[(UNNAMED, _("Without my name")), (NAMED, _("With my name"))],
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def unnamed(self) -> bool | None:
        """What was chosen, once the form is valid; None where nothing was."""
        voice = self.cleaned_data["voice"]
        return voice == UNNAMED if voice else None


class UnveilForm(forms.Form):
    """Why somebody looks."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stays on the trail, and who asked reads it."),
    )


class LetAskForm(forms.Form):
    """Whether a space lets people ask without their name."""

    allowed = forms.BooleanField(label=_("Members may ask a question without their name"), required=False)
