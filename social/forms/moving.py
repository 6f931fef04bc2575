"""What people fill in to move talks and posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm
from social.models import Space, Thread


class WhyForm(OnceForm):
    """Why posts are moved; it stands on the trail."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("One sentence, for whoever asks later.")
    )


class SpaceChoiceForm(forms.Form):
    """A space to which a talk goes."""

    to = forms.ModelChoiceField(label=_("Where to"), queryset=Space.objects.none())

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = spaces  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """A new thread for posts that are taken out of another."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What it is about, as you would ask a colleague.")
    )
    to = forms.ModelChoiceField(label=_("Where"), queryset=Space.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("What it is"), choices=Thread.Kind, initial=Thread.Kind.DISCUSSION)

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = spaces  # type: ignore[attr-defined]


class WhereForm(forms.Form):
    """Another talk: a pasted link, or words to find it by."""

    where = forms.CharField(
        label=_("Link, or some words"),
        max_length=500,
        help_text=_("Paste the address of the talk, or write words that stand in it."),
    )
