"""Carrying a study's fragments from one version of its record to the next."""

from dataclasses import dataclass

from core.acts.actions import state
from tutoring.facts import FragmentChanged
from tutoring.fragments import Piece, essence, pieces_of
from tutoring.matching import matched
from tutoring.models import Fragment, Study, StudyVersion
from tutoring.registries.record import Record

FIELDS = ["path", "title", "number", "position", "data", "parent", "changed_in", "removed_in"]


@dataclass(frozen=True)
class Changes:
    """How many fragments a version added, changed, brought back and removed."""

    added: int = 0
    changed: int = 0
    returned: int = 0
    removed: int = 0


def write_fragments(*, study: Study, version: StudyVersion, record: Record) -> Changes:
    """Writes every fragment of the record, keeping the key of each that continues an older one."""
    pieces = pieces_of(record)
    known = list(study.fragments.all())
    continued = matched(known, pieces)
    added: list[Fragment] = []
    kept: list[Fragment] = []
    told: dict[str, list[Fragment]] = {"changed": [], "returned": [], "removed": []}
    by_path: dict[str, Fragment] = {}
    for position, piece in enumerate(pieces):
        fragment = continued.get(piece.path)
        if fragment is None:
            fragment = Fragment(study=study, kind=piece.kind, changed_in=version)
            added.append(fragment)
        else:
            kept.append(fragment)
            _tell(fragment, piece, version, told)
        _fill(fragment, piece, position)
        by_path[piece.path] = fragment
    told["removed"] = _remove(known, kept, version)
    _save(added, kept + told["removed"], pieces, by_path)
    for change, fragments in told.items():
        for fragment in fragments:
            state(FragmentChanged(fragment.pk, version.pk, change))
    return Changes(len(added), *(len(told[name]) for name in ("changed", "returned", "removed")))


def _tell(fragment: Fragment, piece: Piece, version: StudyVersion, told: dict[str, list[Fragment]]) -> None:
    """Notes what became of a fragment we had."""
    was_removed = fragment.removed_in_id is not None
    if was_removed or fragment.title != piece.title or essence(fragment.data) != essence(piece.data):
        fragment.changed_in = version
        fragment.removed_in = None
        told["returned" if was_removed else "changed"].append(fragment)


def _fill(fragment: Fragment, piece: Piece, position: int) -> None:
    fragment.path = piece.path
    fragment.title = piece.title
    fragment.number = piece.number
    fragment.position = position
    fragment.data = piece.data


def _remove(known: list[Fragment], kept: list[Fragment], version: StudyVersion) -> list[Fragment]:
    """Fragments that the record no longer has keep their data, so that talk about them stays readable."""
    kept_keys = {fragment.pk for fragment in kept}
    gone = [fragment for fragment in known if fragment.pk not in kept_keys and fragment.removed_in_id is None]
    for fragment in gone:
        fragment.removed_in = version
    return gone


def _save(added: list[Fragment], kept: list[Fragment], pieces: list[Piece], by_path: dict[str, Fragment]) -> None:
    """Parents before children, so that a child can name its parent."""
    under = {piece.path: piece.under for piece in pieces}
    Fragment.objects.bulk_create([fragment for fragment in added if not under[fragment.path]], batch_size=200)
    for fragment in by_path.values():
        fragment.parent = by_path[under[fragment.path]] if under[fragment.path] else None
    Fragment.objects.bulk_create([fragment for fragment in added if under[fragment.path]], batch_size=200)
    Fragment.objects.bulk_update(kept, FIELDS, batch_size=100)
