"""Reads the process environment strictly: a wrong value stops the start with a sentence that says what to do."""

import os
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
