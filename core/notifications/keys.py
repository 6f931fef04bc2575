"""What a mail carries so that whoever holds it may stop such mails, or answer: signed, and good for nothing else."""

import base64
import binascii
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from core.kinds.registry import Ref

STOP = "core.notifications.stop"
REPLY = "core.notifications.reply"
REPLIES_FOR = timedelta(days=30)
DIGEST = "digest"
TEAM = "team"
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_BODY = struct.Struct(">IQHB")
_SEAL_BYTES = 16
# The local part of an address may have 64 characters: the kind of a thing is one byte. Never reuse a number.
_KINDS = {"post": 1}


@dataclass(frozen=True)
class Stop:
    """Whose mails of which kind, and the place that may be muted instead (`thread:42`).

    `digest` is the digest, `team` the Monday mail.
    """

    person_id: int
    kind: str
    place: str = ""


@dataclass(frozen=True)
class ReplyTo:
    """Who may answer to what, until when."""

    person_id: int
    about: Ref
    until: datetime


def stop_key(stop: Stop) -> str:
    """The key of a link that stops mails; it does not expire, for a mail that is found again must be stoppable."""
    return signing.dumps([stop.person_id, stop.kind, stop.place], salt=STOP)


def read_stop(key: str) -> Stop | None:
    """What a key stops; None for one that we have not made."""
    try:
        person_id, kind, place = signing.loads(key, salt=STOP)
    except (signing.BadSignature, ValueError):
        return None
    return Stop(person_id, kind, place)


def reply_address(person_id: int, about: Ref, at: datetime) -> str:
    """The address to which a person answers a mail about a thing that leaves at that moment; "" where none can."""
    if about.kind not in _KINDS or not settings.REPLY_DOMAIN:
        return ""
    body = _BODY.pack(person_id, about.pk, (at + REPLIES_FOR - _EPOCH).days + 1, _KINDS[about.kind])
    key = base64.b32encode(body + _seal(body)).decode().rstrip("=").lower()
    return f"reply+{key}@{settings.REPLY_DOMAIN}"


def read_reply_address(address: str) -> ReplyTo | None:
    """What an address answers, also after its time; None for one that we have not made. Mail may change its case."""
    local, _at, domain = address.strip().lower().rpartition("@")
    if not settings.REPLY_DOMAIN or domain != settings.REPLY_DOMAIN.lower() or not local.startswith("reply+"):
        return None
    key = local.removeprefix("reply+").upper()
    try:
        raw = base64.b32decode(key + "=" * (-len(key) % 8))
    except (binascii.Error, ValueError):
        return None
    # The last letter has room to spare: one key is written in one way only.
    if base64.b32encode(raw).decode().rstrip("=") != key:
        return None
    body, seal = raw[: _BODY.size], raw[_BODY.size :]
    if len(raw) != _BODY.size + _SEAL_BYTES or not hmac.compare_digest(seal, _seal(body)):
        return None
    person_id, pk, day, number = _BODY.unpack(body)
    kind = next((name for name, known in _KINDS.items() if known == number), "")
    return ReplyTo(person_id, Ref(kind, pk), _EPOCH + timedelta(days=day))


def _seal(body: bytes) -> bytes:
    return salted_hmac(REPLY, body, algorithm="sha256").digest()[:_SEAL_BYTES]
