"""Who may open a socket at all: the right origin, and not too often."""

from http.cookies import CookieError
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import parse_cookie

from core.realtime.limits import HANDSHAKES_A_SESSION, STRANGERS_AN_ADDRESS, Window

if TYPE_CHECKING:
    from core.realtime.door import Door

_of_session = Window(HANDSHAKES_A_SESSION)
_of_stranger = Window(STRANGERS_AN_ADDRESS)
_known: dict[str, None] = {}
MOST_KNOWN = 20_000


class Handshake:
    """What a handshake tells: origin, host, session, address."""

    __slots__ = ("address", "host", "origin", "scheme", "session_key")

    def __init__(self, scope: dict[str, Any]) -> None:
        headers = {name: value.decode("latin1") for name, value in scope.get("headers", [])}
        self.origin = headers.get(b"origin", "")
        self.host = headers.get(b"host", "")
        self.scheme = "https" if scope.get("scheme") == "wss" else "http"
        if settings.TRUSTED_PROXIES:
            self.scheme = headers.get(b"x-forwarded-proto", self.scheme)
        self.session_key = _session_key(headers.get(b"cookie", ""))
        self.address = _address(scope, headers.get(b"x-forwarded-for", ""))

    def comes_from_us(self) -> bool:
        """Whether the page that opens the socket is ours: its origin is the very host it asks, and that host is the
        application's. No origin, and the origin `null`, are nobody's."""
        host = urlsplit(f"//{self.host}").hostname
        return bool(self.host) and self.origin == f"{self.scheme}://{self.host}" and host in settings.ORIGIN_HOSTS


async def may_open(handshake: Handshake, door: "Door") -> bool:
    """Counts per session, and per address only those without a valid one: an office stands behind one address.

    Only from an address of many strangers is the session read before the socket opens.
    """
    if not handshake.comes_from_us():
        return False
    if handshake.session_key and not _of_session.allows(handshake.session_key):
        return False
    if handshake.session_key in _known or not _of_stranger.is_full(handshake.address):
        return True
    guest = await door.guest(handshake.session_key) if handshake.session_key else None
    return guest is not None


def note_stranger(handshake: Handshake) -> None:
    """A socket said hello without a valid session."""
    _known.pop(handshake.session_key, None)
    _of_stranger.count(handshake.address)


def note_known(handshake: Handshake) -> None:
    """A socket said hello with a valid session."""
    _known[handshake.session_key] = None
    if len(_known) > MOST_KNOWN:
        del _known[next(iter(_known))]


def _session_key(header: str) -> str:
    try:
        return str(parse_cookie(header).get(settings.SESSION_COOKIE_NAME, ""))[:64]
    except CookieError:
        return ""


def _address(scope: dict[str, Any], forwarded: str) -> str:
    """The client's address; behind trusted proxies the one that the outermost of them saw."""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES]
    client = scope.get("client")
    return str(client[0]) if client else ""
