"""A socket's handshake goes the short way; whatever looks different goes the ordinary one, with the same answer."""

import socket
from contextlib import suppress

import pytest

from core.config.sockets import HEAD, FirstLook, FrontDoor
from tests.live.wire import PATIENCE, refused_with, request

LINES = {
    "Host": "127.0.0.1:{port}",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Zoë",
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    "Origin": "http://127.0.0.1:{port}",
}
HELLO = b'\x81\x8e\0\0\0\0{"op":"hello"}'


def head(site, first="GET /ws/ HTTP/1.1", **changed):
    lines = {**LINES, **{name.replace("_", "-"): value for name, value in changed.items()}}
    said = [first, *(f"{name}: {value}".replace("{port}", str(site.port)) for name, value in lines.items())]
    return "\r\n".join([*said, "", ""]).encode("latin1")


def answer(site, *pieces, ends=b"\r\n\r\n"):
    """What the server says first to these pieces, each in a packet of its own."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        heard = b""
        for piece in pieces:
            line.sendall(piece)
        with suppress(ConnectionResetError):
            while ends not in heard and (data := line.recv(65_536)):
                heard += data
        return heard


def cookie(person):
    return "; ".join(f"{name}={value}" for name, value in person.cookie.items())


@pytest.mark.live
def test_a_browsers_handshake_may_bring_its_hello_along(site, world):
    lena = world.person()
    whole = head(site, Cookie=cookie(lena))
    assert HEAD.match(whole)
    assert b'"op":"welcome"' in answer(site, whole + HELLO, ends=b"server_time")


@pytest.mark.live
@pytest.mark.parametrize("cut", [10, 60, -1])
def test_a_handshake_in_two_pieces_opens_too(site, cut):
    whole = head(site)
    assert answer(site, whole[:cut], whole[cut:]).startswith(b"HTTP/1.1 101 ")


@pytest.mark.live
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Sec_WebSocket_Key": "short"}, b"400"),
        ({"first": "GET /ws HTTP/1.1"}, b"403"),
        ({"first": "POST /ws/ HTTP/1.1"}, b"405"),
        ({"Origin": "http://elsewhere.example"}, b"403"),
    ],
)
def test_what_is_no_handshake_of_ours_is_refused(site, changes, status):
    assert answer(site, head(site, **changes))[9:12] == status


@pytest.mark.live
def test_a_line_within_a_line_is_not_taken_the_short_way(site):
    assert not HEAD.match(head(site, X_Note="one\x85Origin: two"))
    assert not HEAD.match(head(site).replace(b"Origin: ", b"Origin : "))


@pytest.mark.live
def test_a_frame_that_is_too_large_closes(site, world):
    large = b"\x81\xff" + (70_000).to_bytes(8, "big") + b"\0\0\0\0" + b"x" * 70_000
    assert answer(site, head(site) + large, ends=b"never").partition(b"\r\n\r\n")[2][:1] in (b"", b"\x88")


@pytest.mark.live
def test_pages_come_by_the_same_port(site, world):
    lena = world.person()
    assert request(site, "GET", "/wireroom/nothing/", lena.cookie) == (200, {"ok": True})
    assert refused_with(site, None, origin="http://elsewhere.example") == 403


class Line:
    """The outside world's part: a connection that says nothing."""

    aborted = False

    def abortConnection(self):
        self.aborted = True


class Sockets:
    """What stands behind the door; nobody gets so far here."""

    def __getattr__(self, name):
        return None


def test_who_says_nothing_is_let_go_after_a_minute(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    door = FrontDoor(object(), Sockets())
    early, late = FirstLook(door, None), FirstLook(door, None)
    early.makeConnection(Line())
    now[0] += 50
    late.makeConnection(Line())
    now[0] += 11
    door.end_the_silent()
    assert (early.transport.aborted, late.transport.aborted) == (True, False)
    early.connectionLost()
    assert list(door.silent) == [late]
