"""One mail tells Lena what she has not read: as things are when it leaves, and nothing that must stay inside."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from core.notifications import tasks
from core.notifications.actions import book_digests, choose_digest, choose_ways
from core.notifications.models import MailOut
from core.notifications.ways import Cadence, Mail, Way
from social import actions, registries
from social.actions.telling import tell_watchers
from social.models import Follow, Membership, Thread
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 6, 7, 10, 0, tzinfo=UTC)
MONDAY = datetime(2026, 6, 8, 6, 0, 1, tzinfo=UTC)  # 8 in Paris


@pytest.fixture(autouse=True)
def clock():
    """Sunday, before the digest of Monday morning."""
    with time_machine.travel(SUNDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def space(lena, tomas, marc):
    space = a_community(lena, marc, by=tomas, name="Vaccines")
    choose_digest(person=tomas, cadence=Cadence.NEVER)
    choose_digest(person=marc, cadence=Cadence.NEVER)
    return space


@pytest.fixture
def held_nothing(monkeypatch):
    """Nobody holds a key of restriction, whatever upper rooms say."""
    monkeypatch.setattr(registries, "_holders", [lambda person: {"study:1"}])


def watched(thread, reader, author, *sources) -> None:
    """Posts in a talk that the reader watches."""
    actions.follow_thread(thread=thread, person=reader, level="watch")
    for source in sources:
        tell_watchers(post_id=a_post(Thread.objects.get(pk=thread.pk), author, source).pk)


def digest(clock, at=MONDAY):
    """Books and sends what is due at that moment; the mails that left."""
    clock.move_to(at)
    mail.outbox.clear()
    book_digests()
    tasks.send_due_mails()
    return list(mail.outbox)


def test_it_is_one_mail_by_weight_and_place(clock, lena, tomas, marc, space):
    choose_ways(person=lena, ways={"social.mention": Way(bell=True, mail=Mail.DIGEST)})
    quiet, lively = a_thread(space, tomas, "Cold chain"), a_thread(space, tomas, "RSV season")
    watched(quiet, lena, marc, "It was 8 degrees.")
    watched(lively, lena, marc, "It began early.", "In the south too.", "And in the north.", "Everywhere.")
    asked = a_thread(space, marc, "Who can help?", source=f"@{lena.name} could you look?")
    a_thread(space, marc, "Brand new", source="A question about the calendar.")
    [letter] = digest(clock)
    assert letter.to == ["lena@example.org"]
    assert letter.subject == "Your digest: 4 talks"
    places = [letter.body.index(words) for words in ("For you", asked.title, "What you follow", "RSV season")]
    places += [letter.body.index(words) for words in ("Cold chain", "New in your communities", "Brand new")]
    assert places == sorted(places)
    for words in ("could you look?", "It began early.", "and 1 more", "A question about the calendar.", "Vaccines"):
        assert words in letter.body
        assert words in letter.alternatives[0][0]
    assert f"/threads/{asked.pk}/?post=1" in letter.body
    assert letter.body.count("Who can help?") == 1


def test_it_leaves_once_a_period_whoever_asks_how_often(clock, lena, tomas, space):
    a_thread(space, tomas, "Brand new")
    assert len(digest(clock)) == 1
    assert digest(clock, MONDAY + timedelta(hours=3)) == []
    row = MailOut.objects.get(digest_of=lena)
    assert (row.effect_key, row.outcome) == (f"digest:{lena.pk}:2026-06-08", "sent")
    assert mail.outbox == []


def test_the_next_one_tells_only_what_is_new(clock, lena, tomas, space):
    a_thread(space, tomas, "The first week")
    digest(clock)
    clock.move_to(MONDAY + timedelta(days=2))
    a_thread(space, tomas, "The second week")
    [letter] = digest(clock, MONDAY + timedelta(days=7))
    assert "The second week" in letter.body
    assert "The first week" not in letter.body


def test_nothing_new_is_no_mail(clock, lena, space):
    assert digest(clock) == []
    assert MailOut.objects.get(digest_of=lena).outcome == "empty"


def test_it_holds_nothing_that_was_read_deleted_muted_or_lost(clock, lena, tomas, marc, space):
    read, muted, gone = a_thread(space, tomas, "Read"), a_thread(space, tomas, "Muted"), a_thread(space, tomas, "Fine")
    watched(read, lena, marc, "Known by now")
    actions.mark_read(thread=Thread.objects.get(pk=read.pk), person=lena, number=9)
    actions.follow_thread(thread=muted, person=lena, level="mute")
    watched(gone, lena, marc, "Withdrawn words")
    actions.delete_post(post=gone.posts.get(number=2), by=marc)
    closed = a_community(lena, by=tomas, openness="closed", name="Inner circle")
    watched(a_thread(closed, tomas, "Not hers any more"), lena, tomas)
    a_thread(closed, tomas, "Nor this")
    Membership.objects.filter(space=closed, person=lena).delete()
    [letter] = digest(clock)
    everything = letter.body + letter.alternatives[0][0] + letter.subject
    for words in ("Known by now", "Read", "Muted", "Withdrawn", "Not hers", "Nor this", "Inner circle"):
        assert words not in everything
    assert "Fine" in everything


def test_eve_hears_nothing_of_a_closed_space(clock, eve, tomas, lena):
    a_thread(a_community(lena, by=tomas, openness="closed"), tomas, "Among us")
    a_thread(a_community(lena, by=tomas), tomas, "Open, and not hers")
    assert [letter.to for letter in digest(clock) if eve.email in letter.to] == []


def test_of_a_restricted_talk_no_word_leaves(clock, lena, tomas, marc, space, held_nothing):
    secret, other = a_thread(space, tomas, "Pipeline molecule"), a_thread(space, marc, "Second molecule", source="Dose")
    watched(secret, lena, marc, "The dose is forty.")
    Thread.objects.filter(pk__in=[secret.pk, other.pk]).update(audience="study:1")
    [letter] = digest(clock)
    everything = letter.body + letter.alternatives[0][0] + letter.subject
    for words in ("molecule", "dose", "Dose", "forty", "Vaccines"):
        assert words not in everything
    assert letter.body.count("A restricted talk") == 2
    assert f"/threads/{secret.pk}/" in letter.body


def test_it_speaks_french(clock, lena, tomas, space):
    lena.language = "fr"
    lena.save()
    a_thread(space, tomas, "Brand new")
    [letter] = digest(clock)
    assert " ".join(letter.subject.split()) == "Votre récapitulatif : 1 discussion"
    assert "Nouveau dans vos communautés" in letter.body
    assert 'lang="fr"' in letter.alternatives[0][0]


def test_who_wants_none_gets_none(clock, lena, tomas, space):
    a_thread(space, tomas, "Brand new")
    choose_digest(person=lena, cadence=Cadence.NEVER)
    assert digest(clock) == []


def test_who_stops_it_at_the_last_moment_gets_none(clock, lena, tomas, space):
    a_thread(space, tomas, "Brand new")
    clock.move_to(MONDAY)
    book_digests()
    choose_digest(person=lena, cadence=Cadence.NEVER)
    tasks.send_due_mails()
    assert mail.outbox == []
    assert MailOut.objects.get(digest_of=lena).outcome == "stopped"


def test_a_daily_one_tells_of_a_day(clock, lena, tomas, space):
    choose_digest(person=lena, cadence=Cadence.DAILY, hour=17)
    old = a_thread(space, tomas, "Last week")
    Thread.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=2))
    a_thread(space, tomas, "Today")
    [letter] = digest(clock, SUNDAY + timedelta(hours=5, minutes=1))
    assert "Today" in letter.body
    assert "Last week" not in letter.body


def test_each_zone_has_its_own_eight_o_clock(clock, lena, tomas, space):
    lena.zone = "America/New_York"
    lena.save()
    a_thread(space, tomas, "Brand new")
    assert digest(clock) == []
    [_letter] = digest(clock, MONDAY + timedelta(hours=6))


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_statements_however_full(
    clock, count, lena, tomas, marc, space, django_assert_max_num_queries
):
    from core.notifications.digests import compose

    for number in range(count):
        watched(a_thread(space, tomas, f"Watched {number}"), lena, marc, "One", "Two")
        a_thread(space, tomas, f"New {number}")
    assert Follow.objects.filter(person=lena).count() == count
    now = timezone.now()
    compose(lena, now - timedelta(days=1), now)
    with django_assert_max_num_queries(7) as asked:
        found = compose(lena, now - timedelta(days=1), now)
    assert found.count == count * 2
    assert len(asked) == 7


def test_a_group_of_mine_is_told_of_a_class_is_not(clock, lena, tomas):
    a_thread(a_space(lena, by=tomas, name="Reading group"), tomas, "Chapter one")
    a_thread(a_space(lena, by=tomas, kind="class", name="Class room"), tomas, "Chat of the class")
    choose_digest(person=tomas, cadence=Cadence.NEVER)
    [letter] = digest(clock)
    assert "Chapter one" in letter.body
    assert "Chat of the class" not in letter.body
