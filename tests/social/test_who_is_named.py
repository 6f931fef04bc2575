"""A post shows people by the name they have now, whatever was drawn before."""

import pytest

from core.accounts.actions import change_person
from core.accounts.models import Person
from social import actions
from social.models import Post
from social.rendering import draw
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


def drawn(post):
    post = Post.objects.select_related("author", "thread__space").get(pk=post.pk)
    return draw([post])[post.pk]


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_community(lena, by=tomas), by=tomas)


def rename(person, name):
    change_person(person=Person.objects.get(pk=person.pk), by=None, name=name)


def test_who_reacted_is_named_anew(thread, lena, tomas):
    post = a_post(thread, by=tomas)
    actions.react(post=post, person=lena, sign="idea")
    assert lena.name in drawn(post)
    rename(lena, "Lena Married")
    assert "Lena Married" in drawn(post)
    assert lena.name not in drawn(post)


def test_who_is_quoted_is_named_anew(thread, lena, tomas):
    first = a_post(thread, by=lena, source="Follow-up time, I think.")
    quoting = a_post(thread, by=tomas, source="Indeed.", quotes=[(first.pk, "Follow-up time")])
    assert lena.name in drawn(quoting)
    rename(lena, "Lena Married")
    assert "Lena Married" in drawn(quoting)


def test_who_wrote_is_named_anew(thread, lena):
    post = a_post(thread, by=lena)
    assert lena.name in drawn(post)
    rename(lena, "Lena Married")
    assert "Lena Married" in drawn(post)
