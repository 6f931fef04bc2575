"""Runs Django's WSGI handler on fixed threads behind the event loop: one pool for pages, one for what takes long."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, nullcontext
from contextvars import copy_context
from typing import Any

from a2wsgi.wsgi import Body, build_environ
from django.conf import settings
from django.db import connection

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


# A page takes some thousandths of a second; who is still at it after this long waits for something.
PATIENCE_SECONDS = 0.05


class Turns:
    """Has pages made one after the other, and starts the next beside each that takes long.

    Threads that compute side by side share one interpreter and hand it over at every word with the database: the four
    of a server make a fifth fewer pages in all than one would (docs/decisions/0018). A database that is elsewhere
    leaves time for a second.
    """

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(2 if connection.vendor == "postgresql" else 1)

    @asynccontextmanager
    async def mine(self) -> AsyncIterator[None]:
        """Waits for a turn; gives it back at the end, or when it has lasted PATIENCE_SECONDS."""
        await self._free.acquire()
        turn = ExitStack()
        turn.callback(self._free.release)
        too_long = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, turn.close)
        try:
            yield
        finally:
            too_long.cancel()
            turn.close()


class Bridge:
    """The ASGI application for everything that is not a socket.

    a2wsgi reads the request; the answer is our own way back: a2wsgi's takes three hops between thread and loop, each
    of which waits for its turn of the interpreter, and most answers are whole when the handler returns (docs/decisions/
    0018).
    """

    def __init__(self, handler: Any) -> None:
        self.handler = handler
        self.quick = ThreadPoolExecutor(settings.WEB_THREADS, thread_name_prefix="pages")
        self.slow = ThreadPoolExecutor(settings.SLOW_THREADS, thread_name_prefix="slow-pages")
        self.turns = Turns()
        self.under_way = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        is_slow = scope["path"].startswith(settings.SLOW_PATHS)
        pool, turn = (self.slow, nullcontext()) if is_slow else (self.quick, self.turns.mine())
        loop = asyncio.get_running_loop()
        answer = Answer(self.handler, loop, send)
        environ = build_environ(scope, Body(loop, receive))  # type: ignore[arg-type]
        self.under_way += 1
        try:
            async with turn:
                await loop.run_in_executor(pool, copy_context().run, answer.work, environ)
            for message in answer.whole:
                await send(message)
        finally:
            self.under_way -= 1


class Answer:
    """One answer: `whole` holds its messages, unless it is a stream, whose pieces go out as they come."""

    def __init__(self, handler: Any, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self.handler, self.loop, self.send = handler, loop, send
        self.whole: list[Message] = []

    def work(self, environ: Any) -> None:
        """Has the handler answer; runs in a thread of the pool."""
        response = self.handler(environ, self._start)
        try:
            if getattr(response, "streaming", True):
                self._stream(response)
            else:
                self.whole.append({"type": "http.response.body", "body": b"".join(response)})
        finally:
            response.close()

    def _start(self, status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        encoded = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
        self.whole.append({"type": "http.response.start", "status": int(status[:3]), "headers": encoded})

    def _stream(self, response: Any) -> None:
        """Each piece waits until the loop has taken the one before: a slow reader fills no memory."""
        start, self.whole = self.whole, []
        for message in start:
            self._hand_over(message)
        for piece in response:
            self._hand_over({"type": "http.response.body", "body": piece, "more_body": True})
        self.whole = [{"type": "http.response.body", "body": b""}]

    def _hand_over(self, message: Message) -> None:
        taken: Future[None] = asyncio.run_coroutine_threadsafe(_said(self.send, message), self.loop)
        taken.result()


async def _said(send: Send, message: Message) -> None:
    await send(message)
