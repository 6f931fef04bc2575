"""Studies for stories, imported through the action from the shipped records."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from core.accounts.models import Person
from tutoring import actions
from tutoring.models import Study

SHIPPED = settings.BASE_DIR / "core" / "demo" / "records"
SHARED = settings.BASE_DIR.parent / "shared" / "studies"
HARMONIE, DUPILUMAB, AXSPAND, PRIDE = "NCT05437510", "NCT02210780", "NCT02552212", "NCT03630471"


def shipped(number: str = HARMONIE) -> bytes:
    """The bytes of a shipped record."""
    return (SHIPPED / f"{number}.json").read_bytes()


def body(number: str = HARMONIE) -> dict[str, Any]:
    """A shipped record as JSON, to be changed."""
    loaded: dict[str, Any] = json.loads(shipped(number))
    return loaded


def changed(number: str, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """A shipped record after `change(body)`, dated a day later than the original."""
    record = copy.deepcopy(body(number))
    record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2026-04-01"
    change(record)
    return as_bytes(record)


def as_bytes(record: Any) -> bytes:
    """JSON as a file holds it."""
    return json.dumps(record, ensure_ascii=False).encode()


def study(number: str = HARMONIE, *, by: Person | None = None) -> Study:
    """A shipped study, imported."""
    return actions.import_record(content=shipped(number), by=by).study


def many_studies(count: int) -> list[Study]:
    """Studies that differ by number and title."""
    made = []
    for place in range(count):
        record = body(PRIDE)
        identification = record["protocolSection"]["identificationModule"]
        identification["nctId"] = f"NCT9{place:07d}"
        identification["acronym"] = f"PRIDE-{place}"
        made.append(actions.import_record(content=as_bytes(record), by=None).study)
    return made


def shared_files() -> list[Path]:
    """The real records beside the repository; none where they are not there."""
    return sorted([*SHARED.glob("NCT*.json"), *SHARED.glob("CTGOV2_*.json")])


def shipped_files() -> list[Path]:
    """The records that the product ships."""
    return sorted(SHIPPED.glob("*.json"))
