"""Each mail says why it came, and stops by one press without signing in; the press can be taken back."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from core.notifications import actions, keys, queries, tasks
from core.notifications.keys import Stop
from core.notifications.ways import Mail, Way

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/notices/stop/[\w:.~-]+/")


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def link(lena, tell):
    """The first link of the foot of a mail to Lena."""
    tell(lena)
    tasks.send_due_mails()
    return LINK.findall(mail.outbox[0].body)[0]


def way(person, kind="tests.mentioned") -> Way:
    return next(way for known, way in queries.all_ways_of(person) if known.name == kind)


def test_the_mail_names_its_reason_and_how_to_stop_it(link, settings):
    [letter] = mail.outbox
    assert "Why this mail: Somebody mentioned you." in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<{settings.ORIGIN}{link}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.alternatives[0][0]


def test_looking_stops_nothing_pressing_does_and_undo_takes_it_back(lena, link, client):
    page = client.get(link)
    assert page.status_code == 200
    assert "Somebody mentions me" in page.content.decode()
    assert way(lena) == Way(True, Mail.NOW)
    done = client.post(link)
    assert way(lena) == Way(True, Mail.NEVER)
    assert 'name="undo" value="now"' in done.content.decode()
    client.post(link, {"undo": "now"})
    assert way(lena) == Way(True, Mail.NOW)


def test_a_mail_program_presses_it_by_itself(lena, link):
    from django.test import Client

    program = Client(enforce_csrf_checks=True)
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert way(lena).mail == Mail.NEVER


def test_the_page_speaks_the_persons_language_and_names_nobody(lena, client):
    lena.language = "fr"
    lena.save()
    page = client.get(f"/notices/stop/{keys.stop_key(Stop(lena.pk, 'tests.mentioned'))}/").content.decode()
    assert '<html lang="fr"' in page
    assert lena.name not in page
    assert lena.email not in page


def test_the_digest_stops_and_comes_back_as_it_was(lena, client):
    actions.choose_digest(person=lena, cadence="daily")
    path = f"/notices/stop/{keys.stop_key(Stop(lena.pk, keys.DIGEST))}/"
    assert 'value="daily"' in client.post(path).content.decode()
    assert queries.attention_of(lena).digest == "never"
    client.post(path, {"undo": "daily"})
    assert queries.attention_of(lena).digest == "daily"


@pytest.mark.parametrize("break_it", [lambda key: key[:-2] + "xx", lambda key: "x", lambda key: key.replace(":", "_")])
def test_a_key_that_we_have_not_made_opens_nothing(lena, client, break_it):
    key = break_it(keys.stop_key(Stop(lena.pk, "tests.mentioned")))
    for answer in (client.get(f"/notices/stop/{key}/"), client.post(f"/notices/stop/{key}/")):
        assert answer.status_code == 404
        assert "does not work any more" in answer.content.decode()
    assert way(lena) == Way(True, Mail.NOW)


def test_the_key_of_another_purpose_stops_nothing(lena, client):
    from django.core import signing

    key = signing.dumps([lena.pk, "tests.mentioned", ""], salt="something.else")
    assert client.post(f"/notices/stop/{key}/").status_code == 404


def test_who_has_left_is_not_found(lena, link, client):
    lena.is_active = False
    lena.save()
    assert client.get(link).status_code == 404


def test_who_guesses_keys_is_slowed(client, settings):
    settings.ROOT_URLCONF = "core.config.urls"
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"stop_mail": "3/m/ip"}
    assert [client.get("/notices/stop/x/").status_code for _ in range(4)] == [404, 404, 404, 429]
