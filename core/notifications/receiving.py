"""Takes in a mail that answers one of ours: it becomes words in Compagnon, or goes back with the reason."""

import logging
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.notifications import actions, incoming, keys, places
from core.notifications.incoming import Incoming
from core.notifications.keys import ReplyTo
from core.notifications.models import MailIn
from core.notifications.places import Answer

logger = logging.getLogger("compagnon.mail")
MOST_BYTES = 40 * 1024 * 1024
TOO_FAST = 429


class Came(Enum):
    """What became of a mail."""

    POSTED = "posted"
    RETURNED = "returned"
    LEFT = "left aside"
    LATER = "to be tried later"


@dataclass(frozen=True)
class Reason:
    """Why a mail goes back: a code for the row, a sentence for its writer."""

    code: str
    text: str | Promise


EXPIRED = Reason("expired", gettext_lazy("The mail that you answered is more than 30 days old."))
STRANGER = Reason("sender", gettext_lazy("It came from another address than the one we write to."))
EMPTY = Reason("empty", gettext_lazy("We found no words of yours above the text that you answered."))
TOO_LARGE = Reason("too_large", gettext_lazy("It is larger than we can take. Attach less, or open the talk."))
CLOSED = Reason("closed", gettext_lazy("What you answered does not take answers by mail."))


def receive(raw: bytes, recipient: str = "") -> Came:
    """Takes in one mail. The same mail delivered twice is dealt with once; what no person wrote is left aside."""
    mail = incoming.read(raw[:MOST_BYTES], recipient)
    to = next((found for address in mail.recipients if (found := keys.read_reply_address(address))), None)
    person = Person.objects.filter(pk=to.person_id, is_active=True).first() if to else None
    # Nobody is answered who cannot be told apart from a forger, and no machine.
    if to is None or person is None or mail.answers_itself or _is_our_own(mail):
        return Came.LEFT
    if MailIn.objects.filter(effect_key=_effect(mail)).exists():
        return Came(MailIn.objects.get(effect_key=_effect(mail)).outcome)
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        try:
            reason = TOO_LARGE if len(raw) > MOST_BYTES else _write(mail, to, person)
        except Refused as refusal:
            if refusal.status == TOO_FAST:
                return Came.LATER
            reason = Reason(refusal.code, refusal.text)
        if reason is None:
            actions.keep_outcome(key=_effect(mail), person=person, outcome=MailIn.Outcome.POSTED)
            return Came.POSTED
        # Sent before it is written down: should we die between, it goes back twice rather than never.
        _send_back(mail, person, reason)
        actions.keep_outcome(key=_effect(mail), person=person, outcome=MailIn.Outcome.RETURNED, reason=reason.code)
    return Came.RETURNED


def _write(mail: Incoming, to: ReplyTo, person: Person) -> Reason | None:
    """Hands the words to whoever takes them; None when they stand."""
    if mail.sender != person.email:
        return STRANGER
    if to.until < timezone.now():
        return EXPIRED
    if not mail.text and not mail.files:
        return EMPTY
    answering = places.answering_of(to.about.kind)
    if answering is None:
        return CLOSED
    answering(Answer(person, to.about.pk, mail.text, mail.files, mail.key))
    return None


def _send_back(mail: Incoming, person: Person, reason: Reason) -> None:
    """Only ever to the person's own address: whoever wrote in their name learns nothing."""
    parts = {
        "person": person,
        "reason": reason.text,
        "text": mail.text or mail.whole,
        "files": [name for name, _content in mail.files],
        "sender": mail.sender if mail.sender != person.email else "",
        "url": settings.ORIGIN + reverse("notifications:centre"),
    }
    EmailMessage(
        subject=_("Your answer by e-mail was not posted"),
        body=render_to_string("notifications/mail/returned.txt", parts),
        to=[person.email],
        headers={
            "Message-ID": f"<returned-{_effect(mail)}@{settings.ORIGIN_HOSTS[0]}>",
            "Auto-Submitted": "auto-replied",
            "Precedence": "bulk",
        },
    ).send()
    logger.info("A mail of person %s went back: %s.", person.pk, reason.code)


def _effect(mail: Incoming) -> str:
    return mail.key.hex


def _is_our_own(mail: Incoming) -> bool:
    return mail.sender.endswith(f"@{settings.REPLY_DOMAIN.lower()}") and mail.sender.startswith("reply+")
