"""Lena says on one page how she is told, when not, and that she wants peace just now; it holds at once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.acts.refusals import Refused
from core.notifications import actions, kinds_of_notice, queries, tasks
from core.notifications.models import Attention, MailOut, Preference
from core.notifications.ways import Cadence, Mail, Preset, Way

pytestmark = pytest.mark.django_db


def chosen(**more) -> dict[str, str | list[str]]:
    """The form as Lena finds it, and what she changes in it."""
    said: dict[str, str | list[str]] = {
        "digest": "weekly",
        "digest_day": "0",
        "digest_hour": "8",
        "is_quiet": "on",
        "quiet_from": "19:00",
        "quiet_until": "08:00",
        "quiet_days": ["5", "6"],
    }
    for kind in kinds_of_notice.every():
        said[f"{kind.name}-mail"] = kind.way.mail.value
        if kind.bell:
            said[f"{kind.name}-bell"] = "on"
    return said | more


def ways(person) -> dict[str, Mail]:
    return {kind.name: way.mail for kind, way in queries.all_ways_of(person)}


def test_what_concerns_me_comes_at_once_and_the_rest_in_the_digest(lena):
    found = ways(lena)
    assert (found["social.mention"], found["social.answer"], found["social.watched"]) == ("now", "now", "digest")
    assert (found["virtualclass.reminder"], found["virtualclass.moved"]) == ("now", "never")
    attention = queries.attention_of(lena)
    assert (attention.digest, attention.digest_day, attention.digest_hour) == (Cadence.WEEKLY, 0, 8)


def test_everything_is_chosen_on_one_page(lena, signed_in):
    browser = signed_in(lena)
    page = browser.get("/notices/settings/").content.decode()
    for words in ("Somebody mentions me", "Quiet hours", "Pause notices", "Calm", "Once a week"):
        assert words in page
    said = chosen(digest="daily", digest_hour="17", quiet_from="21:30", quiet_days=["6"])
    said |= {"tests.mentioned-mail": "digest", "tests.published-mail": "never"}
    assert browser.post("/notices/settings/", said).status_code == 302
    attention = Attention.objects.get(person=lena)
    assert (attention.digest, attention.digest_hour) == ("daily", 17)
    assert (attention.quiet_from, attention.quiet_days) == (time(21, 30), "6")
    kept = dict(Preference.objects.filter(person=lena).values_list("kind", "mail"))
    assert kept == {"tests.mentioned": "digest", "tests.published": "never"}
    assert 'value="21:30"' in browser.get("/notices/settings/").content.decode()


def test_quiet_hours_are_switched_off(lena, signed_in):
    said = chosen(quiet_days=[])
    del said["is_quiet"]
    signed_in(lena).post("/notices/settings/", said)
    night = datetime(2026, 6, 6, 1, 0, tzinfo=UTC)
    assert queries.attention_of(lena).free_from(night, lena.zone) == night


def test_a_week_without_a_free_day_is_refused_and_nothing_is_kept(lena, signed_in):
    answer = signed_in(lena).post("/notices/settings/", chosen(quiet_days=list("0123456"), digest="daily"))
    assert answer.status_code == 422
    assert "Leave at least one day" in answer.content.decode()
    assert not Attention.objects.exists()


@pytest.mark.parametrize(
    ("preset", "mention", "watched", "digest"),
    [
        (Preset.CALM, "digest", "digest", "weekly"),
        (Preset.NORMAL, "now", "digest", "weekly"),
        (Preset.EVERYTHING, "now", "now", "daily"),
    ],
)
def test_one_press_sets_everything(lena, signed_in, preset, mention, watched, digest):
    actions.choose_ways(person=lena, ways={"social.mention": Way(bell=True, mail=Mail.NEVER)})
    signed_in(lena).post("/notices/settings/preset/", {"preset": preset.value})
    found = ways(lena)
    assert (found["social.mention"], found["social.watched"]) == (mention, watched)
    assert (found["virtualclass.reminder"], found["virtualclass.moved"]) == ("now", "never")
    assert queries.attention_of(lena).digest == digest


def test_a_pause_holds_back_what_can_wait_and_the_bell_counts(lena, tell, signed_in, working_day):
    browser = signed_in(lena)
    browser.post("/notices/pause/", {"lasting": "hour"})
    assert "Paused until" in browser.get("/notices/settings/").content.decode()
    tell(lena)
    tell(lena, kind="tests.moved", effect_key="moved", facts={"to": "Thursday"})
    assert tasks.send_due_mails() == 1
    assert mail.outbox[0].subject.startswith("Moved")
    assert queries.unread_count(lena) == 2
    working_day.shift(timedelta(minutes=61))
    assert tasks.send_due_mails() == 1
    assert "Pause notices" in browser.get("/notices/").content.decode()


def test_one_press_ends_the_pause_and_what_waited_goes_out(lena, tell, signed_in):
    browser = signed_in(lena)
    browser.post("/notices/pause/", {"lasting": "week"})
    tell(lena)
    assert tasks.send_due_mails() == 0
    browser.post("/notices/pause/end/")
    assert tasks.send_due_mails() == 1


def test_a_pause_holds_what_was_waiting_to_leave(lena, tell):
    tell(lena)
    until = actions.pause(person=lena, lasting="day")
    assert tasks.send_due_mails() == 0
    assert MailOut.objects.get().due_at == until
    assert MailOut.objects.get().tries == 0


def test_a_mail_that_a_worker_has_already_taken_waits_too(lena, tell):
    tell(lena)
    taken = actions.claim_mail(at=timezone.now())
    actions.pause(person=lena, lasting="hour")
    assert tasks._send(taken) == 0
    row = MailOut.objects.get()
    assert (row.outcome, row.claimed_until, row.due_at) == ("", None, timezone.now() + timedelta(hours=1))


def test_shorter_quiet_hours_let_out_what_waited(lena, tell, working_day):
    working_day.move_to(datetime(2026, 6, 4, 17, 30, tzinfo=UTC))  # Thursday, 19:30 in Paris
    tell(lena)
    assert tasks.send_due_mails() == 0
    actions.choose_quiet(person=lena, start=time(22), end=time(7), days="56")
    assert tasks.send_due_mails() == 1


@pytest.mark.parametrize(
    ("start", "end", "days", "at", "free"),
    [
        (time(12), time(14), "", "2026-06-04T10:30", "2026-06-04T12:00"),
        (time(12), time(14), "4", "2026-06-04T12:30", "2026-06-04T12:30"),
        (time(12), time(14), "4", "2026-06-05T09:00", "2026-06-05T22:00"),
        (time(22), time(6), "", "2026-06-04T20:30", "2026-06-05T04:00"),
        (time(0), time(0), "56", "2026-06-06T10:00", "2026-06-07T22:00"),
    ],
)
def test_everybody_has_hours_of_their_own(lena, start, end, days, at, free):
    actions.choose_quiet(person=lena, start=start, end=end, days=days)
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert queries.attention_of(lena).free_from(moment, "Europe/Paris") == datetime.fromisoformat(free).replace(
        tzinfo=UTC
    )


def test_no_other_pause_is_given(lena, signed_in):
    with pytest.raises(Refused, match="an hour"):
        actions.pause(person=lena, lasting="year")
    assert signed_in(lena).post("/notices/pause/", {"lasting": "year"}).status_code == 422
