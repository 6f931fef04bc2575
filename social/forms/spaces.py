"""What people fill in about a space, its members, its announcements."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.forms.choices import JobRoleField, UnitField
from core.ui.forms import OnceForm
from social.models import Role, Space

if TYPE_CHECKING:
    from core.accounts.models import JobRole, Person, Unit


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


class AskForm(forms.Form):
    """By when an announcement wishes to be acknowledged."""

    until = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without a day it stays open until you end it. Who has not answered is reminded the day before."),
    )


class JoinRuleForm(forms.Form):
    """Who becomes a member by themselves."""

    unit = UnitField(label=_("Unit"), required=False, empty=_("Everywhere"))
    job_role = JobRoleField(label=_("Job role"), required=False, empty=_("Any"))

    def __init__(self, *args: Any, units: "list[Unit]", job_roles: "list[JobRole]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["job_role"].offer(job_roles)  # type: ignore[attr-defined]
