"""Frames are built once and written by the shortest way; who cannot follow is let go, and nobody waits for them."""

import asyncio
from functools import partial

import pytest

from core.realtime import frames, writers


@pytest.mark.parametrize("size", [1, 125, 126, 65_535, 65_536, 100_000])
def test_a_frame_can_be_read_back_whatever_its_length(size):
    payload = "x" * (size - 1) + "!"
    blob = frames.framed(payload.encode())
    assert frames.texts(blob + frames.framed("é".encode())) == [payload, "é"]


class Transport:
    """Twisted's transport, as far as the fast writer knows it; the outside world's part is to be slow."""

    connected = 1
    dataBuffer = b""  # noqa: N815
    offset = 0

    def __init__(self, takes=10**9):
        self.takes, self.sent, self.aborted = takes, b"", False
        self._tempDataLen = 0

    @property
    def socket(self):
        return self

    def send(self, data):
        if not self.takes:
            raise BlockingIOError
        taken = data[: self.takes]
        self.takes -= len(taken)
        self.sent += taken
        return len(taken)

    def write(self, data):
        self._tempDataLen += len(data)
        self.sent += data

    def abortConnection(self):
        self.aborted = True


class Protocol:
    state = 3

    def __init__(self, transport):
        self.transport = transport
        self.code = None

    def sendCloseFrame(self, code):
        self.code = code


async def send(protocol, message):
    raise AssertionError("the slow way")


def test_under_daphne_the_frame_goes_straight_into_the_socket():
    transport = Transport()
    writer = writers.choose(partial(send, Protocol(transport)))
    assert writer.name == "daphne"
    assert writer.write(frames.framed(b"one"))
    assert transport.sent == frames.framed(b"one")
    assert transport._tempDataLen == 0


def test_what_the_socket_does_not_take_waits_in_order_up_to_the_limit():
    transport = Transport(takes=3)
    writer = writers.choose(partial(send, Protocol(transport)))
    blob = frames.framed(b"x" * 1000)
    assert all(writer.write(blob) for _ in range(writers.MOST_FRAMES))
    assert not writer.write(blob)
    assert transport.sent == blob * writers.MOST_FRAMES


def test_a_megabyte_that_nobody_reads_is_too_much():
    transport = Transport(takes=0)
    writer = writers.choose(partial(send, Protocol(transport)))
    blob = frames.framed(b"x" * 300_000)
    assert [writer.write(blob) for _ in range(4)] == [True, True, True, False]


def test_nothing_is_written_to_a_socket_that_closes():
    protocol = Protocol(Transport())
    writer = writers.choose(partial(send, protocol))
    protocol.state = 2
    assert not writer.write(frames.framed(b"late"))
    writer.close(1012)
    assert protocol.code == 1012


def test_a_changed_server_gets_the_slow_way_not_an_error():
    class Changed:
        transport = object()

        def sendCloseFrame(self, code):
            """No writeSomeData any more."""

    async def story():
        sent = []

        async def record(protocol, message):
            sent.append(message)

        writer = writers.choose(partial(record, Changed()))
        assert writer.name == "plain"
        writer.write(frames.framed(b"one") + frames.framed(b"two"), 2)
        writer.close(4401)
        while len(sent) < 3:
            await asyncio.sleep(0)
        assert [message.get("text") or message["code"] for message in sent] == ["one", "two", 4401]

    asyncio.run(story())


def test_the_slow_way_is_bounded_too():
    async def story():
        async def never(message):
            await asyncio.Event().wait()

        writer = writers.PlainWriter(never)
        assert all(writer.write(frames.framed(b"x")) for _ in range(writers.MOST_FRAMES))
        assert not writer.write(frames.framed(b"x"))
        writer.abort()

    asyncio.run(story())


def test_under_uvicorn_the_transport_beneath_is_used():
    class Beneath(asyncio.WriteTransport):
        waiting, sent = 0, b""

        def is_closing(self):
            return False

        def get_write_buffer_size(self):
            return self.waiting

        def write(self, data):
            self.sent += data

    class UvicornProtocol:
        transport = Beneath()

        async def asgi_send(self, message):
            raise AssertionError("the slow way")

    protocol = UvicornProtocol()
    writer = writers.choose(protocol.asgi_send)
    assert writer.name == "uvicorn"
    assert writer.write(b"frame")
    assert protocol.transport.sent == b"frame"
    protocol.transport.waiting = writers.MOST_BYTES
    assert not writer.write(b"frame")
