"""What people fill in about studies and study groups."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm
from tutoring.models import Pico, Study, StudyGroup
from tutoring.registries.opening import MOST_BYTES

if TYPE_CHECKING:
    from core.accounts.models import Person

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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


class GroupForm(OnceForm):
    """A study group to open or to change."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(
        label=_("What it is for"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two sentences: what the group studies, and who it is for."),
    )
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    co_tutor = forms.CharField(
        label=_("Co-tutor"), max_length=200, required=False, help_text=_("Name or e-mail of a colleague.")
    )
    begins_on = forms.DateField(label=_("First day"), required=False, widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DAY)

    def __init__(self, *args: Any, seen_by: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_by = seen_by

    def clean_co_tutor(self) -> "Person | None":
        return colleague(self.seen_by, self.cleaned_data["co_tutor"])


class MemberForm(forms.Form):
    """Somebody to let into the group."""

    person = forms.CharField(label=_("Name or e-mail"), max_length=200)

    def __init__(self, *args: Any, seen_by: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_by = seen_by

    def clean_person(self) -> "Person | None":
        return colleague(self.seen_by, self.cleaned_data["person"])


class GroupStudyForm(forms.Form):
    """A study to put on the group's list."""

    study = forms.ModelChoiceField(label=_("Study"), queryset=Study.objects.none(), empty_label=_("Choose a study"))

    def __init__(self, *args: Any, group: StudyGroup, seen_by: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Study.objects.visible_to(seen_by).exclude(groups=group).order_by("acronym", "title")


class StepForm(forms.Form):
    """A step of the reading plan."""

    due_on = forms.DateField(label=_("Until"), widget=DAY)
    title = forms.CharField(label=_("What to read"), max_length=200)


class ConclusionsForm(forms.Form):
    """What the group found, when it closes."""

    conclusions = forms.CharField(
        label=_("Conclusions"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the group found, for those who come after."),
    )


def colleague(seen_by: "Person", words: str) -> "Person | None":
    """Who is meant by a name or an e-mail address; nobody by nothing."""
    words = " ".join(words.split())
    if not words:
        return None
    people = get_user_model().objects.visible_to(seen_by)
    found: list[Person] = list(people.filter(Q(email__iexact=words) | Q(name__iexact=words))[:2])
    if not found:
        raise forms.ValidationError(_("Nobody of that name or e-mail is in the directory."))
    if len(found) > 1:
        raise forms.ValidationError(_("Several people have that name. Write the e-mail."))
    return found[0]
