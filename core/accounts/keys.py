"""Secrets that grant: made at random, shown once, kept as their hash.

A key of 128 bits or more cannot be guessed from its SHA-256, so a slow, salted hash (made for passwords that people
choose) would only cost time at each request; the plain hash can be looked up by an index.
"""

import hashlib
import secrets

TOKEN_PREFIX = "cpn_"  # noqa: S105  (lets secret scanners recognise a key of ours in a repository or a log)


def new_link_key() -> str:
    """128 random bits for a link that grants."""
    return secrets.token_urlsafe(16)


def new_token_key() -> str:
    """256 random bits for an API token."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
