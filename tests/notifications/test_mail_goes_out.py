"""A mail goes out for a notice: once, in the person's language, at a decent hour, without what must stay inside."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now
from django.utils import timezone

from core.acts import jobs
from core.library import actions as library
from core.notifications import actions, tasks
from core.notifications.models import MailOut, Notice
from core.notifications.ways import Mail, Way

pytestmark = pytest.mark.django_db


def outcomes():
    return list(MailOut.objects.order_by("pk").values_list("outcome", flat=True))


def test_a_mention_goes_out_at_once(lena, tell, thing, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(lena)
    jobs.drain()
    [letter] = mail.outbox
    assert letter.to == ["lena@example.org"]
    assert letter.subject == "Tomás Ferreira mentioned you: Why 84.0 % and not 82.9 %?"
    assert "The interval runs from 69.5 to 92.4." in letter.body
    assert settings.ORIGIN + thing.get_absolute_url() in letter.body
    assert "Somebody mentioned you." in letter.body
    assert settings.ORIGIN + "/notices/settings/" in letter.body
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert thing.get_absolute_url() in html
    assert outcomes() == ["sent"]


def test_it_is_sent_once_however_often_the_sweep_comes(lena, tell):
    tell(lena)
    assert [tasks.send_due_mails() for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_every_try_bears_the_same_message_id(lena, tell):
    tell(lena)
    tasks.send_due_mails()
    row = MailOut.objects.get()
    MailOut.objects.update(done_at=None, outcome="")
    tasks.send_due_mails()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second
    assert str(row.notice_id) in first


def test_it_speaks_the_persons_language(lena, tell):
    lena.language = "fr"
    lena.save()
    tell(lena, by=None)
    tasks.send_due_mails()
    [letter] = mail.outbox
    assert "Pourquoi ce message" in letter.body
    assert 'lang="fr"' in letter.alternatives[0][0]


def test_of_a_restricted_scope_no_word_leaves_the_house(tomas, ines, company, tell, thing):
    library.describe_object(
        learning_object=thing, editor=ines, described={"confidentiality": "restricted"}, audience=[company.liaison]
    )
    tell(tomas, by=ines)
    tasks.send_due_mails()
    [letter] = mail.outbox
    everything = str(letter.message())
    assert letter.subject == "Inès Moreau mentioned you"
    for word in ("69.5", "84.0", "interval", thing.code):
        assert word not in letter.body + letter.alternatives[0][0] + letter.subject
    assert "restricted" in letter.body
    assert everything


def test_in_quiet_hours_it_waits_for_the_morning(lena, tell, working_day):
    working_day.move_to(datetime(2026, 6, 5, 17, 30, tzinfo=UTC))  # Friday, 19:30 in Paris
    tell(lena)
    assert tasks.send_due_mails() == 0
    assert MailOut.objects.get().due_at == datetime(2026, 6, 8, 6, 0, tzinfo=UTC)
    working_day.move_to(datetime(2026, 6, 8, 6, 0, 1, tzinfo=UTC))
    assert tasks.send_due_mails() == 1


def test_what_is_urgent_does_not_wait(lena, tell, working_day):
    working_day.move_to(datetime(2026, 6, 5, 17, 30, tzinfo=UTC))
    tell(lena, kind="tests.moved", facts={"to": "Saturday"})
    assert tasks.send_due_mails() == 1
    assert mail.outbox[0].subject.startswith("Moved to Saturday")


def test_what_was_read_meanwhile_is_not_sent(lena, tell):
    tell(lena)
    actions.read_notice(notice=Notice.objects.get())
    tasks.send_due_mails()
    assert (mail.outbox, outcomes()) == ([], ["read"])


def test_what_one_may_no_longer_see_is_not_sent(lena, ines, company, tell, thing):
    tell(lena)
    library.describe_object(
        learning_object=thing, editor=ines, described={"confidentiality": "restricted"}, audience=[company.liaison]
    )
    tasks.send_due_mails()
    assert (mail.outbox, outcomes()) == ([], ["gone"])


def test_who_left_gets_no_mail(lena, tell):
    tell(lena)
    lena.is_active = False
    lena.save()
    tasks.send_due_mails()
    assert (mail.outbox, outcomes()) == ([], ["gone"])


def test_who_switched_mail_off_meanwhile_gets_none(lena, tell):
    tell(lena)
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(bell=True, mail=Mail.NEVER)})
    tasks.send_due_mails()
    assert (mail.outbox, outcomes()) == ([], ["stopped"])


def test_a_mail_server_that_refuses_is_asked_again_with_growing_patience(lena, tell, settings, working_day):
    settings.EMAIL_BACKEND = "tests.notifications.mail_servers.Refusing"
    tell(lena, kind="tests.moved", facts={"to": "Thursday"})
    waited = []
    for _try in range(8):
        assert tasks.send_due_mails() == 0
        row = MailOut.objects.get()
        if row.done_at:
            break
        waited.append(row.due_at - timezone.now())
        assert tasks.send_due_mails() == 0
        working_day.move_to(row.due_at + timedelta(seconds=1))
    assert [int(wait.total_seconds() / 60) for wait in waited] == [1, 5, 20, 60, 180, 720, 1440]
    assert (row.outcome, row.tries) == ("failed", 8)
    assert "SMTPServerDisconnected" in row.error


def test_one_bad_mail_holds_up_no_other(lena, marc, tell, settings):
    settings.EMAIL_BACKEND = "tests.notifications.mail_servers.RefusingLena"
    tell(lena, marc)
    assert tasks.send_due_mails() == 1
    assert dict(MailOut.objects.values_list("notice__person__email", "outcome")) == {
        "lena@example.org": "",
        "marc@example.org": "sent",
    }


def test_a_worker_that_died_leaves_its_mail_to_the_next(lena, tell, working_day):
    tell(lena)
    assert actions.claim_mail(at=timezone.now()) is not None
    assert tasks.send_due_mails() == 0
    # Five minutes of the database's clock, whatever that of a worker says.
    working_day.shift(timedelta(minutes=6))
    assert tasks.send_due_mails() == 0
    MailOut.objects.update(claimed_until=Now() - timedelta(seconds=1))
    assert tasks.send_due_mails() == 1


def test_line_breaks_in_a_title_make_no_header(lena, thing, tell):
    type(thing).objects.update(title="One\nBcc: eve@example.org")
    tell(lena)
    tasks.send_due_mails()
    assert mail.outbox[0].subject == "Tomás Ferreira mentioned you: One Bcc: eve@example.org"
    assert mail.outbox[0].recipients() == ["lena@example.org"]
