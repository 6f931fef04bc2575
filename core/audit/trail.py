"""Writes the trail: `record` inside an action, for each regulated change."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from core.acts.actions import at_close, current
from core.audit.chain import canonical, entry_hash
from core.audit.models import AuditEntry, AuditHead

BATCH = 500
LEARNER = "learner"
SYSTEM = "system"


def record(
    who: Any, what: str, about: Model | str, old: dict[str, Any] | None, new: dict[str, Any] | None, reason: str = ""
) -> None:
    """Adds one entry to the act under way; it is numbered, chained and written just before the commit.

    `who` is the person who acted, or None for the system (a job, an operator's command); `what` is dotted and stable
    (`accounts.role_granted`); `about` a model instance or a few words; `old` and `new` the values that changed, as
    flat dictionaries. Waiting for the close keeps the chain's head locked for that moment only, so that two acts
    never wait for each other's rows while one holds it.
    """
    kind, key = (about._meta.label_lower, str(about.pk)) if isinstance(about, Model) else ("", "")
    entry = AuditEntry(
        at=timezone.now(),
        who=who,
        role=_role_of(who),
        what=what,
        about_type=kind,
        about_id=key,
        about_label=_clean(str(about))[:200],
        old=canonical(old),
        new=canonical(new),
        reason=_clean(reason),
    )
    gathered: list[AuditEntry] = current().gathered.setdefault("audit", [])
    gathered.append(entry)
    at_close("audit", lambda: _append(gathered))


@transaction.atomic
def _append(entries: list[AuditEntry]) -> None:
    """Binds the entries to the chain, in the order in which they were recorded."""
    head = AuditHead.objects.select_for_update().get(pk=1)
    for entry in entries:
        entry.seq, entry.prev_hash = head.seq + 1, head.hash
        entry.hash = entry_hash(entry)
        head.seq, head.hash = entry.seq, entry.hash
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)
    head.save()


def _role_of(who: Any) -> str:
    """What the person is in the house at that moment."""
    if who is None:
        return SYSTEM
    return " ".join(sorted({grant.role for grant in who.grants})) or LEARNER


def _clean(text: str) -> str:
    """PostgreSQL keeps no NUL in text."""
    return text.replace("\x00", "")
