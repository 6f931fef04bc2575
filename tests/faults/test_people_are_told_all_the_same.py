"""Workers are killed while they tell people: each is told once all the same."""

import email
from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.accounts.models import Person
from core.notifications import mailbox
from core.notifications.actions import choose_digest
from core.notifications.models import MailOut, Notice
from core.notifications.ways import Cadence
from social.models import FollowLevel, Membership, Space
from social.tasks import tell_watchers
from tests.make.talk import a_community, a_post, a_thread

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
    post = a_talk_with_a_crowd(CROWD)
    first, second = place.worker(), place.worker()
    told = Notice.objects.filter(kind="social.watched", about_id=post.pk)
    second.start()
    first.start()
    tell_watchers.enqueue(post_id=post.pk)
    first.wait_until(told.exists)
    running = DBTaskResult.objects.exclude(worker_ids=[]).first()
    # Whichever of the two has begun, in the middle of it.
    killed = first if _is_of(first, running) else second
    other = second if killed is first else first
    killed.kill()
    other.wait_until(lambda: told.count() == CROWD, patience=120)
    other.wait_until(lambda: not DBTaskResult.objects.ready().exists(), patience=120)
    assert told.values("person").annotate(n=Count("pk")).filter(n__gt=1).count() == 0
    assert told.count() == CROWD


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
    files = list((place.folder / "mail").glob("*.log"))
    mails = [part for file in files for part in mailbox.SEAM.split(file.read_bytes()) if part.strip()]
    [letter] = [email.message_from_bytes(part) for part in mails]
    assert letter["To"] == "lena@example.org"
    assert MailOut.objects.count() == 1
