"""Sends what is due: mails, and pushes to devices."""

import logging

from django.core import mail as django_mail
from django.utils import timezone

from core.acts.jobs import job
from core.notifications import actions, letters, push_services, pushes
from core.notifications.models import MailOut, PushOut
from core.notifications.push_services import Unreachable

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


@job
def send_pushes_now(count: int) -> None:
    """The nudge: so many pushes have just become due."""
    send_due_pushes()


def send_due_pushes() -> int:
    """Sends what is due to devices, each claimed first, so that no other worker sends it; answers how many ended."""
    ended = 0
    for _turn in range(MOST_AT_ONCE):
        push = actions.claim_push(at=timezone.now())
        if push is None:
            break
        ended += _push(push)
    return ended


def _push(push: PushOut) -> int:
    """Sends one claimed push; whatever the push service says, the row tells it and the next one has its turn."""
    device = push.device
    try:
        message = pushes.write(push)
        if isinstance(message, str):
            actions.settle_push(push=push, outcome=message)
            return 1
        answer = push_services.send(
            device.endpoint,
            device.public_key,
            device.secret,
            message.body,
            seconds=message.seconds,
            topic=message.topic,
            urgent=message.urgent,
        )
    except Unreachable as wrong:
        actions.postpone_push(push=push, error=str(wrong))
        return 0
    except Exception as wrong:
        logger.exception("Push %s could not be sent.", push.pk)
        actions.postpone_push(push=push, error=type(wrong).__name__)
        return 0
    if answer.is_gone:
        actions.forget_device(device=device)
    elif answer.is_taken:
        actions.settle_push(push=push, outcome=PushOut.Outcome.SENT)
    elif answer.may_come_again:
        actions.postpone_push(push=push, error=str(answer.status), wait=answer.wait)
        return 0
    else:
        actions.settle_push(push=push, outcome=PushOut.Outcome.FAILED, error=str(answer.status))
    return 1
