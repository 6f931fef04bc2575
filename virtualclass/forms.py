"""What people fill in about a class."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts import zones
from core.accounts.models import Person
from core.library.models import LearningObject
from core.ui.forms import OnceForm
from social.models import Space
from virtualclass import queries, rules
from virtualclass.models import ClassSession

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ClassForm(OnceForm):
    """A new class, or the change of one that has not begun."""

    title = forms.CharField(label=_("Title"), max_length=160)
    about = forms.CharField(
        label=_("What it is about"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two sentences that help people decide whether to come."),
    )
    starts_local = forms.DateTimeField(
        label=_("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("As the clocks show it in the time zone below."),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=720, initial=60)
    capacity = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=10000,
        help_text=_("Leave empty for no limit. Who comes after the last seat waits and moves up."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    host = forms.ModelChoiceField(
        label=_("For whom"),
        queryset=Space.objects.none(),
        required=False,
        empty_label=_("Everybody in the company"),
        help_text=_("A group’s class is seen by its members only."),
    )
    trainer = forms.ModelChoiceField(label=_("Given by"), queryset=Person.objects.none())
    learning_object = forms.ModelChoiceField(
        label=_("Learning object"), queryset=LearningObject.objects.none(), required=False, empty_label=_("None")
    )

    CHANGEABLE = ("title", "about", "starts_local", "zone", "minutes", "capacity", "language")

    def __init__(self, *args: Any, person: Person, session: ClassSession | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session is not None:
            for name in ("host", "trainer", "learning_object"):
                del self.fields[name]
            return
        self._choices("host", queries.hosts_for(person))
        if not rules.is_trainer(person):
            self._for_a_group_only()
        self._choices("trainer", queries.who_can_give(person))
        self._choices("learning_object", LearningObject.objects.visible_to(person))

    def _for_a_group_only(self) -> None:
        """Who leads a group schedules for that group, not for the whole company."""
        field = self.fields["host"]
        assert isinstance(field, forms.ModelChoiceField)
        field.required, field.empty_label = True, None

    def _choices(self, name: str, rows: "QuerySet[Any]") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def changes(self) -> dict[str, Any]:
        """The fields of a class that can be changed."""
        return {name: self.cleaned_data[name] for name in self.CHANGEABLE}

    def clean_starts_local(self) -> Any:
        """The wall time without a zone: the zone is a field of its own."""
        return self.cleaned_data["starts_local"].replace(tzinfo=None, second=0, microsecond=0)


class CancelForm(forms.Form):
    """Why a class does not take place."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody who was coming reads it."), required=False
    )
