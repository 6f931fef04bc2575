"""Mails and reminders that a class owes: rows first, sending later."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from core.acts.actions import action
from virtualclass.models import CalendarMail, ClassSession, Reminder

MOST_TRIES = 8
REMIND_BEFORE = (timedelta(days=1), timedelta(minutes=15))


def owe_mails(session: ClassSession, people: Iterable[int], method: str) -> None:
    """Writes one scheduling mail a person for the class's present sequence, in one statement."""
    now = timezone.now()
    CalendarMail.objects.bulk_create(
        [
            CalendarMail(session=session, person_id=pk, method=method, sequence=session.sequence, due_at=now)
            for pk in sorted(set(people))
        ],
        ignore_conflicts=True,
    )


@action
def settle_mail(mail: CalendarMail) -> None:
    """The mail is sent."""
    CalendarMail.objects.filter(pk=mail.pk).update(done_at=timezone.now(), claimed_until=None)


@action
def postpone_mail(mail: CalendarMail) -> None:
    """The mail server did not take it: again after 1, 2, 4 … minutes."""
    wait = timedelta(minutes=2**mail.tries)
    CalendarMail.objects.filter(pk=mail.pk, done_at=None).update(
        tries=F("tries") + 1, due_at=timezone.now() + wait, claimed_until=None
    )


def owe_reminders(session: ClassSession, people: Iterable[int]) -> None:
    """Sets the reminders of these people to the class's present time; what lies behind already is left out."""
    now, people = timezone.now(), sorted(set(people))
    session.reminders.filter(person_id__in=people).delete()
    Reminder.objects.bulk_create(
        [
            Reminder(session=session, person_id=pk, before=before, due_at=session.starts_at - before)
            for pk in people
            for before in REMIND_BEFORE
            if session.starts_at - before > now
        ]
    )


def forget_reminders(session: ClassSession, person_id: int) -> None:
    """Whoever is not coming is not reminded."""
    session.reminders.filter(person_id=person_id, done_at__isnull=True).delete()
