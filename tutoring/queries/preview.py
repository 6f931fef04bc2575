"""What an import would do, found out without doing it."""

import hashlib
from dataclasses import dataclass

from tutoring import registries
from tutoring.fragments import essence, pieces_of
from tutoring.matching import matched
from tutoring.models import Study, StudyVersion
from tutoring.registries.record import Record


@dataclass(frozen=True)
class Preview:
    """What was recognised; `effect` is new, same, newer or older."""

    record: Record
    study: Study | None
    effect: str
    analyses: int
    next_number: int = 1
    changed: int = 0
    removed: int = 0
    added: int = 0


def preview(content: bytes) -> Preview:
    """Reads the file and compares it with what we have. Raises Refused where it is no record."""
    record = registries.read(content)
    analyses = sum(len(outcome.analyses) for outcome in record.outcomes)
    study = Study.objects.filter(registry=record.registry, number=record.number).select_related("current").first()
    if study is None or study.current is None:
        return Preview(record, None, "new", analyses)
    digest = hashlib.sha256(content).hexdigest()
    same: StudyVersion | None = study.versions.defer("raw").filter(sha256=digest).first()
    if same is not None:
        return Preview(record, study, "same", analyses, same.number)
    effect = "older" if record.record_date.date < study.current.record_date else "newer"
    pieces = pieces_of(record)
    known = list(study.fragments.present())
    continued = matched(known, pieces)
    kept = {fragment.pk for fragment in continued.values()}
    changed = sum(
        1
        for piece in pieces
        if (fragment := continued.get(piece.path))
        and (fragment.title != piece.title or essence(fragment.data) != essence(piece.data))
    )
    return Preview(
        record=record,
        study=study,
        effect=effect,
        analyses=analyses,
        next_number=study.versions.count() + 1,
        changed=changed,
        removed=sum(1 for fragment in known if fragment.pk not in kept),
        added=len(pieces) - len(continued),
    )
