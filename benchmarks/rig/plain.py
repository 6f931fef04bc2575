"""A plain Channels consumer with `group_send`, under stock daphne: what most projects write."""

import asyncio
import json

from django.conf import settings

settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}, SECRET_KEY="x" * 60)

import django  # noqa: E402

django.setup()

from channels.generic.http import AsyncHttpConsumer  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.layers import get_channel_layer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from benchmarks.rig.payload import message  # noqa: E402


class Listener(AsyncWebsocketConsumer):
    groups = ["room"]

    async def room_message(self, event):
        await self.send(text_data=event["text"])


class Pump(AsyncHttpConsumer):
    async def handle(self, body):
        _, _, count, rate, _ = self.scope["path"].split("/")
        for number in range(int(count)):
            await get_channel_layer().group_send("room", {"type": "room.message", "text": message(number)})
            await asyncio.sleep(1 / int(rate))
        await self.send_response(200, json.dumps({}).encode())


application = ProtocolTypeRouter(
    {
        "websocket": URLRouter([path("ws/", Listener.as_asgi())]),
        "http": URLRouter([path("pump/<int:count>/<int:rate>/", Pump.as_asgi())]),
    }
)
