"""Where allauth asks us: sign-up is closed, secrets change by our actions, mail leaves by our rules."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.utils import get_login_redirect_url
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts import actions
from core.accounts.models import FirstDay, Person
from core.acts.prepared import Prepared

APP = "allauth.account"


def _count(request: HttpRequest, action: str, key: str) -> ratelimit.RateLimitUsage | None:
    """Takes one of what a limit allows; None where nothing is left of it."""
    return ratelimit.consume(request, app=APP, action=action, key=key)


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

    def post_login(self, request: HttpRequest, user: Any, *, redirect_url: str | None, **more: Any) -> HttpResponse:
        """Whom the first questions still wait for is led there, and on to where they wanted to go."""
        if FirstDay.objects.open().filter(person=user).exists():
            wanted = get_login_redirect_url(request, redirect_url)
            query = "" if wanted == reverse(settings.LOGIN_REDIRECT_URL) else f"?{urlencode({'next': wanted})}"
            redirect_url = reverse("accounts:first-day") + query
        answer: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **more)
        return answer

    def logout(self, request: HttpRequest) -> None:
        if request.session.session_key:
            actions.sign_out(session_key=request.session.session_key)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt as failed, until it succeeds, against the limits of settings.ACCOUNT_RATE_LIMITS.

        However many guess at an address from elsewhere, its owner has a try from where they are: a flood slows them,
        and cannot shut them out.
        """
        super().pre_authenticate(request, **credentials)
        anywhere = _count(request, "login_failed_anywhere", credentials.get("email", "").lower())
        slowed = anywhere or _count(request, "login_failed_slowed", self._here(request, credentials))
        if slowed is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage.extend(slowed.usage)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return self._here(request, credentials)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Whoever has chosen a new password may try it at once."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(request, app=APP, action="login_failed_slowed", key=self._here(request, credentials))

    def _here(self, request: HttpRequest, credentials: dict[str, Any]) -> str:
        """The address that is tried, and from where."""
        return f"{ratelimit.get_ip(request)}:{credentials.get('email', '').lower()}"

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


class HouseBackend(AuthenticationBackend):
    """allauth's, which asks who a session belongs to by a statement that is composed once: every request asks it."""

    def get_user(self, user_id: Any) -> Person | None:
        found = _person.things(int(user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None


_person = Prepared(lambda pk: Person.objects.filter(pk=pk))
