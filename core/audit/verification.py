"""Checks that the trail is whole: every number there, every hash right, the end where the head says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.audit.chain import GENESIS, entry_hash
from core.audit.models import AuditEntry, AuditHead

CHUNK = 2000


@dataclass(frozen=True)
class Verdict:
    """How far the chain was checked; `fault` names the first broken entry, or is empty."""

    checked: int
    hash: str
    fault: str = ""


def verify(progress: Callable[[int], None] = lambda seq: None, noted: tuple[int, str] | None = None) -> Verdict:
    """Walks the chain from its first entry, a chunk in memory at a time; entries that arrive meanwhile are walked too.

    `noted` is a number and hash that were seen earlier: the chain must still pass through them.
    """
    seq, last = 0, GENESIS
    while True:
        head = AuditHead.objects.filter(pk=1).first() or AuditHead(seq=0, hash=GENESIS)
        for entry in _entries(seq, head.seq):
            fault = _fault(entry, seq + 1, last, noted)
            if fault:
                return Verdict(seq, last, fault)
            seq, last = entry.seq, entry.hash
            if seq % CHUNK == 0:
                progress(seq)
        if seq < head.seq:
            return Verdict(seq, last, _("Entry %(seq)s is missing: the end of the trail was cut.") % {"seq": seq + 1})
        if last != head.hash:
            return Verdict(seq, last, _("Entry %(seq)s is not the one that the head names.") % {"seq": seq})
        has_more = AuditEntry.objects.filter(seq__gt=seq).exists()
        now = AuditHead.objects.filter(pk=1).first()
        if now is None or now.seq == seq:
            if has_more:
                return Verdict(seq, last, _("Entry %(seq)s lies behind the head.") % {"seq": seq + 1})
            if noted and noted[0] > seq:
                return Verdict(
                    seq, last, _("Entry %(seq)s is missing: the end of the trail was cut.") % {"seq": seq + 1}
                )
            return Verdict(seq, last)


def _entries(after: int, until: int) -> Iterator[AuditEntry]:
    return AuditEntry.objects.filter(seq__gt=after, seq__lte=until).order_by("seq").iterator(chunk_size=CHUNK)


def _fault(entry: AuditEntry, expected: int, last: str, noted: tuple[int, str] | None) -> str:
    if entry.seq != expected:
        return _("Entry %(seq)s is missing.") % {"seq": expected}
    if entry.prev_hash != last:
        return _("Entry %(seq)s does not follow the one before it.") % {"seq": entry.seq}
    if entry.hash != entry_hash(entry):
        return _("Entry %(seq)s was changed after it was written.") % {"seq": entry.seq}
    if noted and entry.seq == noted[0] and entry.hash != noted[1]:
        return _("Entry %(seq)s is not the one that was noted: the trail was rewritten.") % {"seq": entry.seq}
    return ""
