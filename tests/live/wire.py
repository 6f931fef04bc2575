"""A browser's end of the wire, for stories: opens a socket, says, hears, waits for what it expects."""

import http.client
import json
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.servers import Site

PATIENCE = 8.0


class Socket:
    """One socket of one person. `heard` keeps every frame in order."""

    def __init__(self, site: Site, cookie: dict[str, str] | None = None, *, origin: str | None = "") -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in (cookie or {}).items())
        headers = {"Cookie": cookies} if cookies else {}
        self.heard: list[dict[str, Any]] = []
        self._read = 0
        self.connection: ClientConnection = connect(
            site.socket_url,
            origin=site.origin if origin == "" else origin,
            additional_headers=headers,
            compression=None,
            open_timeout=PATIENCE,
            close_timeout=1,
            proxy=None,
            legacy=True,
        )

    def say(self, op: str, **fields: Any) -> "Socket":
        """Sends a frame."""
        self.connection.send(json.dumps({"op": op, **fields}))
        return self

    def hello(self, listen: dict[str, int] | None = None) -> "Socket":
        """Says hello and waits for the welcome and for every stream's answer."""
        self.say("hello", listen=listen or {})
        self.expect("welcome")
        for _ in listen or {}:
            self.expect("listening", "gone", "error")
        return self

    def expect(self, *ops: str, where: Callable[[dict[str, Any]], bool] = lambda frame: True) -> dict[str, Any]:
        """Waits for the next frame of one of these ops, passing over others."""
        while True:
            while self._read < len(self.heard):
                frame = self.heard[self._read]
                self._read += 1
                if frame["op"] in ops and where(frame):
                    return frame
            self.heard.append(json.loads(self.connection.recv(PATIENCE)))

    def event(self, name: str) -> dict[str, Any]:
        """Waits for the next event of that name."""
        return self.expect("event", where=lambda frame: frame["name"] == name)

    def heard_before(self, answer: str, op: str, **fields: Any) -> list[dict[str, Any]]:
        """Everything heard before the answer to a frame that we say now."""
        before = self._read
        self.say(op, **fields)
        self.expect(answer)
        return self.heard[before : self._read - 1]

    def events(self, stream: str | None = None) -> list[dict[str, Any]]:
        """The events heard so far."""
        return [one for one in self.heard if one["op"] == "event" and stream in (None, one["stream"])]

    def closed_with(self) -> int:
        """Waits until the server closes, and gives the code."""
        try:
            while True:
                self.heard.append(json.loads(self.connection.recv(PATIENCE)))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    def close(self) -> None:
        """Goes away."""
        self.connection.close()


def refused_with(site: Site, cookie: dict[str, str] | None, **options: Any) -> int:
    """The HTTP status by which a handshake is refused; 101 where it is not."""
    try:
        Socket(site, cookie, **options).close()
    except InvalidStatus as refusal:
        return refusal.response.status_code
    return 101


def request(site: Site, method: str, path: str, cookie: dict[str, str], body: Any = None, **headers: str) -> Any:
    """An HTTP request with a session; gives (status, JSON or None)."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    cookies = "; ".join(f"{name}={value}" for name, value in cookie.items())
    try:
        connection.request(
            method,
            path,
            body=None if body is None else json.dumps(body),
            headers={"Cookie": cookies, "Content-Type": "application/json", **headers},
        )
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    return answer.status, json.loads(text) if "json" in answer.headers.get("Content-Type", "") else None
