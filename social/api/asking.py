"""Reads what every request of this API says of itself: who asks, and under which key."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused

if TYPE_CHECKING:
    from core.accounts.models import Person


def person_of(request: HttpRequest) -> "Person":
    """Who asks; the API lets nobody else this far."""
    return cast("Person", request.user)


def key_of(request: HttpRequest) -> UUID | None:
    """The idempotency key of the request's header. Raises Refused (422) when it is no UUID."""
    text = request.headers.get("Idempotency-Key", "").strip()
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        sentence = _("The Idempotency-Key header must be a UUID.")
        raise Refused("social.bad_key", sentence, field="Idempotency-Key", status=422) from None
