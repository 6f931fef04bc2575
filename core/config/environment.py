"""Reads the process environment strictly: a wrong value stops the start with a sentence that says what to do."""

import base64
import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def text(name: str, default: str = "") -> str:
    """The variable's text without surrounding space, or `default` where it is absent or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off and absent."""
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number from {least} to {most}.")
    return int(value)


def origin(name: str, default: str) -> str:
    """A web origin, `scheme://host[:port]`, without path."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured(f"{name} is {value!r}: write an origin such as https://learn.example.org.")
    return value


def host(origin_url: str) -> str:
    """The host name of an origin, without port."""
    return urlsplit(origin_url).hostname or ""


def is_local(origin_url: str) -> bool:
    """Whether an origin stands on this machine only."""
    return host(origin_url) in LOOPBACK


def database(default_file: Path) -> dict[str, object]:
    """Django's database settings for DATABASE_URL (`postgres://…` or `sqlite:///file`), or the embedded file."""
    url = text("DATABASE_URL", f"sqlite:///{default_file}")
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        config: dict[str, object] = dict(dj_database_url.parse(url))
        if config["NAME"] in ("", ":memory:"):
            raise ImproperlyConfigured("DATABASE_URL names an in-memory SQLite: name a file, its data must outlive us.")
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
        config["CONN_MAX_AGE"] = None
        return config
    if scheme in {"postgres", "postgresql"}:
        config = dict(dj_database_url.parse(url, engine="core.config.postgresql"))
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            "pool": {"min_size": 1, "max_size": number("DATABASE_POOL", 12, least=2, most=200), "timeout": 3},
            "connect_timeout": 5,
        }
        return config
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {scheme!r}: write postgres://user:password@host/name or sqlite:///file."
    )


def redis(name: str) -> str:
    """A Redis address, or nothing."""
    url = text(name)
    if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} is {url!r}: write redis://host:6379/0 or unix:///path/to/socket.")
    return url


def secret_key(file: Path, *, local: bool) -> str:
    """SECRET_KEY; on this machine only, one is made on the first start and kept in a file that only we can read."""
    given = text("SECRET_KEY")
    if not local and (len(given) < 50 or len(set(given)) < 5 or given.startswith("django-insecure-")):
        raise ImproperlyConfigured("SECRET_KEY is missing or weak: set it to at least 50 random characters.")
    if given:
        return given
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as handle:
        key = secrets.token_urlsafe(64)
        handle.write(key)
    return key


# Where browsers of today are reached; one that begins with a dot stands for every host beneath it.
PUSH_SERVICES = "fcm.googleapis.com .push.services.mozilla.com web.push.apple.com .push.apple.com .notify.windows.com"
# The order of the curve P-256: a private key is a number below it.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def push_key(file: Path, *, local: bool) -> str:
    """PUSH_KEY, by which push services know us; on this machine only, one is made as SECRET_KEY is.

    Without one, elsewhere, nothing is pushed to devices.
    """
    given = text("PUSH_KEY")
    if given or not local:
        if given and not _is_private_key(given):
            raise ImproperlyConfigured("PUSH_KEY is not a P-256 private key in base64url: make one, see the how-to.")
        return given
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as handle:
        key = new_push_key()
        handle.write(key)
    return key


def new_push_key() -> str:
    """A private key of the curve P-256, as 32 bytes in base64url."""
    number = 1 + secrets.randbelow(P256_ORDER - 1)
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def push_hosts(*, local: bool) -> list[str]:
    """PUSH_HOSTS: the push services that we may speak to. One on this machine is named with its port, for tests."""
    hosts = text("PUSH_HOSTS", PUSH_SERVICES).lower().replace(",", " ").split()
    for name in hosts:
        on_loopback = name.rpartition(":")[0] in LOOPBACK
        if on_loopback and local:
            continue
        if on_loopback or not re.fullmatch(r"\.?([a-z0-9-]+\.)+[a-z]{2,}", name):
            raise ImproperlyConfigured(
                f"PUSH_HOSTS names {name!r}: write hosts such as fcm.googleapis.com, or .example.org for all beneath."
            )
    return hosts


def address(name: str, default: str) -> str:
    """One e-mail address, without a name before it."""
    value = text(name, default)
    if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+", value):
        raise ImproperlyConfigured(f"{name} is {value!r}: write one address such as it@example.org.")
    return value


def _is_private_key(key: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}", key):
        return False
    return 0 < int.from_bytes(base64.urlsafe_b64decode(f"{key}=")) < P256_ORDER


def refuse_unsafe(*, origin_url: str, content_origin: str, redis_url: str, database_engine: str, debug: bool) -> None:
    """Stops a server that others can reach from starting with values that are only safe on one machine."""
    checks = [
        (debug, "DEBUG is on: leave it unset."),
        (not origin_url.startswith("https://"), f"ORIGIN is {origin_url!r}: people must come by https."),
        (not content_origin.startswith("https://"), f"CONTENT_ORIGIN is {content_origin!r}: it must be https."),
        (
            host(origin_url) == host(content_origin),
            "CONTENT_ORIGIN has ORIGIN's host: content needs a host of its own.",
        ),
        ("sqlite" in database_engine, "DATABASE_URL is absent: set postgres://…, SQLite serves one machine only."),
        (not redis_url, "REDIS_URL is absent: several processes need it to ring each other."),
    ]
    wrong = [sentence for is_wrong, sentence in checks if is_wrong]
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def bare() -> dict[str, str]:
    """What a process of ours needs to start that reads what strangers wrote: no key, no address of a database."""
    needed = ("PATH", "LANG", "LC_ALL", "PYTHONPATH")
    return {name: os.environ[name] for name in needed if name in os.environ}
