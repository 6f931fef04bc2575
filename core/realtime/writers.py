"""Writes ready-made frames to one connection, by the shortest way that its server offers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, Protocol

from core.realtime import frames

logger = logging.getLogger("compagnon.realtime")
Send = Callable[[dict[str, Any]], Awaitable[None]]
MOST_FRAMES = 256
MOST_BYTES = 1_048_576


class Writer(Protocol):
    """What the switchboard needs of a connection."""

    name: ClassVar[str]

    def write(self, blob: bytes, count: int = 1) -> bool:
        """Takes `count` frames; False where the reader is too slow or away, and nothing more should be written."""

    def close(self, code: int) -> None:
        """Sends what is buffered and a close frame, then closes."""

    def abort(self) -> None:
        """Closes at once, whatever is buffered."""


class DaphneWriter:
    """Writes into the socket at once while nothing waits before it, else to Twisted's transport.

    Twisted's own `write` registers and removes an epoll writer for each send, and its `writeSomeData` costs as much
    again as the sending. The attributes are not public: the
    versions are pinned, and tests/live/test_writers.py fails when they go.
    """

    name: ClassVar[str] = "daphne"
    __slots__ = ("_frames", "_protocol", "_send_now", "_transport")

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._transport = protocol.transport
        self._send_now = self._transport.socket.send
        self._frames = 0
        # Looked at once, so that a changed Twisted is found here and not in a burst.
        self._waiting()

    def _waiting(self) -> int:
        transport = self._transport
        return int(transport._tempDataLen + len(transport.dataBuffer) - transport.offset)

    def write(self, blob: bytes, count: int = 1) -> bool:
        transport = self._transport
        if self._protocol.state != 3 or not transport.connected:  # autobahn's STATE_OPEN
            return False
        if not transport._tempDataLen and transport.offset == len(transport.dataBuffer):
            try:
                sent = self._send_now(blob)
            except OSError:
                # It is full, or lost: which Twisted finds out by itself on its own write.
                sent = 0
            if sent == len(blob):
                self._frames = 0
                return True
            transport.write(blob[sent:])
            self._frames = count
            return self._waiting() <= MOST_BYTES
        self._frames += count
        if self._frames > MOST_FRAMES or self._waiting() + len(blob) > MOST_BYTES:
            return False
        transport.write(blob)
        return True

    def close(self, code: int) -> None:
        # autobahn's sendClose refuses 1012.
        self._protocol.sendCloseFrame(code=code)

    def abort(self) -> None:
        self._transport.abortConnection()


class UvicornWriter:
    """Writes to the asyncio transport beneath uvicorn's WebSocket protocol."""

    name: ClassVar[str] = "uvicorn"
    __slots__ = ("_frames", "_send", "_transport")

    def __init__(self, transport: asyncio.WriteTransport, send: Send) -> None:
        self._transport = transport
        self._send = send
        self._frames = 0

    def write(self, blob: bytes, count: int = 1) -> bool:
        if self._transport.is_closing():
            return False
        waiting = self._transport.get_write_buffer_size()
        self._frames = self._frames + count if waiting else 0
        if self._frames > MOST_FRAMES or waiting + len(blob) > MOST_BYTES:
            return False
        self._transport.write(blob)
        return True

    def close(self, code: int) -> None:
        _say_close(self._send, code)

    def abort(self) -> None:
        self._transport.abort()


class PlainWriter:
    """Gives texts to the server's own `send`, one task a connection, so that nobody waits for a slow one."""

    name: ClassVar[str] = "plain"
    __slots__ = ("_bytes", "_queue", "_send", "_task")

    def __init__(self, send: Send) -> None:
        self._send = send
        self._queue: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._bytes = 0
        self._task = asyncio.get_running_loop().create_task(self._carry())

    def write(self, blob: bytes, count: int = 1) -> bool:
        if self._task.done() or self._queue.qsize() >= MOST_FRAMES or self._bytes + len(blob) > MOST_BYTES:
            return False
        self._bytes += len(blob)
        self._queue.put_nowait(blob)
        return True

    async def _carry(self) -> None:
        try:
            while isinstance(item := await self._queue.get(), bytes):
                for text in frames.texts(item):
                    await self._send({"type": "websocket.send", "text": text})
                self._bytes -= len(item)
            await self._send({"type": "websocket.close", "code": item})
        except Exception:
            logger.debug("A connection went away while it was written to.", exc_info=True)

    def close(self, code: int) -> None:
        self._queue.put_nowait(code)

    def abort(self) -> None:
        self._task.cancel()
        _say_close(self._send, 4408)


def choose(send: Send) -> Writer:
    """The fastest writer for the server that handed us this `send`."""
    try:
        if isinstance(send, partial) and send.args and hasattr(send.args[0], "sendCloseFrame"):
            return DaphneWriter(send.args[0])
        transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
        if hasattr(transport, "get_write_buffer_size"):
            return UvicornWriter(transport, send)
    except AttributeError:
        logger.exception("The fast writer does not fit this server any more; frames go the slow way.")
    return PlainWriter(send)


_closing: set[asyncio.Future[None]] = set()


def _say_close(send: Send, code: int) -> None:
    task = asyncio.ensure_future(send({"type": "websocket.close", "code": code}))
    _closing.add(task)
    task.add_done_callback(_closing.discard)
