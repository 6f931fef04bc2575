"""A talk goes to another space while people listen: who may not read it there hears not a word of it any more."""

import json

import pytest

from social import actions
from social.models import Thread
from tests.live.wire import Socket, request
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.live


@pytest.fixture
def tomas(world):
    return world.person()


@pytest.fixture
def lena(world):
    return world.person()


@pytest.fixture
def marc(world):
    return world.person()


@pytest.fixture
def home(tomas, lena, marc):
    return a_community(lena, marc, by=tomas, openness="closed")


@pytest.fixture
def away(tomas, lena):
    return a_community(lena, by=tomas, openness="secret")


@pytest.fixture
def thread(home, tomas, lena):
    thread = a_thread(home, tomas, "Before the move")
    a_post(thread, lena, "Said before")
    return thread


def listening(site, thread, *people):
    return [Socket(site, who.cookie).hello({thread.stream.name: 0}) for who in people]


def test_who_does_not_read_there_hears_nothing_after_the_move(site, home, away, thread, tomas, lena, marc):
    lenas, marcs = listening(site, thread, lena, marc)
    of_the_list = Socket(site, marc.cookie).hello({home.stream.name: 0})
    # Written in this process: no bell tells the server, which finds it by its sweep.
    thread = actions.move_thread(thread=thread, by=tomas, to=away)
    a_post(thread, tomas, "SECRET words")
    actions.rename_thread(thread=thread, by=tomas, title="SECRET title")
    assert lenas.event("social.thread_moved")["data"] == {"thread_id": thread.pk, "space_id": away.pk}
    assert "SECRET words" in lenas.event("social.post_created")["html"]
    assert marcs.expect("gone")["stream"] == thread.stream.name
    of_the_list.event("social.thread_left")
    later = Socket(site, marc.cookie).hello({thread.stream.name: 0, home.stream.name: 0, away.stream.name: 0})
    heard = json.dumps([marcs.heard[-1:], of_the_list.heard, later.heard])
    assert "SECRET" not in heard
    assert [frame["op"] for frame in later.heard].count("gone") == 2
    assert request(site, "GET", f"/api/v1/streams/{thread.stream.name}/events", marc.cookie)[0] == 404
    assert "social.thread_moved" not in [frame.get("name") for frame in marcs.heard]


def test_posts_that_went_where_one_may_not_read_are_not_shown_from_an_old_number(
    site, home, away, thread, tomas, lena, marc
):
    lenas, marcs = listening(site, thread, lena, marc)
    aside = thread.posts.get(number=2)
    new = actions.split_thread(thread=thread, by=tomas, posts=[aside.pk], title="Apart", space=away)
    for socket in (lenas, marcs):
        assert socket.event("social.post_left")["data"] == {"post_id": aside.pk, "number": 2}
    aside.refresh_from_db()
    actions.edit_post(post=aside, author=lena, source="SECRET since")
    later = Socket(site, marc.cookie).hello({thread.stream.name: 0, new.stream.name: 0})
    assert "SECRET" not in json.dumps(later.heard)
    assert "Said before" not in json.dumps(later.heard)
    assert {"op": "gone", "stream": new.stream.name} in later.heard
    there = Socket(site, lena.cookie).hello({new.stream.name: 0})
    assert "SECRET since" in json.dumps(there.heard)


def test_who_listens_to_a_talk_that_is_joined_to_another_is_led_there(site, away, thread, tomas, lena, marc):
    lenas, marcs = listening(site, thread, lena, marc)
    target = a_thread(away, tomas, "Target")
    [there] = listening(site, target, lena)
    actions.merge_threads(thread=Thread.objects.get(pk=thread.pk), by=tomas, into=target)
    for socket in (lenas, marcs):
        # Where it went is asked of the page, which tells only who may go there.
        assert socket.event("social.thread_merged")["data"] == {"thread_id": thread.pk}
    assert there.event("social.posts_arrived")["data"]["count"] == 2
    assert request(site, "GET", f"/threads/{thread.pk}/went/", lena.cookie)[0] == 200
    assert request(site, "GET", f"/threads/{thread.pk}/went/", marc.cookie)[0] == 404
    later = Socket(site, marc.cookie).hello({thread.stream.name: 0})
    assert later.heard[-1] == {"op": "gone", "stream": thread.stream.name}
