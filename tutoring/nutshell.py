"""The first draft of a PICO, drawn from a record."""

import re

from tutoring.derived import is_comparator
from tutoring.registries.record import Arm, Eligibility, Record

_AGE = re.compile(r"(\d+)\s+(year|month|week|day|hour|minute)s?", re.IGNORECASE)
_PREFIX = re.compile(r"^[A-Z][A-Za-z ]{2,30}: ")


def nutshell(record: Record) -> dict[str, str]:
    """Patients, intervention, comparator and outcome in the record's own words; "" where it does not tell."""
    treated = [arm for arm in record.arms if not is_comparator(arm)]
    compared = [arm for arm in record.arms if is_comparator(arm)]
    if not treated:
        treated, compared = compared, []
    primary = [plan.title for plan in record.planned if plan.type == "PRIMARY"]
    return {
        "patients": "; ".join(filter(None, [", ".join(record.conditions[:3]), ages(record.eligibility), _sex(record)])),
        "intervention": "; ".join(_names(treated, record)),
        "comparator": "; ".join(dict.fromkeys(arm.label for arm in compared)),
        "outcome": "; ".join(primary[:2]),
    }


def ages(eligibility: Eligibility) -> str:
    """The ages in words: "18 to 64 years", "18 years or older", "up to 12 months"."""
    least, most = _age(eligibility.least_age), _age(eligibility.most_age)
    if least and most:
        if least[1] == most[1]:
            return f"{least[0]} to {most[0]} {most[1]}s"
        return f"{_said(least)} to {_said(most)}"
    if least:
        return f"{_said(least)} or older"
    return f"up to {_said(most)}" if most else ""


def _names(arms: list[Arm], record: Record) -> list[str]:
    """What the arms are given, placebo left out; the arms' labels where the record does not say what is given."""
    given = [_PREFIX.sub("", name) for arm in arms for name in arm.interventions]
    names = [name for name in dict.fromkeys(given) if "placebo" not in name.casefold()]
    return names[:4] or list(dict.fromkeys(arm.label for arm in arms)) or [i.name for i in record.interventions[:4]]


def _age(text: str) -> tuple[int, str] | None:
    found = _AGE.fullmatch(text.strip())
    return (int(found.group(1)), found.group(2).lower()) if found else None


def _said(age: tuple[int, str]) -> str:
    return f"{age[0]} {age[1]}{'' if age[0] == 1 else 's'}"


def _sex(record: Record) -> str:
    return {"FEMALE": "female", "MALE": "male"}.get(record.eligibility.sex, "")
