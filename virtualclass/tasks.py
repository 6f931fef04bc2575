"""What classes owe by the clock: calendar mails, reminders, an end."""

import logging
from datetime import timedelta

from django.utils import timezone

from core.acts.jobs import carry_each, do_each, job
from core.notifications.actions import notify
from social import actions as social
from virtualclass.actions.mails import MOST_TRIES, postpone_mail, settle_mail
from virtualclass.actions.room import end_class
from virtualclass.invitations import message_for
from virtualclass.models import CalendarMail, ClassSession, Reminder, SessionState

logger = logging.getLogger("compagnon.mail")
# A class that nobody ends is ended an hour after its planned end.
GRACE = timedelta(hours=1)


def send_calendar_mails() -> None:
    """Sends each scheduling mail that is owed; one that fails is tried again after 1, 2, 4 … minutes."""
    now = timezone.now()
    owed = CalendarMail.objects.filter(done_at__isnull=True, due_at__lte=now, tries__lt=MOST_TRIES)
    carry_each(owed.select_related("session__trainer", "person").order_by("due_at", "pk"), _send)


def fire_reminders() -> None:
    """Tells people that their class begins soon: each reminder once, none for a class that is off or has begun."""
    now = timezone.now()
    owed = Reminder.objects.filter(done_at__isnull=True, due_at__lte=now).select_related("session", "person")
    do_each(owed.order_by("due_at", "pk"), _remind)


def end_forgotten_classes() -> None:
    """Ends classes that still run an hour after their planned end, and those that never began."""
    late = timezone.now() - GRACE
    running = ClassSession.objects.filter(state=SessionState.RUNNING, ends_at__lt=late)
    do_each(running, lambda session: end_class(session=session, by=None))


def _send(mail: CalendarMail) -> None:
    try:
        message_for(mail).send()
    except Exception:
        logger.exception("Mail %s could not be sent; it is tried again later.", mail.pk)
        postpone_mail(mail)
    else:
        settle_mail(mail)


def _remind(reminder: Reminder) -> None:
    session = reminder.session
    if session.state == SessionState.SCHEDULED and session.starts_at > timezone.now() - timedelta(minutes=10):
        effect = f"reminder:{int(reminder.before.total_seconds())}:{session.sequence}"
        notify(people=[reminder.person], kind="virtualclass.reminder", about=session, effect_key=effect)
    Reminder.objects.filter(pk=reminder.pk).update(done_at=timezone.now())


@job
def screen_chat(session_id: int) -> None:
    """Reads the chat of a class that is over by the word list; what it finds waits for the safety officers."""
    session = ClassSession.objects.select_related("chat__space").filter(pk=session_id).first()
    if session is not None and session.chat is not None:
        social.screen(thread=session.chat)
