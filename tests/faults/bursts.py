"""A burst: people who write by HTTP until they are answered, people who listen and come back when they are cut off."""

import asyncio
import itertools
import json
import random
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.client import HTTPException
from socket import SO_RCVBUF, SOL_SOCKET
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from core.realtime.models import StreamEvent
from core.realtime.streams import last_number
from tests.live.wire import request
from tests.servers import Site
from tests.wireroom.models import Note


@dataclass
class Sender:
    """One who writes in a rhythm, each note under its key until it is acknowledged."""

    person: Any
    sites: list[Site]
    room: Any
    every: float
    tries: int = 400
    acknowledged: dict[str, int] = field(default_factory=dict)
    failures: int = 0
    retries: int = 0
    slowest: float = 0.0
    padding: str = ""

    def run(self, until: threading.Event) -> None:
        """Writes until told to stop."""
        for number in itertools.count():
            if until.is_set():
                return
            began = time.monotonic()
            self.write(f"note {number} of {self.person.pk}{self.padding}")
            until.wait(max(0.0, self.every - (time.monotonic() - began)))

    def write(self, text: str) -> None:
        """Sends one note again and again with the same key, to one site after the other."""
        key = str(uuid.uuid4())
        for attempt in range(self.tries):
            site = self.sites[attempt % len(self.sites)]
            began = time.monotonic()
            status, body = self._post(site, text, key)
            self.slowest = max(self.slowest, time.monotonic() - began)
            if status == 201:
                self.acknowledged[key] = body["note"]
                return
            self.retries += 1
            time.sleep(0.25)
        self.failures += 1

    def _post(self, site: Site, text: str, key: str) -> tuple[int, Any]:
        path = f"/wireroom/{self.room.pk}/notes/"
        try:
            return request(site, "POST", path, self.person.cookie, {"text": text}, **{"Idempotency-Key": key})
        except (OSError, HTTPException, ValueError):
            # Cut off: sent or not, nobody knows. The key does.
            return 0, None


@dataclass
class Hearer:
    """One who listens, keeps the last number, drops what is known, and comes back with jitter.

    With `stays` the line is cut after so many seconds, from and to; while `is_deaf` nothing that comes is read.
    """

    person: Any
    sites: list[Site]
    stream: str
    chance: random.Random
    last: int = 0
    seqs: list[int] = field(default_factory=list)
    frames: list[dict[str, Any]] = field(default_factory=list)
    gone: bool = False
    codes: list[int] = field(default_factory=list)
    byes: int = 0
    stays: tuple[float, float] | None = None
    is_deaf: bool = False

    async def run(self) -> None:
        """Listens until cancelled or shown out."""
        for attempt in itertools.count(self.chance.randrange(len(self.sites))):
            site = self.sites[attempt % len(self.sites)]
            try:
                await self.listen(site)
            except ConnectionClosed as closed:
                self.codes.append(closed.rcvd.code if closed.rcvd else 1006)
            except (OSError, InvalidHandshake, TimeoutError):
                self.codes.append(0)
            if self.gone:
                return
            await asyncio.sleep(self.chance.uniform(0.1, 0.8))

    async def listen(self, site: Site) -> None:
        """One connection."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.person.cookie.items())
        async with connect(
            site.socket_url,
            origin=site.origin,
            additional_headers={"Cookie": cookie},
            compression=None,
            open_timeout=10,
            close_timeout=1,
            ping_interval=None,
            proxy=None,
        ) as socket:
            await socket.send(json.dumps({"op": "hello", "listen": {self.stream: self.last}}))
            if self.stays:
                asyncio.get_running_loop().call_later(self.chance.uniform(*self.stays), socket.transport.abort)
            if self.is_deaf:
                # Else the kernel takes megabytes for it, and it depends on the day whether anything waits with us.
                line = socket.transport.get_extra_info("socket")
                line.setsockopt(SOL_SOCKET, SO_RCVBUF, 65_536)
            while self.is_deaf:
                await asyncio.sleep(0.05)
            async for text in socket:
                self.take(json.loads(text))

    def take(self, frame: dict[str, Any]) -> None:
        """What the page's own client does with a frame."""
        if frame["op"] == "event" and frame["seq"] > self.last:
            self.seqs.append(frame["seq"])
            self.frames.append(frame)
            self.last = frame["seq"]
        elif frame["op"] == "gone":
            self.gone = True
        elif frame["op"] == "bye":
            self.byes += 1


class Burst:
    """Ten who write twenty notes a second together, fifty who listen."""

    def __init__(
        self, world: Any, sites: list[Site], *, senders: int = 10, hearers: int = 50, rate: float = 20
    ) -> None:
        chance = random.Random(7)
        people = [world.person() for _ in range(senders)]
        self.listeners = [world.person() for _ in range(hearers)]
        self.room = world.room(*people, *self.listeners)
        stream = self.room.stream.name
        self.senders = [
            Sender(person, sites[place % len(sites) :] + sites[: place % len(sites)], self.room, senders / rate)
            for place, person in enumerate(people)
        ]
        self.hearers = [Hearer(person, sites, stream, random.Random(chance.random())) for person in self.listeners]
        self._enough = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads += [threading.Thread(target=one.run, args=(self._enough,), daemon=True) for one in self.senders]

    def __enter__(self) -> "Burst":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._enough.set()
        self._loop.call_soon_threadsafe(self._over.set)
        for thread in self._threads:
            thread.join(20)

    def _listen(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._listen_until_over())

    async def _listen_until_over(self) -> None:
        self._over = asyncio.Event()
        listening = [asyncio.create_task(hearer.run()) for hearer in self.hearers]
        await self._over.wait()
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)

    def stop_writing(self) -> None:
        """Lets the senders finish the note in hand."""
        self._enough.set()
        for thread in self._threads[1:]:
            thread.join(40)

    def written(self) -> int:
        """How many notes have been acknowledged so far."""
        return sum(len(sender.acknowledged) for sender in self.senders)

    def wait_until(self, number: int, patience: float = 30) -> None:
        """Waits until so many notes have been acknowledged."""
        wait(lambda: self.written() >= number, patience, f"{number} notes acknowledged")

    def caught_up(self, last: int, *, but: tuple[Hearer, ...] = ()) -> bool:
        """Whether everybody has the last number."""
        return all(hearer.last == last for hearer in self.hearers if hearer not in but)


def wait(is_so: Any, patience: float, what: str) -> float:
    """Waits until something is so; gives how long it took. The limit is the promise under test."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < patience, f"not within {patience} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - began


def nothing_is_wrong(burst, *, but=()):
    """I1 to I6: acknowledged is stored once, nothing else is; everybody holds exactly the history, in order."""
    stored = dict(Note.objects.filter(room=burst.room).values_list("pk", "text"))
    acknowledged = [pk for sender in burst.senders for pk in sender.acknowledged.values()]
    assert len(acknowledged) == len(set(acknowledged))
    assert set(acknowledged) == set(stored)
    assert len(set(stored.values())) == len(stored)
    assert not any(sender.failures for sender in burst.senders)
    events = StreamEvent.objects.filter(stream__name=burst.room.stream.name).order_by("seq")
    history = list(events.values_list("seq", flat=True))
    assert history == list(range(1, len(history) + 1))
    for hearer in burst.hearers:
        if hearer not in but:
            assert hearer.seqs == history


def finish(burst, patience, *, but=()):
    burst.stop_writing()
    last = last_number(burst.room.stream.name)
    took = wait(lambda: burst.caught_up(last, but=but), patience, f"everybody holds {last} events")
    nothing_is_wrong(burst, but=but)
    return took
