"""A program talks for Lena: spaces, threads, posts by REST."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from social import actions
from social.models import Post, ReadMark, Thread
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def thread(lena, tomas) -> Thread:
    return a_thread(a_space(lena, by=tomas), tomas)


@pytest.fixture
def lenas(lena, signed_in):
    """Asks for Lena: `lenas("post", "/threads/1/posts", {...})`."""
    client = signed_in(lena)

    def ask(method, path, body=None, **headers):
        return getattr(client, method)(f"{API}{path}", body, content_type="application/json", headers=headers)

    return ask


def test_lena_finds_reads_and_answers(lenas, thread, lena):
    spaces = lenas("get", "/spaces?mine=true").json()["items"]
    assert [space["id"] for space in spaces] == [thread.space_id]
    threads = lenas("get", f"/spaces/{thread.space_id}/threads?filter=unread").json()["items"]
    assert [each["id"] for each in threads] == [thread.pk]
    posts = lenas("get", f"/threads/{thread.pk}/posts").json()
    assert [post["number"] for post in posts["items"]] == [1]
    answer = lenas(
        "post",
        f"/threads/{thread.pk}/posts",
        {
            "source": "Follow-up time.",
            "reply_to": posts["items"][0]["id"],
            "quotes": [{"post": posts["items"][0]["id"], "text": "the difference"}],
        },
    )
    assert answer.status_code == 201
    said = answer.json()
    assert (said["number"], said["root_number"], said["author"]["name"]) == (2, 1, lena.name)
    assert said["quotes"] == [{"post_id": posts["items"][0]["id"], "text": "the difference"}]


def test_the_key_of_the_header_makes_five_sends_one_post(lenas, thread):
    key = str(uuid4())
    answers = [
        lenas("post", f"/threads/{thread.pk}/posts", {"source": "Once"}, **{"Idempotency-Key": key}) for _ in range(5)
    ]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert thread.posts.count() == 2
    other = lenas("post", f"/threads/{thread.pk}/posts", {"source": "Twice"}, **{"Idempotency-Key": key})
    assert (other.status_code, other.json()["code"]) == (409, "acts.key_reused")
    nonsense = lenas("post", f"/threads/{thread.pk}/posts", {"source": "x"}, **{"Idempotency-Key": "mine"})
    assert nonsense.status_code == 422


def test_pages_of_posts_go_by_number(lenas, thread, lena):
    for n in range(4):
        a_post(thread, lena, f"Post {n}")
    first = lenas("get", f"/threads/{thread.pk}/posts?limit=2").json()
    assert ([post["number"] for post in first["items"]], first["next"]) == ([1, 2], "?after=2&limit=2")
    rest = lenas("get", f"/threads/{thread.pk}/posts{first['next']}&limit=100").json()
    assert ([post["number"] for post in rest["items"]], rest["next"]) == ([3, 4, 5], None)


def test_a_deleted_post_has_no_word_left(lenas, thread, lena, tomas):
    post = a_post(thread, lena, "Patient in room 4")
    a_post(thread, tomas, "Hm.", quotes=[(post.pk, "room 4")])
    assert lenas("delete", f"/posts/{post.pk}").status_code == 204
    for path in (f"/threads/{thread.pk}/posts", f"/posts/{post.pk}"):
        answer = lenas("get", path)
        assert answer.status_code == 200
        assert b"room 4" not in answer.content
        assert lena.name.encode() not in answer.content


def test_edit_react_and_read(lenas, thread, lena):
    post = a_post(thread, lena, "Tyme")
    assert lenas("patch", f"/posts/{post.pk}", {"source": "Time"}).json()["html"] == "<p>Time</p>"
    assert lenas("put", f"/posts/{post.pk}/reactions/idea").json() == {"on": True, "reactions": {"idea": 1}}
    assert lenas("put", f"/posts/{post.pk}/reactions/idea").json()["reactions"] == {"idea": 1}
    assert lenas("delete", f"/posts/{post.pk}/reactions/idea").json() == {"on": False, "reactions": {}}
    assert lenas("put", f"/threads/{thread.pk}/read-mark", {"number": 2}).json() == {"number": 2}
    lenas("put", f"/threads/{thread.pk}/read-mark", {"number": 2, "unread": True})
    assert ReadMark.objects.get(person=lena, thread=thread).number == 1


def test_refusals_are_problems(lenas, thread, tomas):
    actions.lock_thread(thread=thread, by=tomas)
    answer = lenas("post", f"/threads/{thread.pk}/posts", {"source": "But"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["code"] == "social.locked"
    actions.unlock_thread(thread=thread, by=tomas)
    empty = lenas("post", f"/threads/{thread.pk}/posts", {"source": " "})
    assert (empty.status_code, empty.json()["field"]) == (422, "source")
    for _ in range(20):
        lenas("post", f"/threads/{thread.pk}/posts", {"source": "Again"})
    flood = lenas("post", f"/threads/{thread.pk}/posts", {"source": "Again"})
    assert flood.status_code == 429
    assert 1 <= int(flood.headers["Retry-After"]) <= 10


def test_open_a_space_and_a_thread(lenas, lena):
    space = lenas("post", "/spaces", {"name": "Vaccines", "openness": "closed"})
    assert space.status_code == 201
    thread = lenas("post", f"/spaces/{space.json()['id']}/threads", {"title": "Hello", "source": "First"})
    assert (thread.status_code, thread.json()["last_number"]) == (201, 1)
    bad = lenas("post", f"/spaces/{space.json()['id']}/threads", {"title": "Hello", "source": "x", "subject": "moon:1"})
    assert bad.status_code == 422


def test_eve_finds_nothing(thread, lena, eve, signed_in):
    post = a_post(thread, lena)
    secret = a_community(by=lena, openness="secret")
    client = signed_in(eve)
    for path in (f"/spaces/{secret.pk}", f"/threads/{thread.pk}", f"/threads/{thread.pk}/posts", f"/posts/{post.pk}"):
        assert client.get(f"{API}{path}").status_code == 404
    for method, path in (
        ("post", f"/threads/{thread.pk}/posts"),
        ("patch", f"/posts/{post.pk}"),
        ("delete", f"/posts/{post.pk}"),
        ("put", f"/posts/{post.pk}/reactions/idea"),
        ("post", f"/spaces/{secret.pk}/threads"),
    ):
        body = {"source": "x", "title": "x"}
        answer = getattr(client, method)(f"{API}{path}", body, content_type="application/json")
        assert answer.status_code == 404, path
    assert client.get(f"{API}/spaces").json()["items"] == []
    assert Post.objects.filter(thread=thread).count() == 2


def test_nobody_signed_in_is_turned_away(client, thread):
    assert client.get(f"{API}/threads/{thread.pk}").status_code == 401


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_posts_costs_the_same(count, lenas, thread, lena, tomas, django_assert_num_queries):
    for n in range(count):
        post = a_post(thread, lena, f"Post {n}")
        a_post(thread, tomas, "Yes", quotes=[(post.pk, "")])
        actions.react(post=post, person=tomas, sign="idea")
    with django_assert_num_queries(6):
        lenas("get", f"/threads/{thread.pk}/posts")


def test_a_program_whose_clock_is_an_hour_off_is_not_believed(lenas, thread):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        off = (now + timedelta(hours=1)).isoformat()
        said = {"source": "From the future", "written_at": off, "at": off, "number": 99}
        answer = lenas("post", f"/threads/{thread.pk}/posts", said, Date=off)
    assert answer.status_code == 201
    post = Post.objects.get(thread=thread, number=2)
    assert post.written_at == now
    thread.refresh_from_db()
    assert thread.last_post_at == now
