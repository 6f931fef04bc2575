"""Mail leaves the house: no transaction waits for its server, and no worker's death loses it."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from core.accounts import actions as accounts
from core.accounts import tasks as accounts_tasks
from core.accounts.models import Invitation, Person
from core.acts.jobs import CLAIM, carry_each
from tests.make.classes import a_class
from virtualclass.models import CalendarMail
from virtualclass.tasks import send_calendar_mails

pytestmark = pytest.mark.django_db(transaction=True)
OWED = CalendarMail.objects.filter(done_at=None)


@pytest.fixture
def owed(amara) -> CalendarMail:
    """The mail by which Amara is invited to her own class."""
    a_class(by=amara)
    return OWED.get()


def test_no_transaction_waits_for_the_mail_server(owed):
    seen = []
    carry_each(OWED, lambda row: seen.append(connection.in_atomic_block))
    assert seen == [False]


def the_claim_ends(model) -> None:
    """Five minutes pass by the database's clock, which no test can put forward."""
    assert model.objects.filter(claimed_until__gt=timezone.now() + CLAIM - timedelta(minutes=1)).exists()
    model.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))


def test_no_other_worker_sends_it_meanwhile(owed):
    others = []
    carry_each(OWED, lambda row: others.append(carry_each(OWED, lambda same: pytest.fail("sent twice"))))
    assert others == [0]


def test_what_a_dead_worker_held_is_sent_after_its_claim(owed):
    class Death(BaseException):
        """The process is gone."""

    def die(row):
        raise Death

    with pytest.raises(Death):
        carry_each(OWED, die)
    send_calendar_mails()
    assert mail.outbox == []
    the_claim_ends(CalendarMail)
    send_calendar_mails()
    send_calendar_mails()
    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"].startswith(f"<class-mail-{owed.pk}@")


def test_what_the_server_refuses_is_tried_again_later_and_holds_up_no_other(amara, lena, settings, owed):
    a_class(by=amara, trainer=lena)
    settings.EMAIL_BACKEND = "tests.notifications.mail_servers.RefusingLena"
    send_calendar_mails()
    assert [row.person for row in OWED.all()] == [lena]
    row = OWED.get()
    assert (row.tries, row.claimed_until) == (1, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        send_calendar_mails()
    assert not OWED.exists()


def an_invited_person(admin) -> Person:
    return accounts.invite(by=admin, email="nina@example.org", name="Nina", language="en").person


def test_an_invitation_counts_as_sent_when_it_has_left(admin, settings):
    person = an_invited_person(admin)
    settings.EMAIL_BACKEND = "tests.notifications.mail_servers.Refusing"
    accounts_tasks.send_invitations()
    invitation = Invitation.objects.get(person=person)
    assert invitation.sent_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    the_claim_ends(Invitation)
    accounts_tasks.send_invitations()
    accounts_tasks.send_invitations()
    assert len(mail.outbox) == 1
    assert Invitation.objects.get(person=person).sent_at is not None


def test_an_invitation_that_is_asked_for_again_leaves_at_once(admin):
    person = an_invited_person(admin)
    accounts_tasks.send_invitations()
    accounts.resend_invitation(invitation=Invitation.objects.get(person=person), by=admin)
    accounts_tasks.send_invitations()
    assert len(mail.outbox) == 2
