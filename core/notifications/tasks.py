"""Sends the mails that are due."""

import logging

from django.core import mail as django_mail
from django.utils import timezone

from core.acts.jobs import job
from core.notifications import actions, letters
from core.notifications.models import MailOut

logger = logging.getLogger("compagnon.mail")
MOST_AT_ONCE = 500


@job
def send_mails_now(count: int) -> None:
    """The nudge: so many mails have just become due."""
    send_due_mails()


def send_due_mails() -> int:
    """Sends what is due, each mail claimed first, so that no other worker sends it as well; answers how many ended."""
    ended = 0
    for _turn in range(MOST_AT_ONCE):
        mail = actions.claim_mail(at=timezone.now())
        if mail is None:
            break
        ended += _send(mail)
    return ended


def _send(mail: MailOut) -> int:
    """Sends one claimed mail; whatever the mail server says, the row tells it and the next mail has its turn."""
    try:
        letter = letters.write(mail)
        if isinstance(letter, letters.Unsent):
            outcome = letter.outcome
        elif isinstance(letter, letters.Held):
            actions.hold_mail(mail=mail, until=letter.until)
            return 0
        else:
            letter.connection = django_mail.get_connection()
            letter.send()
            outcome = MailOut.Outcome.SENT
    except Exception as wrong:
        logger.exception("Mail %s could not be sent; it is tried again later.", mail.effect_key)
        actions.postpone_mail(mail=mail, error=f"{type(wrong).__name__}: {wrong}")
        return 0
    actions.settle_mail(mail=mail, outcome=outcome)
    return 1
