"""Runs daphne: starts it, and leaves without a failed request or a socket left hanging."""

# Daphne must install its reactor before anything else touches Twisted.
from daphne.server import Server, twisted_loop  # isort: skip

import asyncio
import gc
import logging
import secrets
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autobahn.twisted import websocket as autobahn_twisted
from autobahn.websocket import protocol as autobahn_protocol
from django.db import connections

from core.acts.runner import Runner
from core.config.asgi import application, bridge
from core.config.sockets import FrontDoor
from core.realtime import switchboard

logger = logging.getLogger("compagnon.serving")
# Twisted's 50 makes a thousand clients who come back together wait for 13 s instead of 2.5.
BACKLOG = 4096
LARGEST_MESSAGE = 65_536
DRAIN_SECONDS = 10.0
RETRY_MS = (500, 2500)


def _leave_out_debug_lines() -> None:
    """autobahn pretty-prints and colours every connection's options for lines that nobody logs: a quarter of a
    handshake, when a thousand come back together."""
    for module in (autobahn_protocol, autobahn_twisted):
        for name in ("pformat", "hltype", "hlval"):
            if hasattr(module, name):
                setattr(module, name, lambda *_, **__: "")


def _spare_what_stays() -> None:
    """The collector walks through all that Django has loaded, 100 ms each time, while thousands come or a page waits:
    what is there before the first visitor stays for good, and what comes afterwards is looked at less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


class HouseServer(Server):
    """Daphne's server, which tells its port and can leave in peace."""

    def __init__(self, *, host: str, port: int, ready: Callable[[int], None], runner: Runner | None) -> None:
        interface = host.replace(":", r"\:")
        super().__init__(
            application,
            endpoints=[f"tcp:port={port}:interface={interface}:backlog={BACKLOG}"],
            signal_handlers=False,
            websocket_max_message_size=LARGEST_MESSAGE,
            websocket_max_frame_size=LARGEST_MESSAGE,
            websocket_handshake_timeout=20,
            ping_interval=20,
            server_name="",
        )
        self.ready = ready
        self.runner = runner
        self.ports: list[Any] = []
        self.door: FrontDoor | None = None
        self.status = 0
        self._leaving: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Serves until SIGTERM or Ctrl-C."""
        _leave_out_debug_lines()
        for number in (signal.SIGTERM, signal.SIGINT):
            twisted_loop.add_signal_handler(number, self.leave)
        super().run()

    def listen_success(self, port: Any) -> None:
        """The address is ours: says so once the loop runs."""
        self.ports.append(port)
        self.door = port.factory = FrontDoor(self.http_factory, self.ws_factory)
        twisted_loop.call_soon(self.ready, port.getHost().port)

    def listen_error(self, failure: Any) -> None:
        """The address is taken, or not ours to take."""
        sys.stderr.write(f"Cannot listen: {failure.getErrorMessage()}\nEnd what uses the port, or name another one.\n")
        self.status = 1
        self.stop()

    def leave(self) -> None:
        """Begins to leave; asked a second time it leaves at once."""
        if self._leaving is not None:
            self.stop()
            return
        self._leaving = twisted_loop.create_task(self._leave())

    async def _leave(self) -> None:
        try:
            for port in self.ports:
                port.stopListening()
            board = switchboard.existing()
            if board is not None:
                least, most = RETRY_MS
                await board.depart(retry_ms=least + secrets.randbelow(most - least))
            await self._drain()
            if self.runner is not None:
                await asyncio.get_running_loop().run_in_executor(None, self.runner.stop)
        except Exception:
            logger.exception("Leaving went wrong; leaving all the same.")
        finally:
            self.stop()

    async def _drain(self) -> None:
        """Requests under way get their answer, and the close frames their way out."""
        end = twisted_loop.time() + DRAIN_SECONDS
        # One turn for requests that have arrived but not begun.
        await asyncio.sleep(0.1)
        while bridge.under_way and twisted_loop.time() < end:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)

    def application_checker(self) -> None:
        """Daphne's own look round every second, and ours."""
        super().application_checker()
        if self.door is not None:
            self.door.end_the_silent()

    def kill_all_applications(self) -> Any:
        """Daphne's own stumbles over connections whose application has ended already."""
        for protocol, details in list(self.connections.items()):
            if "application_instance" not in details:
                del self.connections[protocol]
        return super().kill_all_applications()


def serve(*, host: str, port: int, port_file: Path | None, with_worker: bool, say: Callable[[str], None]) -> int:
    """Serves until told to leave; gives the exit status."""
    runner = Runner() if with_worker else None

    def ready(actual: int) -> None:
        if port_file is not None:
            port_file.write_text(f"{actual}\n")
        say(f"Serving http://{host}:{actual}/")

    if runner is not None:
        # Before the loop runs: it asks the database.
        runner.start()
        connections.close_all()
    server = HouseServer(host=host, port=port, ready=ready, runner=runner)
    _spare_what_stays()
    server.run()
    return server.status
