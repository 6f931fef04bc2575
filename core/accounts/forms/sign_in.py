"""allauth's forms in our words: a label says what a field is, no placeholder repeats it."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 12 characters. A sentence that only you know is good.")
WORDS: dict[str, tuple[Any, Any]] = {
    "login": (_("E-mail address"), ""),
    "password": (_("Password"), ""),
    "oldpassword": (_("Present password"), ""),
    "password1": (_("New password"), PASSWORD_HELP),
    "password2": (_("New password, once more"), ""),
}


class Worded:
    """Puts our words on the fields that allauth made."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = WORDS[name]
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, allauth_forms.LoginForm):
    """E-mail address and password."""


class ReauthenticateForm(Worded, allauth_forms.ReauthenticateForm):
    """The password once more."""


class ChangePasswordForm(Worded, allauth_forms.ChangePasswordForm):
    """The present password and a new one."""


class SetPasswordForm(Worded, allauth_forms.SetPasswordForm):
    """A first password."""


class NewPasswordForm(Worded, allauth_forms.ResetPasswordKeyForm):
    """A new password for one that was forgotten."""
