"""The ASGI application: sockets to their consumer, pages and API through WSGI thread pools."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.config.settings")
django.setup()

from collections.abc import Awaitable, Callable  # noqa: E402
from typing import Any  # noqa: E402

from a2wsgi import WSGIMiddleware  # noqa: E402

from core.config.wsgi import application as pages  # noqa: E402
from core.realtime.consumer import WireConsumer  # noqa: E402

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
sockets = WireConsumer.as_asgi()


class Bridge:
    """Runs Django's WSGI handler on fixed threads: one pool for pages and API, one for what takes long."""

    def __init__(self) -> None:
        handler: Any = pages
        self.quick: Any = WSGIMiddleware(handler, workers=settings.WEB_THREADS)
        self.slow: Any = WSGIMiddleware(handler, workers=settings.SLOW_THREADS)
        self.under_way = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        pool = self.slow if scope["path"].startswith(settings.SLOW_PATHS) else self.quick
        self.under_way += 1
        try:
            await pool(scope, receive, send)
        finally:
            self.under_way -= 1


bridge = Bridge()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """The way in for any ASGI server."""
    if scope["type"] == "http":
        await bridge(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"] == "/ws/":
        await sockets(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403})
    else:
        await bridge.quick(scope, receive, send)
