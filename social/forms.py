"""What people fill in to talk."""

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
from social.models import Post, Role, Space, Thread

if TYPE_CHECKING:
    from core.accounts.models import JobRole, Person, Unit

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
    asks = forms.BooleanField(
        label=_("Ask everybody to acknowledge it (announcements only)"),
        required=False,
        help_text=_("“I have read this”, with name and time. You choose the day in the next step."),
    )
    field_order = ["title", "space", "kind", "language", "source"]

    def __init__(self, *args: Any, spaces: Any, may_announce: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
        if not may_announce:
            del self.fields["asks"]
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


class MessageForm(WordsForm):
    """Words to somebody; for a group perhaps its name."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=120,
        required=False,
        help_text=_("So that everybody knows which talk this is, such as “Visit in Lyon”."),
    )
    files = IdsField(required=False)  # type: ignore[assignment]  # a field of that name, not the uploads


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
