"""The bell, for the shell's slot."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.accounts.models import Person
from core.notifications import push_services, queries

MOST_SHOWN = 99


def shown(unread: int) -> str:
    """The number on the bell, which says the same as it shows."""
    return str(unread) if unread <= MOST_SHOWN else f"{MOST_SHOWN}+"


def bell(request: HttpRequest, person: Any) -> str:
    """How many notices wait, told live from then on."""
    if not isinstance(person, Person):
        return ""
    unread, seq = queries.bell(person)
    words = _("Notices")
    if unread:
        words = ngettext("Notices: %(n)s unread", "Notices: %(n)s unread", unread) % {"n": shown(unread)}
    parts = {"person": person, "unread": unread, "shown": shown(unread), "seq": seq, "words": words}
    if push_services.is_on():
        parts["push_url"] = reverse("notifications:device-add")
    return render_to_string("notifications/_bell.html", parts, request)
