"""The request of somebody who is signed in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from core.accounts.models import Person


class AuthedRequest(HttpRequest):
    """What views behind LoginRequiredMiddleware receive: `user` is a Person. For annotations only."""

    user: "Person"
    htmx: "HtmxDetails"
