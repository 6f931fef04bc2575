"""What the demo company shows on pages of lower rooms: its cast, beside the sign-in form."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.accounts.models import Person
from core.demo.company import CAST, DOMAIN, PASSWORD


def sign_in(request: HttpRequest, thing: Any) -> str:
    """One press for each of the cast, in the embedded default only; nothing where they do not exist."""
    if not settings.EMBEDDED:
        return ""
    addresses = [f"{key}@{DOMAIN}" for key in CAST]
    found = {person.email: person for person in Person.objects.active().filter(email__in=addresses)}
    does = {
        "lena": _("Learner, New York"),
        "tomas": _("Tutor, Paris"),
        "amara": _("Trainer and author, Paris"),
        "marc": _("Line manager, Lyon"),
        "nadia": _("Training manager, Paris"),
        "victor": _("Administrator"),
        "ines": _("Learner, in French"),
        "helene": _("Safety officer, in French"),
        "eve": _("Another department: must not see what is not hers"),
    }
    shown = [
        {"person": found[address], "does": does[key]}
        for key, address in zip(CAST, addresses, strict=True)
        if address in found
    ]
    return render_to_string("demo/_cast.html", {"cast": shown, "password": PASSWORD}, request) if shown else ""
