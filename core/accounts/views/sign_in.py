"""allauth's pages behind our addresses: signing in and out, passwords, showing again who one is."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = 60
LOCKED_SECONDS = 300


class FormAgain:
    """An invalid form is shown again with 422, so that htmx and tests can tell."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.has_error("__all__", "too_many_login_attempts") or form.has_error(
            "password", "too_many_login_attempts"
        ):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(LOCKED_SECONDS)
        return response


class SignIn(FormAgain, allauth_views.LoginView):
    """E-mail address and password."""


class Reauthenticate(FormAgain, allauth_views.ReauthenticateView):
    """The password once more, before something that grants."""


class ChangePassword(FormAgain, allauth_views.PasswordChangeView):
    """The present password and a new one."""


class SetPassword(FormAgain, allauth_views.PasswordSetView):
    """A first password for somebody who came without one."""


class ForgottenPassword(FormAgain, allauth_views.PasswordResetView):
    """Asks for a link by mail."""


class NewPassword(FormAgain, allauth_views.PasswordResetFromKeyView):
    """What the link by mail opens."""


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says that it was too fast, and when to come back."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
