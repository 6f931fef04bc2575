"""Takes a socket's handshake from the connection straight to its protocol, past the parser that pages need."""

import re
import time
from typing import Any

from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.protocol import Protocol

# Stricter than what comes after it: whatever looks different takes the ordinary way, through daphne's own request.
HEAD = re.compile(rb"GET /ws/ HTTP/1\.1\r\n(?:[-!#$%&'*+.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\xa0-\xff]*\r\n)+\r\n")
UPGRADE = b"\r\nupgrade: websocket\r\n"
SILENT_SECONDS = 60.0


class HouseSocket(WebSocketProtocol):
    """Daphne's socket, with its settings once for all in the class: autobahn copies thirty into each connection."""

    CONFIG_ATTRS: tuple[str, ...] = ()

    @classmethod
    def configured(cls, factory: Any) -> type["HouseSocket"]:
        """The class with a factory's settings."""
        settings = {name: getattr(factory, name) for name in WebSocketProtocol.CONFIG_ATTRS}
        # A function would become a method in a class.
        plain = {name: staticmethod(value) if callable(value) else value for name, value in settings.items()}
        return type(cls.__name__, (cls,), plain)


class FrontDoor:
    """Stands where a port expects the maker of its protocols: gives each new connection a first look."""

    def __init__(self, pages: Any, sockets: Any) -> None:
        self.pages, self.sockets = pages, sockets
        self.sockets.protocol = HouseSocket.configured(sockets)
        self.silent: dict[FirstLook, float] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pages, name)

    def buildProtocol(self, address: Any) -> "FirstLook":  # noqa: N802  (Twisted calls it so)
        """Twisted's way to ask for one."""
        return FirstLook(self, address)

    def end_the_silent(self) -> None:
        """Lets go of connections that never said anything."""
        horizon = time.monotonic() - SILENT_SECONDS
        for one, since in list(self.silent.items()):
            if since < horizon:
                one.transport.abortConnection()


class FirstLook(Protocol):
    """Reads what a connection says first, and hands it to whom it is for."""

    transport: Any

    def __init__(self, door: FrontDoor, address: Any) -> None:
        self.door, self.address = door, address

    def connectionMade(self) -> None:  # noqa: N802  (Twisted calls it so)
        """Remembers when it came: Twisted's own patience begins with a request."""
        self.door.silent[self] = time.monotonic()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  (Twisted calls it so)
        """A whole handshake for `/ws/` goes to the socket's protocol, anything else to that for pages."""
        self.door.silent.pop(self, None)
        head = HEAD.match(data)
        protocol: Any
        if head and UPGRADE in head.group().lower():
            protocol = self.door.sockets.buildProtocol(self.address)
            protocol._raw_query_string = b""
        else:
            protocol = self.door.pages.buildProtocol(self.address)
        self.transport.protocol = protocol
        protocol.makeConnection(self.transport)
        protocol.dataReceived(data)

    def connectionLost(self, reason: Any = None) -> None:  # noqa: N802  (Twisted calls it so)
        """It went without a word."""
        self.door.silent.pop(self, None)
