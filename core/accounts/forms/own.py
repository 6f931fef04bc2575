"""What people say of themselves: profile, first password, tokens."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import actions, zones
from core.accounts.forms.words import WorkField
from core.accounts.models import ApiToken, Person
from core.accounts.models.profiles import language_choices

LANGUAGES = [("en", "English"), ("fr", "Français")]


class ProfileForm(forms.ModelForm[Person]):
    """Languages, zone, what I work on, until when I am away."""

    works_on = WorkField(widget=forms.TextInput(attrs={"autocomplete": "off"}))
    speaks = forms.MultipleChoiceField(
        label=_("Languages that I speak"),
        required=False,
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Colleagues find you by them."),
    )

    class Meta:
        model = Person
        fields = ["language", "zone", "works_on", "about", "speaks", "away_until"]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "away_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "zone": _("Every time on these pages is shown in this zone."),
            "about": _("Two or three sentences, if the words alone do not say it."),
            "away_until": _("The last day on which you do not answer. Leave it empty when you are here."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(works_on=self.instance.works_on, speaks=self.instance.languages)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=zones.choices(), help_text=self.fields["zone"].help_text
        )
        self.fields["about"].label = _("About my work")
        self.fields["away_until"].label = _("Away until")


class AcceptForm(forms.Form):
    """The first password, language and zone of somebody who was invited."""

    password1 = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("At least 12 characters. A sentence that only you know is good."),
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": person.language, "zone": person.zone}
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", ValidationError(_("The two passwords differ."), code="mismatch"))
        return cleaned

    def answers(self) -> dict[str, str]:
        """What the action takes."""
        cleaned = self.cleaned_data
        return {"password": cleaned["password1"], "language": cleaned["language"], "zone": cleaned["zone"]}


class ResetPasswordForm(forms.Form):
    """Whose password is forgotten. allauth's page uses it; it does the same for every address."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Asks for the mail."""
        email: str = self.cleaned_data["email"]
        actions.ask_for_password_reset(email=email)
        return email


class TokenForm(forms.Form):
    """A key for a program: its name, what it may do, until when."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What will use it, such as “Power BI on my laptop”.")
    )
    scope = forms.ChoiceField(
        label=_("It may"), choices=ApiToken.Scope.choices, widget=forms.RadioSelect, initial=ApiToken.Scope.READ
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        initial=90,
    )

    def expires_at(self) -> datetime:
        """When the key ends."""
        return timezone.now() + timedelta(days=self.cleaned_data["days"])
