"""The bell, for the shell's slot."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.accounts.models import Person
from core.notifications import push_services, queries


def bell(request: HttpRequest, person: Any) -> str:
    """How many notices wait, told live from then on."""
    if not isinstance(person, Person):
        return ""
    unread, seq = queries.bell(person)
    words = (
        ngettext("Notices: %(n)d unread", "Notices: %(n)d unread", unread) % {"n": unread} if unread else _("Notices")
    )
    parts = {"person": person, "unread": unread, "seq": seq, "words": words}
    if push_services.is_on():
        parts["push_url"] = reverse("notifications:device-add")
    return render_to_string("notifications/_bell.html", parts, request)
