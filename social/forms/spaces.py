"""What people fill in about a space, its members, its announcements."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts import zones
from core.accounts.forms.choices import JobRoleField, UnitField
from core.ui.forms import OnceForm
from social.forms.threads import TagsField
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


class FoundForm(SpaceForm):
    """A community to found, perhaps with a template."""

    vocabulary = TagsField(
        label=_("Words offered as tags"),
        help_text=_("Up to twenty, with commas between."),
        max_length=1400,
        required=False,
    )
    with_rules = forms.BooleanField(
        label=_("Have people join by the template’s rules"),
        required=False,
        help_text=_("Whoever fits them becomes a member at once. You can make rules later as well."),
    )

    def __init__(self, *args: Any, has_rules: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_rules:
            del self.fields["with_rules"]


class ChangeForm(SpaceForm):
    """A community to change."""

    vocabulary = TagsField(
        label=_("Words offered as tags"),
        help_text=_("Up to twenty, with commas between."),
        max_length=1400,
        required=False,
    )


class MomentForm(forms.Form):
    """When a wave opens."""

    opens_local = forms.DateTimeField(
        label=_("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("As the clocks show it in the time zone below."),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)

    def clean_opens_local(self) -> datetime:
        """The wall time without a zone: the zone is a field of its own."""
        moment: datetime = self.cleaned_data["opens_local"]
        return moment.replace(tzinfo=None)


class WaveForm(JoinRuleForm, MomentForm):
    """Who comes in, and when."""

    field_order = ["unit", "job_role", "opens_local", "zone"]


class TemplateForm(forms.Form):
    """What of a space is kept as a template."""

    name = forms.CharField(label=_("Name"), max_length=120)
    threads = forms.TypedMultipleChoiceField(
        label=_("Opening words to keep"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("First posts of pinned talks, written by who leads. Nothing else of the talk is kept."),
    )
    is_shared = forms.BooleanField(
        label=_("Let every colleague begin with it"),
        required=False,
        help_text=_("Else only you do. What stands in it can then be read by all who found communities."),
    )

    def __init__(self, *args: Any, openings: "list[tuple[int, str]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["threads"].choices = openings  # type: ignore[attr-defined]
        if not openings:
            del self.fields["threads"]
