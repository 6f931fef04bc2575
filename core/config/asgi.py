"""The ASGI application: sockets to their consumer, pages and API through WSGI thread pools."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.config.settings")
django.setup()

from core.config.bridge import Bridge, Message, Receive, Send  # noqa: E402
from core.config.wsgi import application as pages  # noqa: E402
from core.realtime.consumer import WireConsumer  # noqa: E402

sockets = WireConsumer.as_asgi()
bridge = Bridge(pages)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """The way in for any ASGI server."""
    if scope["type"] == "http":
        await bridge(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"] == "/ws/":
        await sockets(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403})
