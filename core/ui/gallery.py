"""What the gallery shows: every component in every state, with made-up content."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui.forms import OnceForm
from core.ui.paging import Page


@dataclass(frozen=True)
class Sample:
    """Somebody to draw."""

    name: str
    initials: str
    hue: int
    email: str = "somebody@example.org"
    is_authenticated: bool = True
    pk: int = 1


PEOPLE = [
    Sample("Lena Hartmann", "LH", 1),
    Sample("Tomas Rivière", "TR", 2),
    Sample("Inès Moreau", "IM", 3),
    Sample("James Okafor", "JO", 4),
    Sample("Aiko Kimura", "AK", 5),
    Sample("Amara Bello", "AB", 6),
    Sample("Paul Berger", "PB", 7),
    Sample("Maria Diaz", "MD", 8),
]


PROSE = (
    "The registry states an efficacy of",
    "84.0 % (95 % CI 69.5 to 92.4)",
    "NCT05437510, outcome 1",
    "the adjusted figure compares rates rather than heads",
    "1 - 11/4038",
)


class SampleForm(OnceForm):
    """One field of each sort."""

    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("What you would say to a colleague."))
    about = forms.CharField(label=_("What it is about"), widget=forms.Textarea, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    openness = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[("open", _("Everybody")), ("closed", _("Members")), ("secret", _("Who is invited"))],
        widget=forms.RadioSelect,
        help_text=_("You can change this later."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        choices=[("rsv", "RSV"), ("flu", _("Influenza"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts = forms.DateField(label=_("Starts on"), widget=forms.DateInput({"type": "date"}))
    picture = forms.FileField(label=_("Picture"), required=False, help_text=_("PNG or JPEG, up to 5 MB."))
    agree = forms.BooleanField(label=_("I have told my manager"))


def faulty() -> SampleForm:
    """The form as it comes back."""
    form = SampleForm({"title": "", "language": "en", "openness": "open", "starts": "", "agree": "on"})
    form.is_valid()
    form.add_error(None, _("A community of that name exists already. Choose another name, or join it."))
    return form


def content() -> dict[str, Any]:
    """The gallery's template context."""
    now = timezone.now()
    return {
        "user": PEOPLE[0],
        "study": "HARMONIE",
        "caption": "Efficacy, 95 % CI",
        "prose": PROSE,
        "people": PEOPLE,
        "empty_form": SampleForm(auto_id="empty_%s"),
        "faulty_form": faulty(),
        "moments": [now - timedelta(minutes=minutes) for minutes in (0, 8, -12, 1440, 57_600, 720_000)],
        "crumbs": [SimpleNamespace(text=_("Studies"), url="#"), SimpleNamespace(text=_("Respiratory"), url="#")],
        "tabs": [
            SimpleNamespace(text=_("Results"), url="#results", current=True),
            SimpleNamespace(text=_("Design and people"), url="#design"),
            SimpleNamespace(text=_("Talk"), url="#talk", count=14, count_words=_("threads")),
        ],
        "columns": [_("Outcome"), SimpleNamespace(text="%", number=True), _("Interval")],
        "rows": [
            ["RSV hospitalisation", SimpleNamespace(number="84.0"), "69.5 – 92.4"],
            ["Very severe RSV", SimpleNamespace(number="75.7"), "32.8 – 92.9"],
        ],
        "facets": [
            SimpleNamespace(
                title=_("Kind"),
                options=[
                    SimpleNamespace(text=_("Job aid"), url="#", count=12, current=True),
                    SimpleNamespace(text=_("Video"), url="#", count=7),
                ],
            )
        ],
        "composer_errors": [_("This thread is locked. Open a new one and link to it.")],
        "page": Page([], next="?after=x", previous="?before=x"),
    }
