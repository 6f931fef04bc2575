"""Whoever signs in to the demo company first finds a morning: somebody has answered them, and something is new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.accounts.models import Person
from core.demo import story
from core.demo.company import CAST, DOMAIN
from core.home.queries import today
from core.notifications import queries as notices
from social.models import Post, Space

pytestmark = pytest.mark.django_db
ANCHOR = timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def company(db):
    """A short demo company: the cast by the word before the @."""
    story.write(ANCHOR, lambda words: None, is_short=True)
    people = Person.objects.filter(email__in=[f"{key}@{DOMAIN}" for key in CAST])
    return {person.email.partition("@")[0]: person for person in people}


def test_each_of_the_cast_finds_a_bell_that_waits_and_a_morning_that_lives(company, signed_in):
    assert set(company) == set(CAST)
    for name, person in company.items():
        told = [line for line in notices.recent(person) if line.notice.read_at is None]
        assert len(told) >= 2, name
        assert notices.unread_count(person) == notices.bell(person)[0], f"{name} is told of what they may not see"
        assert all(ANCHOR - timedelta(hours=17) < line.notice.at <= ANCHOR for line in told), name
        morning = today(person)
        assert morning.unread, name
        assert morning.answers, name
        # Nothing is there for the bell alone: where it leads, the words stand.
        page = signed_in(person).get(told[0].url, follow=True)
        assert f'id="post-{told[0].notice.about_id}"' in page.content.decode(), name
    nothing_of_the_others_is_eves(company["eve"])


def nothing_of_the_others_is_eves(eve):
    """She has a morning of her own; the study groups and the closed community stay unseen."""
    closed = Space.objects.exclude(openness="open").exclude(kind="class")
    assert closed.count() >= 3
    assert not Post.objects.visible_to(eve).filter(thread__space__in=closed).exists()
