"""Sign-up is closed: accounts come from a file or by invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with its door shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
