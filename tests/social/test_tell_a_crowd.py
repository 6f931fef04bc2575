"""A post to a space of thousands answers as fast as one to a few; a job tells each of them, once."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.accounts.models import Person
from core.acts import jobs
from core.notifications.models import MailOut, Notice
from social.actions import telling
from social.models import FollowLevel, Membership, Space
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db
MANY = 2500


def followers(space: Space, number: int) -> list[Person]:
    """So many people of the space who watch it, by a few statements."""
    people = [Person(email=f"f{space.pk}-{n}@example.org", name=f"F {n}") for n in range(number)]
    for person in people:
        person.settle()
    people = Person.objects.bulk_create(people)
    Membership.objects.bulk_create(
        [Membership(space=space, person=person, follow=FollowLevel.WATCH) for person in people]
    )
    Space.objects.filter(pk=space.pk).update(member_count=number + 1)
    return people


def statements(act) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        act()
    return [each["sql"].split(" WHERE ")[0][:80] for each in asked.captured_queries]


def test_a_post_costs_the_same_for_25_and_for_thousands(tomas):
    spaces = [a_community(by=tomas), a_community(by=tomas)]
    threads = [a_thread(space, tomas) for space in spaces]
    for space, number in zip(spaces, (25, MANY), strict=True):
        followers(space, number)
    a_post(threads[0], tomas, "Warm")
    few, many = (statements(lambda thread=thread: a_post(thread, tomas, "News for all.")) for thread in threads)
    assert len(few) == len(many)
    assert not Notice.objects.exists()


def test_each_is_told_once_however_often_the_job_begins(tomas):
    space = a_community(by=tomas)
    thread = a_thread(space, tomas)
    people = followers(space, MANY)
    post = a_post(thread, tomas, "News for all.")
    told = telling.tell_some
    calls = []

    def dies_in_the_second_batch(**given):
        calls.append(given)
        if len(calls) == 2:
            raise ConnectionError("killed")
        told(**given)

    with patch.object(telling, "tell_some", dies_in_the_second_batch), pytest.raises(ConnectionError):
        telling.tell_watchers(post_id=post.pk)
    assert Notice.objects.count() == telling.BATCH
    jobs.drain()
    telling.tell_watchers(post_id=post.pk)
    assert set(Notice.objects.values_list("person_id", flat=True)) == {person.pk for person in people}
    assert Notice.objects.count() == MANY
    assert not MailOut.objects.exists()


def test_a_batch_takes_as_many_statements_for_a_thousand_as_for_sixty(tomas):
    space = a_community(by=tomas)
    thread = a_thread(space, tomas)
    people = followers(space, 1060)
    post = a_post(thread, tomas, "News for all.")
    pks = [person.pk for person in people]
    telling.tell_some(post_id=post.pk, first=pks[0], last=pks[0])
    few = statements(lambda: telling.tell_some(post_id=post.pk, first=pks[1], last=pks[60]))
    many = statements(lambda: telling.tell_some(post_id=post.pk, first=pks[61], last=pks[-1]))
    assert len(few) == len(many) == 9
    assert Notice.objects.count() == 1060


def test_what_is_deleted_meanwhile_tells_nobody_more(tomas):
    space = a_community(by=tomas)
    post = a_post(a_thread(space, tomas), tomas, "Too early.")
    [reader] = followers(space, 1)
    from social import actions

    actions.delete_post(post=post, by=tomas)
    telling.tell_some(post_id=post.pk, first=reader.pk, last=reader.pk)
    assert telling.tell_watchers(post_id=post.pk) == 0
    assert not Notice.objects.exists()
