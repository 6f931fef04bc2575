"""What somebody looks for among people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.forms.choices import JobRoleField, UnitField
from core.accounts.models import JobRole, Unit
from core.accounts.models.profiles import language_choices
from core.accounts.queries import Wish
from core.accounts.roles import Role

ANY = _("Any")


class DirectoryFilter(forms.Form):
    """Words and five narrowings; what is not understood does not narrow."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, place, what they work on")}),
    )
    unit = UnitField(label=_("Unit"), required=False, empty=ANY)
    country = forms.ChoiceField(label=_("Country"), required=False)
    job = JobRoleField(label=_("Job role"), required=False, empty=ANY)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", ANY), *Role.choices])
    language = forms.ChoiceField(
        label=_("Language spoken"), required=False, choices=lambda: [("", ANY), *language_choices()]
    )

    def __init__(self, *args: Any, units: list[Unit], job_roles: list[JobRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["job"].offer(job_roles)  # type: ignore[attr-defined]
        countries = sorted({unit.country for unit in units if unit.country})
        self.fields["country"].choices = [("", ANY), *((c, c) for c in countries)]  # type: ignore[attr-defined]

    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    def wish(self) -> Wish:
        """What was understood."""
        self.is_valid()
        asked = self.cleaned_data
        return Wish(
            text=asked.get("q", ""),
            unit=asked.get("unit"),
            country=asked.get("country", ""),
            job_role=asked.get("job"),
            role=asked.get("role", ""),
            language=asked.get("language", ""),
        )


class PeopleFilter(DirectoryFilter):
    """The administrators' filter: those who left can be found too."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Active")), ("left", _("Deactivated")), ("waiting", _("Never signed in"))],
    )
