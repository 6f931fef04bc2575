"""Where allauth asks us: sign-up is closed, secrets change by our actions, mail leaves by our rules."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts import actions
from core.accounts.models import Person


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with its door shut. Company sign-in (another issue) gets its own, shut by the same rule."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not belong together. Try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or ask for a new password."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Person, password: str) -> None:
        request = self.request
        is_own = request is not None and request.user.pk == user.pk
        actions.change_password(
            person=user, password=password, session_key=request.session.session_key if is_own else None
        )

    def logout(self, request: HttpRequest) -> None:
        if request.session.session_key:
            actions.sign_out(session_key=request.session.session_key)
        super().logout(request)

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Checks the person's own password under the same limit as signing in."""
        self.pre_authenticate(self.request, email=user.email)
        if not user.check_password(password):
            return False
        self._rollback_login_failed_rl_usage()
        return True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Notices about one's account are core.notifications' to send."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """“You have signed in” tells nobody anything; what changed something is said."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)
