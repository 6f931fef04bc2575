"""Claims outgoing mails, one worker a mail, and keeps how each ended."""

from datetime import datetime, timedelta

from django.db.models.functions import Now
from django.utils import timezone

from core.acts.actions import action
from core.notifications.models import MailOut

# Longer than any mail server may take (EMAIL_TIMEOUT); a worker that died gives its mail free after that, by the clock
# of the database: those of two workers may differ.
CLAIM = timedelta(minutes=5)
WAITS = [timedelta(minutes=n) for n in (1, 5, 20, 60, 180, 720, 1440)]


@action
def claim_mail(*, at: datetime) -> MailOut | None:
    """The mail that has been due longest, now this worker's own; None when none is due.

    Digests come after what goes out at once: on Monday morning there are many.
    """
    due = MailOut.objects.due(at).select_for_update(skip_locked=True).order_by("due_at", "pk")
    mail = due.of_notices().first() or due.first()
    if mail is not None:
        mail.tries += 1
        MailOut.objects.filter(pk=mail.pk).update(tries=mail.tries, claimed_until=Now() + CLAIM)
    return mail


@action
def hold_mail(*, mail: MailOut, until: datetime) -> None:
    """The person wishes to be left in peace now: the mail waits, as if nobody had touched it."""
    MailOut.objects.filter(pk=mail.pk, done_at=None).update(due_at=until, claimed_until=None, tries=mail.tries - 1)


@action
def settle_mail(*, mail: MailOut, outcome: str) -> None:
    """The mail has ended: it is sent, or nobody needs it any more."""
    MailOut.objects.filter(pk=mail.pk, done_at=None).update(
        done_at=timezone.now(), outcome=outcome, claimed_until=None, error=""
    )


@action
def postpone_mail(*, mail: MailOut, error: str) -> None:
    """The mail server did not take it: later again, with growing patience; given up after two days and a bit."""
    now = timezone.now()
    row = MailOut.objects.filter(pk=mail.pk, done_at=None)
    if mail.tries > len(WAITS):
        row.update(done_at=now, outcome=MailOut.Outcome.FAILED, claimed_until=None, error=error[:300])
    else:
        row.update(due_at=now + WAITS[mail.tries - 1], claimed_until=None, error=error[:300])
