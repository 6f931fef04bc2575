"""What the API says of studies."""

from datetime import date
from typing import Any

from ninja import Schema


class IdentifierOut(Schema):
    """A number of the study."""

    kind: str
    value: str
    issuer: str


class StudyOut(Schema):
    """A study in a list."""

    id: int
    registry: str
    number: str
    acronym: str
    title: str
    sponsor: str
    status: str
    enrolment: int | None
    has_results: bool
    record_date: date
    version: int

    @staticmethod
    def resolve_record_date(study: Any) -> date:
        found: date = study.current.record_date
        return found

    @staticmethod
    def resolve_version(study: Any) -> int:
        number: int = study.current.number
        return number


class StudiesOut(Schema):
    """Some studies; `next` is the query of the next page, or null."""

    items: list[StudyOut]
    next: str | None


class PicoOut(Schema):
    """The study in one look."""

    patients: str
    intervention: str
    comparator: str
    outcome: str


class WholeStudyOut(StudyOut):
    """A study with its numbers, its summary and the record's own words."""

    identifiers: list[IdentifierOut]
    pico: PicoOut
    record: dict[str, Any]


class FragmentOut(Schema):
    """A part of a study; `about` is the reference that a thread about it carries."""

    id: int
    about: str
    parent_id: int | None
    path: str
    kind: str
    number: int
    title: str
    data: dict[str, Any]
    is_removed: bool
    url: str

    @staticmethod
    def resolve_about(fragment: Any) -> str:
        return f"study_fragment:{fragment.pk}"

    @staticmethod
    def resolve_is_removed(fragment: Any) -> bool:
        return fragment.removed_in_id is not None

    @staticmethod
    def resolve_url(fragment: Any) -> str:
        url: str = fragment.get_absolute_url()
        return url


class FragmentsOut(Schema):
    """Some parts of a study; `next` is the query of the next page, or null."""

    items: list[FragmentOut]
    next: str | None
