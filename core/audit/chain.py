"""How an entry is bound to the one before: SHA-256 over its canonical text."""

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db.models import Model

if TYPE_CHECKING:
    from core.audit.models import AuditEntry

GENESIS = "0" * 64


def canonical(value: Any) -> str:
    """The one spelling of a value as JSON: sorted keys, no spaces, ASCII; dates and lazy words become text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=_plain)


def entry_hash(entry: "AuditEntry") -> str:
    """The hash that an entry must carry: every column counts, and the hash of the entry before."""
    columns = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": entry.who_id,
        "role": entry.role,
        "what": entry.what,
        "about": [entry.about_type, entry.about_id, entry.about_label],
        "old": entry.old,
        "new": entry.new,
        "reason": entry.reason,
        "prev": entry.prev_hash,
    }
    return hashlib.sha256(canonical(columns).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return {"id": value.pk, "label": str(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)
