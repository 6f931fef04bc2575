"""Speaks to browsers' push services: which we may speak to, in what form, and what they answer."""

import functools
import http.client
import ipaddress
import socket
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from webpush import WebPush
from webpush.types import WebPushSubscription

SECONDS = 5
MOST_BYTES_READ = 65_536
LONGEST_ENDPOINT = 1000
# Bytes of an uncompressed point of the curve, and of the secret that a browser makes.
POINT, SECRET = 65, 16
LOOPBACK = {"127.0.0.1", "localhost"}


class Unreachable(Exception):
    """The push service is not there, or not where it should be: worth trying again."""


@dataclass(frozen=True)
class Answer:
    """What a push service said; `wait` is in how many seconds it wants to be asked again."""

    status: int
    wait: int | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it took the message."""
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the device is not known there any more."""
        return self.status in (404, 410)

    @property
    def may_come_again(self) -> bool:
        """Whether trying again may help."""
        return self.status == 429 or self.status >= 500


def is_on() -> bool:
    """Whether this installation pushes at all: it needs a key."""
    return bool(settings.PUSH_KEY)


@functools.cache
def _pair(key: str) -> tuple[bytes, bytes, str]:
    """Our private and public key as the library takes them, and the public one as browsers do."""
    raw = urlsafe_b64decode(key + "=" * (-len(key) % 4))
    private = ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
    public = private.public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        urlsafe_b64encode(point).rstrip(b"=").decode(),
    )


def public_key() -> str:
    """What a browser is told, so that its push service takes messages from us alone; "" where we do not push."""
    return _pair(settings.PUSH_KEY)[2] if is_on() else ""


def is_allowed(endpoint: str) -> bool:
    """Whether an address is one of a push service that we may speak to (PUSH_HOSTS)."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or parts.username or not host:
        return False
    if _is_own_test(parts):
        return True
    named = any(host == name or (name.startswith(".") and host.endswith(name)) for name in settings.PUSH_HOSTS)
    return parts.scheme == "https" and port in (None, 443) and named


def are_keys(public: str, secret: str) -> bool:
    """Whether these are a browser's keys: a point of the curve, and a secret of the right length."""
    try:
        point, auth = (urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in (public, secret))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(point) == POINT and len(auth) == SECRET


def send(endpoint: str, public: str, secret: str, message: bytes, *, seconds: int, topic: str, urgent: bool) -> Answer:
    """Encrypts a message for one browser and hands it to its push service, which keeps it for so many seconds.

    Raises Unreachable. The connection goes to an address that was looked at, follows no redirection, and ends soon.
    """
    if not is_allowed(endpoint):
        raise Unreachable("This address is not one of a push service that we may speak to.")
    private, own, _shown = _pair(settings.PUSH_KEY)
    browser = WebPushSubscription.model_validate({"endpoint": endpoint, "keys": {"p256dh": public, "auth": secret}})
    sealed = WebPush(private_key=private, public_key=own, subscriber=settings.PUSH_CONTACT, ttl=seconds).get(
        message, browser
    )
    headers = {name: str(value) for name, value in sealed.headers.items()}
    headers |= {"topic": topic, "urgency": "high" if urgent else "normal"}
    try:
        return _post(urlsplit(endpoint), sealed.encrypted, headers)
    except (OSError, http.client.HTTPException) as wrong:
        raise Unreachable(f"{type(wrong).__name__}: {wrong}") from wrong


def _post(parts: SplitResult, body: bytes, headers: dict[str, str]) -> Answer:
    host = parts.hostname or ""
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    wire = _connect(host, port, is_checked=not _is_own_test(parts))
    connection.sock = ssl.create_default_context().wrap_socket(wire, server_hostname=host) if is_secure else wire
    try:
        connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
        answer.read(MOST_BYTES_READ)
    finally:
        connection.close()
    wait = answer.getheader("Retry-After") or ""
    return Answer(answer.status, int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 6 else None)


def _connect(host: str, port: int, *, is_checked: bool) -> socket.socket:
    """A connection to an address of the host; where one of them is not of the open internet, to none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if is_checked and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise Unreachable(f"{host} is not on the open internet.")
    wrong: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=SECONDS)
        except OSError as error:
            wrong = error
    raise wrong or Unreachable(f"{host} has no address.")


def _is_own_test(parts: SplitResult) -> bool:
    """Whether it stands on this machine, and is named with its port: environment allows that on this machine only."""
    return parts.hostname in LOOPBACK and f"{parts.hostname}:{parts.port}" in settings.PUSH_HOSTS
