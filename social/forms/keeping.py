"""What people fill in to keep something for later, and to say what they read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class BookmarkForm(forms.Form):
    """A note, and when to be reminded."""

    note = forms.CharField(
        label=_("Note for myself"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    when = forms.ChoiceField(label=_("Remind me"), required=False, widget=forms.RadioSelect)
    remind_at = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        help_text=_("For a time of your own."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, moments: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments = {moment.name: moment.at for moment in moments}
        own = [("", _("Never")), *((moment.name, moment.words) for moment in moments), ("at", _("At a time of my own"))]
        self.fields["when"].choices = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "at" and not said.get("remind_at") and "remind_at" not in self.errors:
            self.add_error("remind_at", _("Say at which time."))
        return said

    @property
    def time(self) -> Any:
        """When, once the form is valid; None for never."""
        said = self.cleaned_data
        return said["remind_at"] if said["when"] == "at" else self.moments.get(said["when"])


class LanguagesForm(forms.Form):
    """The languages one reads."""

    languages = forms.MultipleChoiceField(
        label=_("Languages I read"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
        help_text=_("Lists of talk show these first. What is addressed to you is always shown."),
    )
