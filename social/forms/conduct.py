"""What people fill in about how others behave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from social.models import Flag, Sanction


class FlagForm(forms.Form):
    """What is the matter with a post."""

    sort = forms.ChoiceField(label=_("What is it about?"), choices=Flag.Sort, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


LENGTHS = [("hour", _("for an hour")), ("day", _("for a day")), ("week", _("for a week"))]


class SanctionForm(forms.Form):
    """A sanction: what, for how long, why. The person reads the reason."""

    sort = forms.ChoiceField(label=_("What"), choices=Sanction.Sort, widget=forms.RadioSelect)
    length = forms.ChoiceField(
        label=_("How long"), choices=LENGTHS, required=False, help_text=_("A warning has no end.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The person reads it."))

    def __init__(self, *args: Any, may_remove: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_remove:
            kept = [each for each in Sanction.Sort.choices if each[0] != Sanction.Sort.REMOVE]
            self.fields["sort"].choices = kept  # type: ignore[attr-defined]


DEEDS = [
    ("dismiss", _("Leave the post as it is")),
    ("delete", _("Delete the post")),
    ("lock", _("Lock the talk")),
    ("warn", _("Warn its author")),
    ("pause", _("Have its author pause")),
]


class FlagAnswerForm(forms.Form):
    """What follows from the flags on a post."""

    deed = forms.ChoiceField(label=_("What to do"), choices=DEEDS)
    length = forms.ChoiceField(label=_("How long a pause"), choices=LENGTHS, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, leads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            self.fields["deed"].choices = DEEDS[:2]  # type: ignore[attr-defined]
            del self.fields["length"]


class SlowForm(forms.Form):
    """How long everybody but who leads waits between two posts."""

    SECONDS = ((0, _("at once")), (30, _("30 seconds")), (60, _("1 minute")), (300, _("5 minutes")))
    seconds = forms.TypedChoiceField(
        label=_("Everybody may write again"),
        coerce=int,
        choices=[*SECONDS, (900, _("15 minutes")), (3600, _("1 hour"))],
    )


class SweepForm(forms.Form):
    """Why many posts are deleted, and up to which they were looked at."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    up_to = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
