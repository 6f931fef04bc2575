"""What people fill in to talk."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.forms import OnceForm
from social.models import Flag, Post, Role, SafetyCase, Sanction, Space, Thread, WatchWord

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_IDS = 20


class IdsField(forms.Field):
    """Several primary keys, from fields of one name or with commas between."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        parts = [part.strip() for text in value or [] for part in str(text).split(",")]
        if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts if part):
            raise forms.ValidationError(_("This is not on file."))
        return [int(part) for part in parts if part][:MOST_IDS]


class QuotesField(forms.Field):
    """Which posts are quoted: `12`, or `12|their words`, in fields of one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[tuple[int, str]]:
        quotes = []
        for text in value or []:
            number, _bar, words = str(text).partition("|")
            if not (number.isascii() and number.isdigit() and len(number) < 18):
                raise forms.ValidationError(_("The post you quote is not there any more."))
            quotes.append((int(number), words))
        return quotes


class WordsForm(OnceForm):
    """Words that somebody writes, plain or rich; richtext judges them, so nothing is stripped or cut here."""

    source = forms.CharField(label=_("Your words"), strip=False, required=False, widget=forms.Textarea({"rows": 4}))
    format = forms.ChoiceField(choices=Post.Format, initial="text", required=False, widget=forms.HiddenInput)

    def clean_format(self) -> str:
        return self.cleaned_data["format"] or "text"


class PostForm(WordsForm):
    """An answer: beneath which post, quoting which, with which files."""

    reply_to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    quote = QuotesField(required=False)
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads


class ThreadForm(WordsForm):
    """A thread to open."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What it is about, as you would ask a colleague.")
    )
    space = forms.ModelChoiceField(label=_("Where"), queryset=Space.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=Thread.Kind, initial=Thread.Kind.DISCUSSION, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads
    field_order = ["title", "space", "kind", "language", "source"]

    def __init__(self, *args: Any, spaces: Any, may_announce: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
        kinds = [each for each in Thread.Kind.choices if may_announce or each[0] != Thread.Kind.ANNOUNCEMENT]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TitleForm(forms.Form):
    """Another title for a thread."""

    title = forms.CharField(label=_("Title"), max_length=200)


class SpaceForm(OnceForm):
    """A community to found or to change."""

    name = forms.CharField(label=_("Name"), max_length=120)
    openness = forms.ChoiceField(
        label=_("Who may read"),
        choices=[("open", pgettext_lazy("space", "Open")), ("closed", _("Closed")), ("secret", _("Secret"))],
        widget=forms.RadioSelect,
        help_text=format_lazy("{}. {}. {}.", *Space.Openness.labels),
    )
    about = forms.CharField(
        label=_("What it is for"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two sentences: what people find here, and who it is for."),
    )
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)


class NoteForm(forms.Form):
    """A word to the moderators, from who asks to join."""

    note = forms.CharField(label=_("A word to the moderators"), max_length=500, required=False)


class MemberForm(forms.Form):
    """Somebody to add or to invite, found by name or e-mail."""

    person = forms.CharField(label=_("Name or e-mail"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.MEMBER, required=False)

    def __init__(self, *args: Any, seen_by: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_by = seen_by

    def clean_person(self) -> "Person":
        words = " ".join(self.cleaned_data["person"].split())
        people = get_user_model().objects.visible_to(self.seen_by)
        found = list(people.filter(Q(email__iexact=words) | Q(name__iexact=words))[:2])
        if not found:
            raise forms.ValidationError(_("Nobody of that name or e-mail is in the directory."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several people have that name. Write the e-mail."))
        return found[0]

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Role.MEMBER


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(choices=Role)


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
