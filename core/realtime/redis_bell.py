"""The doorbell between processes: one Redis channel, published by whoever committed, heard by every switchboard."""

import asyncio
import logging
import secrets
import threading
import time
from typing import TYPE_CHECKING, Any

import redis
import redis.asyncio

from core.realtime import bells

if TYPE_CHECKING:
    from core.realtime.switchboard import Switchboard

logger = logging.getLogger("compagnon.realtime")
CHANNEL = "bell"
PROCESS = secrets.token_hex(8)
PUBLISH_TIMEOUT = 0.25
REST_SECONDS = 1.0
SLOWEST_RETURN = 1.0


class RedisCarrier:
    """Publishes from the thread that committed. After a failure it rests: the sweep heals what was not heard."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(
            url, socket_timeout=PUBLISH_TIMEOUT, socket_connect_timeout=PUBLISH_TIMEOUT, retry=None
        )
        self._rest_until = 0.0
        self._lock = threading.Lock()

    @property
    def rests(self) -> bool:
        """Whether publishing failed a moment ago."""
        return time.monotonic() < self._rest_until

    def __call__(self, bell: bells.Bell) -> None:
        if self.rests:
            return
        try:
            self._client.publish(CHANNEL, bells.written(bell, process=PROCESS))
        except redis.RedisError as error:
            with self._lock:
                self._rest_until = time.monotonic() + REST_SECONDS
            logger.warning("The bell could not be rung (%s); trying again in a second.", error)


class RedisEar:
    """Subscribes for one switchboard, comes back by itself, and says whether it hears."""

    def __init__(self, url: str, switchboard: "Switchboard") -> None:
        self._url = url
        self._switchboard = switchboard
        self._subscribed = False

    @property
    def hears(self) -> bool:
        """Whether bells arrive: subscribed, and our own publishing does not fail."""
        return self._subscribed and not any(getattr(carrier, "rests", False) for carrier in bells.carriers())

    async def listen_for_ever(self) -> None:
        """Listens; each time the connection is lost it returns within a second, and sweeps at once."""
        pause = 0.1
        while True:
            # redis-py 8 would end a quiet subscription after 5 s.
            client: Any = redis.asyncio.Redis.from_url(self._url, socket_timeout=None, socket_connect_timeout=2)
            try:
                pubsub = client.pubsub(ignore_subscribe_messages=True)
                await pubsub.subscribe(CHANNEL)
                self._subscribed, pause = True, 0.1
                self._switchboard.loop.create_task(self._switchboard.clock.sweep_now())
                async for message in pubsub.listen():
                    self._hear(message["data"])
            except (redis.RedisError, OSError) as error:
                logger.warning("The bell is away (%s); sweeping every second meanwhile.", error)
            finally:
                self._subscribed = False
                await client.aclose()
            await asyncio.sleep(pause)
            pause = min(pause * 2, SLOWEST_RETURN)

    def _hear(self, data: bytes) -> None:
        bell = bells.read(data, process=PROCESS)
        if bell is not None:
            self._switchboard.hear_here(bell)
