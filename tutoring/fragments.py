"""Takes a record apart into the fragments that talk, notes and activities hang on."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tutoring.registries.plain import to_plain
from tutoring.registries.record import Analysis, Outcome, PlannedOutcome, Record, SafetyRow
from tutoring.words import folded, likeness

STUDY: Final = "study"
ARM: Final = "arm"
INTERVENTION: Final = "intervention"
CRITERION: Final = "criterion"
OUTCOME: Final = "outcome"
ANALYSIS: Final = "analysis"
BASELINE: Final = "baseline"
SAFETY: Final = "safety"
REFERENCE: Final = "reference"
MOST_COMPARISONS = 5_000


@dataclass(frozen=True)
class Piece:
    """A fragment as a record has it: its stable path, what it is, its words and its data."""

    path: str
    kind: str
    title: str
    number: int
    data: dict[str, Any]
    under: str = ""


def pieces_of(record: Record) -> list[Piece]:
    """Every fragment in reading order, with unique paths: the same title leads to the same path in every version.

    The path never holds a place in a list or a group's id, which change from version to version.
    """
    found = [Piece(STUDY, STUDY, record.acronym or record.title, 1, study_data(record))]
    found += _numbered(ARM, [(a.label, to_plain(a)) for a in record.arms])
    found += _numbered(INTERVENTION, [(i.name, to_plain(i)) for i in record.interventions])
    found += _numbered(CRITERION, [(c.text, to_plain(c)) for c in record.eligibility.lines], salt=("side", "heading"))
    found += _numbered(BASELINE, [(b.title, to_plain(b)) for b in record.baseline])
    found += list(_outcomes(record))
    found += list(_safety(record))
    found += _numbered(REFERENCE, [(r.pmid or r.doi or r.citation, to_plain(r)) for r in record.references])
    return list(_unique(found))


def study_data(record: Record) -> dict[str, Any]:
    """What belongs to the study as a whole: everything that is not a fragment of its own."""
    whole = replace(
        record, arms=(), interventions=(), baseline=(), outcomes=(), planned=(), references=(),
        eligibility=replace(record.eligibility, lines=()), safety=replace(record.safety, rows=()),
    )  # fmt: skip
    return to_plain(whole)


def slug_path(kind: str, title: str, *more: str) -> str:
    """A readable beginning and a hash of everything that tells it apart, without case, accents and spacing."""
    words = folded(title)
    slug = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:48].strip("-")
    told = "|".join([words, *(folded(text) for text in more)])
    return f"{kind}/{slug}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _numbered(kind: str, things: list[tuple[str, dict[str, Any]]], salt: tuple[str, ...] = ()) -> list[Piece]:
    return [
        Piece(slug_path(kind, title, *(str(data.get(name, "")) for name in salt)), kind, title, number, data)
        for number, (title, data) in enumerate(things, start=1)
    ]


def _outcomes(record: Record) -> Iterator[Piece]:
    """Reported outcomes joined with what was planned, then those planned that were never reported."""
    plans, unreported = _join(record)
    numbers: dict[str, int] = defaultdict(int)
    for place, outcome in enumerate(record.outcomes):
        numbers[outcome.type] += 1
        path = slug_path(OUTCOME, outcome.title, outcome.time_frame)
        data: dict[str, Any] = {"reported": to_plain(replace(outcome, analyses=())), "type": outcome.type}
        if place in plans:
            data["planned"] = to_plain(plans[place])
        yield Piece(path, OUTCOME, outcome.title, numbers[outcome.type], data)
        for number, analysis in enumerate(outcome.analyses, start=1):
            yield _analysis(path, outcome, analysis, number)
    for plan in unreported:
        numbers[plan.type] += 1
        path = slug_path(OUTCOME, plan.title, plan.time_frame)
        yield Piece(path, OUTCOME, plan.title, numbers[plan.type], {"planned": to_plain(plan), "type": plan.type})


def _join(record: Record) -> tuple[dict[int, PlannedOutcome], list[PlannedOutcome]]:
    """The plan of each reported outcome by its place: same title and time, same title, or a title reworded."""
    waiting = dict(enumerate(record.planned))
    plans: dict[int, PlannedOutcome] = {}
    for told in (lambda o: (folded(o.title), folded(o.time_frame)), lambda o: folded(o.title)):
        keys: dict[Any, list[int]] = defaultdict(list)
        for key, plan in waiting.items():
            keys[told(plan)].append(key)
        for place, outcome in enumerate(record.outcomes):
            if place not in plans and (found := keys.get(told(outcome))):
                plans[place] = waiting.pop(found.pop(0))
    left = [place for place in range(len(record.outcomes)) if place not in plans]
    # Comparing titles letter by letter is quadratic: a record with very many of both goes without.
    if len(left) * len(waiting) <= MOST_COMPARISONS:
        for place in left:
            outcome = record.outcomes[place]
            for key, plan in waiting.items():
                if plan.type == outcome.type and likeness(plan.title, outcome.title):
                    plans[place] = waiting.pop(key)
                    break
    return plans, list(waiting.values())


def _analysis(outcome_path: str, outcome: Outcome, analysis: Analysis, number: int) -> Piece:
    titles = {group.id: group.title for group in outcome.groups}
    groups = [titles.get(group_id, "") for group_id in analysis.group_ids]
    told = (outcome.title, outcome.time_frame, *groups, analysis.method, analysis.parameter)
    title = " · ".join(part for part in (outcome.title, analysis.parameter or analysis.method) if part)
    return Piece(slug_path(ANALYSIS, *told), ANALYSIS, title, number, to_plain(analysis), under=outcome_path)


def _safety(record: Record) -> Iterator[Piece]:
    for number, row in enumerate(record.safety.rows, start=1):
        yield Piece(_safety_path(row), SAFETY, row.term, number, to_plain(row))


def _safety_path(row: SafetyRow) -> str:
    return slug_path(SAFETY, row.term, row.organ_system, "serious" if row.serious else "other")


def _unique(pieces: list[Piece]) -> Iterator[Piece]:
    """The second piece of one path is told apart by its number; the record itself does not tell them apart."""
    seen: dict[str, int] = defaultdict(int)
    for piece in pieces:
        seen[piece.path] += 1
        yield piece if seen[piece.path] == 1 else replace(piece, path=f"{piece.path}~{seen[piece.path]}")


def essence(data: Any, titles: dict[str, str] | None = None) -> Any:
    """Data without what may change while nothing is said anew: group ids become the groups' titles."""
    if isinstance(data, list):
        return [essence(item, titles) for item in data]
    if not isinstance(data, dict):
        return data
    if "groups" in data:
        titles = {group.get("id", ""): group.get("title", "") for group in data["groups"]}
    plain = {name: essence(value, titles) for name, value in data.items() if name not in {"id", "group_ids"}}
    if titles and "group_id" in data:
        plain["group_id"] = titles.get(data["group_id"], "")
    return plain
