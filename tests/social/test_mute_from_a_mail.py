"""A mail about a talk mutes that talk by one press, for whoever may still read it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail

from core.notifications import keys, tasks
from core.notifications.keys import Stop
from social import actions
from social.models import Follow, Membership
from tests.make.talk import a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _working_day():
    with time_machine.travel(datetime(2026, 6, 4, 10, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), tomas)


def level(thread, person) -> str | None:
    return Follow.objects.filter(thread=thread, person=person).values_list("level", flat=True).first()


@pytest.mark.parametrize("before", [None, "watch", "normal"])
def test_a_talk_is_muted_from_its_mail_and_comes_back_as_it_was(thread, lena, tomas, client, before):
    if before:
        actions.follow_thread(thread=thread, person=lena, level=before)
    a_post(thread, tomas, f"@{lena.name}?")
    tasks.send_due_mails()
    [letter] = mail.outbox
    path = re.search(r"Mute this talk <http://[^/]+(/[^>]+)>", letter.body)[1]
    assert path in letter.alternatives[0][0]
    page = client.get(path).content.decode()
    assert "Mute this talk" in page
    assert thread.title not in page
    assert level(thread, lena) == before
    done = client.post(path).content.decode()
    assert level(thread, lena) == "mute"
    client.post(path, {"undo": re.search(r'name="undo" value="(\w*)"', done)[1]})
    assert level(thread, lena) == before


def test_who_lost_the_talk_mutes_nothing_and_learns_nothing(thread, lena, client):
    path = f"/notices/stop/{keys.stop_key(Stop(lena.pk, 'social.mention', f'thread:{thread.pk}'))}/"
    Membership.objects.filter(person=lena).delete()
    assert client.post(path).status_code == 200
    assert level(thread, lena) is None
