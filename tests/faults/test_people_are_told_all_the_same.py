"""Workers are killed while they tell people: each is told once all the same."""

import email
from datetime import time, timedelta
from random import Random, SystemRandom
from threading import Event

import pytest
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.accounts.models import Person
from core.config.environment import new_push_key
from core.notifications import mailbox
from core.notifications.actions import choose_digest, choose_quiet, push_to
from core.notifications.models import MailOut, Notice, PushOut
from core.notifications.ways import Cadence
from social.actions import ask_to_acknowledge
from social.models import FollowLevel, Membership, Space
from social.tasks import tell_watchers
from tests.make.talk import a_community, a_post, a_thread
from tests.notifications.push_services import a_push_service
from tests.servers import session_cookie

pytestmark = pytest.mark.faults
SLOW = {"DJANGO_SETTINGS_MODULE": "tests.faults.slow_mail_settings"}
CROWD = 25_000


def a_talk_with_a_crowd(size: int):
    """A post to a space that so many people watch, its job not begun."""
    author = Person.objects.make(email="author@example.org", name="Author")
    space = a_community(by=author)
    people = [Person(email=f"f{n}@example.org", name=f"Follower {n}", password="!") for n in range(size)]
    for person in people:
        person.settle()
    people = Person.objects.bulk_create(people, batch_size=1000)
    watching = [Membership(space=space, person=person, follow=FollowLevel.WATCH) for person in people]
    Membership.objects.bulk_create(watching, batch_size=1000)
    Space.objects.filter(pk=space.pk).update(member_count=size + 1)
    return a_post(a_thread(space, author), author, "News for all of you")


def test_25000_are_told_once_though_a_worker_is_killed_among_them(place):
    """Whichever of the two holds the job, at a moment that chance has chosen."""
    share = Random(seed := SystemRandom().randrange(10**6)).uniform(0, 0.8)
    post = a_talk_with_a_crowd(CROWD)
    first, second = place.worker(), place.worker()
    told = Notice.objects.filter(kind="social.watched", about_id=post.pk)
    second.start()
    first.start()
    tell_watchers.enqueue(post_id=post.pk)
    first.wait_until(lambda: told.count() > share * CROWD, patience=60)
    running = DBTaskResult.objects.exclude(worker_ids=[]).first()
    killed = first if _is_of(first, running) else second
    other = second if killed is first else first
    killed.kill()
    other.wait_until(lambda: told.count() >= CROWD, patience=120)
    other.wait_until(lambda: not DBTaskResult.objects.ready().exists(), patience=120)
    assert told.values("person").annotate(n=Count("pk")).filter(n__gt=1).count() == 0, seed
    assert told.count() == CROWD, seed


def _is_of(worker, result) -> bool:
    """Whether a job is in the hands of this worker's process."""
    from core.acts.models import Shift

    if result is None or not result.worker_ids:
        return True
    return Shift.objects.filter(name__in=result.worker_ids, pid=worker.pid).exists()


def test_a_digest_leaves_once_though_its_worker_is_killed(place):
    tomas = Person.objects.make(email="tomas@example.org", name="Tomás")
    lena = Person.objects.make(email="lena@example.org", name="Lena")
    space = a_community(lena, by=tomas)
    a_thread(space, tomas, "Brand new")
    # Not today, so that no sweep books another one.
    for person in (lena, tomas):
        choose_digest(person=person, cadence=Cadence.WEEKLY, day=(timezone.now().weekday() + 3) % 7)
    MailOut.objects.create(digest_of=lena, effect_key=f"digest:{lena.pk}:today", due_at=timezone.now())
    first, second = place.worker(**SLOW), place.worker(**SLOW)
    first.start()
    first.wait_until((place.folder / "mail_came").exists)
    first.kill()
    assert MailOut.objects.get().done_at is None
    # Five minutes later nobody holds it any more.
    MailOut.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    (place.folder / "mail_may_go").touch()
    second.start()
    second.wait_until(lambda: MailOut.objects.filter(outcome="sent").exists())
    assert second.stop() == 0
    [letter] = _mails_in(place)
    assert letter["To"] == "lena@example.org"
    assert MailOut.objects.count() == 1


def test_a_push_shows_once_though_its_worker_is_killed(place):
    with a_push_service() as service:
        asked, may_answer = Event(), Event()

        def wait_at_first():
            if not asked.is_set():
                asked.set()
                may_answer.wait(30)

        service.before_answering = wait_at_first
        settings = {"PUSH_HOSTS": service.host, "PUSH_KEY": new_push_key()}
        lena = Person.objects.make(email="lena@example.org", name="Lena")
        tomas = Person.objects.make(email="tomas@example.org", name="Tomás")
        choose_quiet(person=lena, start=time(), end=time(), days="")
        browser = service.browser()
        with override_settings(PUSH_HOSTS=[service.host], PUSH_KEY=settings["PUSH_KEY"]):
            signed_in = session_cookie(lena)["session"]
            keys = {"public_key": browser.fields["p256dh"], "secret": browser.fields["auth"]}
            push_to(person=lena, session_key=signed_in, endpoint=browser.endpoint, **keys)
            first, second = place.worker(**settings), place.worker(**settings)
            a_post(a_thread(a_community(lena, by=tomas), tomas), tomas, "@Lena, see this.")
        first.start()
        first.wait_until(asked.is_set)
        first.kill()
        may_answer.set()
        assert PushOut.objects.get().done_at is None
        second.start()
        # A minute later nobody holds it any more.
        PushOut.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        second.wait_until(lambda: PushOut.objects.filter(outcome="sent").exists())
        assert second.stop() == 0
        # It came twice, under one topic and one tag: the device shows it once.
        assert len(service.came) == 2
        assert len({headers["topic"] for _path, headers, _body in service.came}) == 1
        assert len({browser.read(body)["tag"] for _path, _headers, body in service.came}) == 1


def test_a_monday_mail_leaves_once_though_two_workers_run_and_one_is_killed(place):
    monday = timezone.now() - timedelta(minutes=1)
    marc = Person.objects.make(email="marc@example.org", name="Marc")
    team = [Person.objects.make(email=f"rep{n}@example.org", name=f"Rep {n}", manager=marc) for n in range(5)]
    lead = Person.objects.make(email="lead@example.org", name="Lead")
    thread = a_thread(a_community(marc, *team, by=lead), lead, "New procedure", kind="announcement")
    ask_to_acknowledge(thread=thread, by=lead)
    choose_digest(person=marc, cadence=Cadence.NEVER, hour=timezone.localtime(monday).hour)
    MailOut.objects.create(team_of=marc, effect_key=f"team:{marc.pk}:monday", due_at=monday)
    first, second = place.worker(**SLOW), place.worker(**SLOW)
    first.start()
    first.wait_until((place.folder / "mail_came").exists)
    second.start()
    first.kill()
    MailOut.objects.filter(team_of=marc).update(claimed_until=timezone.now() - timedelta(seconds=1))
    (place.folder / "mail_may_go").touch()
    second.wait_until(lambda: MailOut.objects.filter(team_of=marc, outcome="sent").exists())
    assert second.stop() == 0
    letters = [letter for letter in _mails_in(place) if letter["Subject"] == "Your team this week"]
    assert [letter["To"] for letter in letters] == ["marc@example.org"]


def _mails_in(place) -> list:
    files = list((place.folder / "mail").glob("*.log"))
    parts = [part for file in files for part in mailbox.SEAM.split(file.read_bytes())]
    return [email.message_from_bytes(part) for part in parts if part.strip()]
