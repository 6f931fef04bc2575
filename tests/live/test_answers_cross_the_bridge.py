"""Pages come whole, streams come piece by piece, and what fails says so: behind the event loop as before it."""

import asyncio
import threading

import pytest

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

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message):
        messages.append(message)
        if send:
            await send(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1", "headers": []}
    asyncio.run(Bridge(handler)(scope, receive, keep))
    return messages


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


@pytest.mark.live
def test_a_whole_page_comes_through_a_real_server(site, world):
    lena = world.person()
    status, body = request(site, "GET", "/wireroom/nothing/", lena.cookie)
    assert (status, body) == (200, {"ok": True})
