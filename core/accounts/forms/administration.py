"""What administrators fill in about people and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts import rules
from core.accounts.forms.choices import ColleagueField, JobRoleField, UnitField
from core.accounts.forms.own import LANGUAGES
from core.accounts.models import JobRole, Person, Unit
from core.accounts.models.units import is_code, is_country
from core.accounts.queries import units_in_order
from core.accounts.roles import Role

NONE = _("None")
EVERYWHERE = _("Everywhere")


def units_for(actor: Person) -> list[Unit]:
    """The units the actor may put people into."""
    return [unit for unit in units_in_order() if rules.can_place_in(actor, unit)]


class PersonForm(forms.Form):
    """Somebody's address, name and place in the company."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("It is the sign-in name."))
    name = forms.CharField(label=_("Name"), max_length=120)
    unit = UnitField(label=_("Unit"), required=False, empty=NONE)
    job_role = JobRoleField(label=_("Job role"), required=False, empty=NONE)
    manager = ColleagueField(label=_("Line manager’s e-mail address"), required=False)
    is_external = forms.BooleanField(
        label=_("From outside the company"), required=False, help_text=_("Guests do not see the directory.")
    )
    joined = forms.DateField(label=_("Joined"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, actor: Person, person: Person, **kwargs: Any) -> None:
        initial = {field: getattr(person, field) for field in ("email", "name", "is_external", "joined")}
        initial |= {
            "unit": person.unit_id or "",
            "job_role": person.job_role_id or "",
            "manager": person.manager.email if person.manager else "",
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        units = units_for(actor)
        if person.unit and person.unit not in units:
            units.append(person.unit)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["unit"].required = not rules.can_place_in(actor, None)
        self.fields["job_role"].offer(list(JobRole.objects.all()))  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    """Somebody new: who they are and where they belong."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The invitation goes there."))
    name = forms.CharField(label=_("Name"), max_length=120)
    unit = UnitField(label=_("Unit"), required=False, empty=NONE)
    job_role = JobRoleField(label=_("Job role"), required=False, empty=NONE)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("Learner")), *Role.choices],
        help_text=_("More can be granted later."),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=LANGUAGES)
    is_external = forms.BooleanField(
        label=_("From outside the company"), required=False, help_text=_("Guests do not see the directory.")
    )

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units_for(actor))  # type: ignore[attr-defined]
        self.fields["unit"].required = not rules.can_place_in(actor, None)
        self.fields["job_role"].offer(list(JobRole.objects.all()))  # type: ignore[attr-defined]
        self.fields["language"].initial = actor.language


class RoleForm(forms.Form):
    """A role, and where it holds."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitField(label=_("Where"), required=False, empty=EVERYWHERE)

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        # It stands beside the form of the person, who has a unit too.
        super().__init__(*args, **{"auto_id": "id_role_%s", **kwargs})
        self.fields["unit"].offer(units_for(actor))  # type: ignore[attr-defined]
        self.fields["unit"].required = not rules.can_place_in(actor, None)


class DeactivationForm(forms.Form):
    """Why an account ends."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The trail keeps it. Name no illness and nothing private."),
    )


class UnitForm(forms.Form):
    """A unit: its code, name, kind, country, and what it stands beneath."""

    code = forms.CharField(
        label=_("Code"), max_length=40, validators=[is_code], help_text=_("Short and lasting, such as FR-CARD.")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices)
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        required=False,
        validators=[is_country],
        help_text=_("Two capitals, such as FR."),
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit:
            fields = ("code", "name", "kind", "country")
            kwargs["initial"] = {field: getattr(unit, field) for field in fields}
        super().__init__(*args, **kwargs)
        if unit is None:
            self.fields["parent"] = UnitField(label=_("Beneath"), required=False, empty=_("At the top"))
            self.fields["parent"].offer(units_in_order())  # type: ignore[attr-defined]
