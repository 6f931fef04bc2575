"""What people fill in about a safety event."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm
from social.models import SafetyCase, WatchWord


def _lines(label: Any, rows: int = 2, most: int = 1000, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.Textarea({"rows": rows}), help_text=help_text
    )


class SafetyFactsForm(OnceForm):
    """What is known of a safety event: every line helps, none is needed."""

    sort = forms.ChoiceField(
        label=_("What is it about?"), choices=SafetyCase.Sort, initial=SafetyCase.Sort.REACTION, required=False
    )
    who_told = _lines(
        _("Who told it?"), help_text=_("A doctor, a nurse, the patient, a relative: so that somebody can ask them.")
    )
    patient = _lines(
        _("Which patient?"),
        help_text=_("Age, sex, initials: whatever shows that it is one person. Never the full name."),
    )
    product = _lines(_("Which product?"), help_text=_("Name, strength, batch if you know it, and since when."))
    reaction = _lines(_("What happened?"), 3, 4000, _("What was seen, when, and how it went on."))
    seriousness = forms.ChoiceField(
        label=_("How serious is it?"),
        choices=[("", _("I do not know")), *SafetyCase.Seriousness.choices],
        required=False,
    )

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or SafetyCase.Sort.REACTION

    @property
    def told(self) -> dict[str, Any]:
        """What the report knows."""
        names = ("sort", "who_told", "patient", "product", "reaction", "seriousness")
        return {name: self.cleaned_data[name] for name in names}


class SafetyEventForm(SafetyFactsForm):
    """Something heard outside the talk."""

    words = forms.CharField(
        label=_("What have you heard?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In your own words, as it was told to you."),
    )
    heard_on = forms.DateField(
        label=_("When did you hear of it?"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["words", "heard_on"]


class SafetyCaseForm(SafetyFactsForm):
    """The officers' form of a case, kept however little is known."""

    note = _lines(_("Note"), 2, 4000, _("For your colleagues. It stays in this case."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "note": self.cleaned_data["note"]}


NO_PATIENT = _("It goes on the trail: write nothing of the patient.")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)


class SentForm(forms.Form):
    """That a case is in the safety database."""

    sent_as = forms.CharField(label=_("Number in the safety database"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("Why it is sent without what is missing"), max_length=500, required=False, help_text=NO_PATIENT
    )


class DuplicateForm(forms.Form):
    """That another case tells of the same."""

    reference = forms.CharField(label=_("Number of the other case"), max_length=16)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)


class RedactForm(forms.Form):
    """Other words for a post, without what points at a patient."""

    words = forms.CharField(
        label=_("What people will read instead"), max_length=10_000, widget=forms.Textarea({"rows": 4}), strip=False
    )
    title = forms.CharField(label=_("Title of the talk"), max_length=200, required=False)
    drops_files = forms.BooleanField(label=_("Take its files away too"), required=False, initial=True)
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=NO_PATIENT)

    def __init__(self, *args: Any, opens_talk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens_talk:
            del self.fields["title"]


class WatchWordForm(forms.Form):
    """A word for the list."""

    text = forms.CharField(
        label=_("Word or words"), max_length=80, help_text=_("A * at the end stands for any ending: hospitalis*")
    )
    sort = forms.ChoiceField(label=_("Sort"), choices=WatchWord.Sort)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class PeriodForm(forms.Form):
    """From one day to another."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            raise forms.ValidationError(_("The first day comes before the last."))
        return said
