"""Starts what is measured, and pumps messages through it."""

import os
import socket
import time
import urllib.request
from pathlib import Path
from typing import ClassVar

import psutil

from tests.live.wire import request
from tests.live.worlds import World
from tests.programs import Program, python
from tests.servers import Place, free_port


class Rig:
    """A server with its port, its process, and how to make it send."""

    name = ""

    def __init__(self, program: Program, port: int) -> None:
        self.program, self.port = program, port
        self.process = psutil.Process(program.pid)

    def cpu(self) -> float:
        """CPU seconds spent so far, by all its threads."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """Bytes that are this process's alone."""
        return int(self.process.memory_full_info().uss)


class Ours(Rig):
    """`manage.py serve` with a room of a hundred people, ten sockets each at most."""

    name = "ours"

    def __init__(self, place: Place, world: World, people: int) -> None:
        site = world.place.site(DJANGO_SETTINGS_MODULE="benchmarks.rig.settings", LOG_LEVEL="ERROR")
        site.command.append("--no-worker")
        site.start()
        super().__init__(site, site.port)
        self.site = site
        self.people = [world.person() for _ in range(people)]
        self.room = world.room(*self.people)
        self.cookies = [person.cookie for person in self.people]
        self.stream = self.room.stream.name

    def pump(self, count: int, rate: int, way: str = "bell") -> None:
        """Sends through the log or by the bell."""
        path = f"/pump/{way}/{self.room.pk}/{count}/{rate}/"
        status, _ = request(self.site, "GET", path, self.people[0].cookie)
        assert status == 200

    def post(self, number: int) -> float:
        """One note by the page's own way; gives when it was sent."""
        at = time.monotonic()
        path = f"/wireroom/{self.room.pk}/notes/"
        # Somebody else each time: a person's messages are limited.
        person = self.people[number % len(self.people)]
        status, _ = request(self.site, "POST", path, person.cookie, {"text": f"{number} " + "x" * 120})
        assert status == 201
        return at


class Plain(Rig):
    """The plain consumer."""

    name = "plain Channels consumer"
    stream = ""
    cookies = None

    def __init__(self, folder: Path) -> None:
        port = free_port()
        command = python(
            "-m", "daphne", "-p", str(port), "--websocket_timeout", "-1", "benchmarks.rig.plain:application"
        )
        super().__init__(_start(command, folder, port), port)

    def pump(self, count: int, rate: int) -> None:
        """Sends by the group."""
        urllib.request.urlopen(f"http://127.0.0.1:{self.port}/pump/{count}/{rate}/", timeout=120).read()


class Bare(Rig):
    """picows."""

    name = "picows, bare"
    stream = ""
    cookies = None

    def __init__(self, folder: Path) -> None:
        port, self.control = free_port(), free_port()
        program = _start(python("-m", "benchmarks.rig.bare", str(port), str(self.control)), folder, self.control)
        super().__init__(program, port)

    def pump(self, count: int, rate: int) -> None:
        """Sends to all."""
        with socket.create_connection(("127.0.0.1", self.control), timeout=120) as line:
            line.sendall(f"{count} {rate}\n".encode())
            line.recv(10)


class Stock(Rig):
    """Our own pages under stock daphne and Django's ASGI handler."""

    name = "stock daphne"
    more: ClassVar[dict[str, str]] = {}

    def __init__(self, place: Place) -> None:
        port = free_port()
        command = python("-m", "daphne", "-p", str(port), "benchmarks.rig.stock:application")
        ours = {"DJANGO_SETTINGS_MODULE": "benchmarks.rig.settings", "LOG_LEVEL": "ERROR"}
        environment = place.environment(ORIGIN=f"http://127.0.0.1:{port}", **ours, **self.more)
        super().__init__(_start(command, place.folder, port, environment), port)


class StockDrawing(Stock):
    """The same as Django makes it: no drawn posts, no folded templates, no composed statements are kept."""

    name = "stock daphne, nothing kept"
    more: ClassVar[dict[str, str]] = {"KEEP_NOTHING": "1"}


def _start(command: list[str], folder: Path, port: int, environment: dict[str, str] | None = None) -> Program:
    program = Program(command, log=folder / f"rig-{port}.log", environment=environment or dict(os.environ))
    program.start()
    program.wait_until(lambda: _answers(port), patience=60)
    return program


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
