"""Pages come whole, streams come piece by piece, and what fails says so: behind the event loop as before it."""

import asyncio
import threading

import pytest
from django.conf import settings
from django.db import connection

from core.config.bridge import Bridge
from tests.live.wire import request


class Response(list):
    """What a WSGI handler gives back: pieces, perhaps as they come."""

    def __init__(self, pieces, *, streaming=False, before_each=lambda: None):
        super().__init__(pieces)
        self.streaming, self.before_each, self.closed = streaming, before_each, False

    def __iter__(self):
        for piece in list.__iter__(self):
            self.before_each()
            yield piece

    def close(self):
        self.closed = True


def sent_by(handler, send=None):
    """The ASGI messages of one GET."""
    messages = []

    async def keep(message):
        messages.append(message)
        if send:
            await send(message)

    asyncio.run(asked(Bridge(handler), keep))
    return messages


async def asked(bridge, send, path="/"):
    """One GET."""

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "http_version": "1.1", "headers": []}
    await bridge(scope, receive, send)


def asked_together(handler, count):
    """So many GETs at the same moment, of /1, /2 and so on; the paths in the order in which they were answered."""
    answered = []

    async def all_of_them():
        bridge = Bridge(handler)

        async def one(path):
            async def send(message):
                if message["type"] == "http.response.body":
                    answered.append(path)

            await asked(bridge, send, path)

        await asyncio.gather(*(one(f"/{number + 1}") for number in range(count)))

    asyncio.run(all_of_them())
    return answered


def answering(response, status="200 OK", headers=()):
    def handler(environ, start):
        start(status, list(headers))
        return response

    return handler


def test_a_page_crosses_in_one_piece():
    page = Response([b"Good ", b"morning"])
    headers = [("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    start, body = sent_by(answering(page, "404 Not Found", headers))
    assert start["status"] == 404
    assert start["headers"] == [(b"content-type", b"text/html"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert body == {"type": "http.response.body", "body": b"Good morning"}
    assert page.closed


def test_a_stream_waits_for_its_reader():
    """The second piece is not asked for before the first was taken."""
    taken, asked = [], []
    stream = Response([b"one", b"two"], streaming=True, before_each=lambda: asked.append(list(taken)))

    async def send(message):
        taken.append(message.get("body"))

    _start, *pieces = sent_by(answering(stream), send)
    assert [piece["body"] for piece in pieces] == [b"one", b"two", b""]
    assert [piece.get("more_body", False) for piece in pieces] == [True, True, False]
    assert asked == [[None], [None, b"one"]]
    assert stream.closed


def test_a_reader_who_left_ends_the_stream():
    stream = Response([b"one", b"two", b"three"], streaming=True)

    async def send(message):
        if message.get("body") == b"one":
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        sent_by(answering(stream), send)
    assert stream.closed


def test_what_fails_is_not_answered_halfway():
    def handler(environ, start):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        sent_by(handler)


def test_pages_are_answered_in_threads_of_their_own():
    names = []

    def handler(environ, start):
        names.append(threading.current_thread().name)
        return answering(Response([b""]))(environ, start)

    sent_by(handler)
    assert names[0].startswith("pages")


def test_pages_are_made_in_turn():
    """Nobody overtakes, and no more are under way than have a turn: two where the database is elsewhere."""
    under_way, most = set(), []

    def handler(environ, start):
        under_way.add(environ["PATH_INFO"])
        most.append(len(under_way))
        response = answering(Response([b""]))(environ, start)
        under_way.discard(environ["PATH_INFO"])
        return response

    assert sorted(asked_together(handler, 8)) == [f"/{number + 1}" for number in range(8)]
    assert max(most) <= (2 if connection.vendor == "postgresql" else 1)


def test_a_page_that_waits_keeps_nobody():
    """All but one wait for the last, which could not be answered if they kept their turns."""
    last_is_there = threading.Event()

    def handler(environ, start):
        if environ["PATH_INFO"] == f"/{settings.WEB_THREADS}":
            last_is_there.set()
        assert last_is_there.wait(30)
        return answering(Response([b""]))(environ, start)

    assert len(asked_together(handler, settings.WEB_THREADS)) == settings.WEB_THREADS


@pytest.mark.live
def test_a_whole_page_comes_through_a_real_server(site, world):
    lena = world.person()
    status, body = request(site, "GET", "/wireroom/nothing/", lena.cookie)
    assert (status, body) == (200, {"ok": True})
