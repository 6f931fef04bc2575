"""What the API tells of people."""

from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import field_validator

from core.accounts import zones
from core.accounts.models import JobRole, Person, Unit


class UnitOut(Schema):
    """A unit."""

    code: str
    name: str
    country: str
    kind: str


class JobRoleOut(Schema):
    """A job role in both languages."""

    code: str
    title: dict[str, str]

    @staticmethod
    def resolve_title(job: JobRole) -> dict[str, str]:
        """By language."""
        return {"en": job.title_en, "fr": job.title_fr or job.title_en}


class PersonOut(Schema):
    """What colleagues see of each other."""

    id: int
    name: str
    email: str
    language: str
    zone: str
    unit: UnitOut | None
    job_role: JobRoleOut | None
    about: str
    works_on: list[str]
    languages: list[str]
    is_external: bool
    away_until: date | None


class RoleOut(Schema):
    """A role; `unit` is null where it holds everywhere."""

    role: str
    unit: str | None

    @staticmethod
    def resolve_unit(grant: object) -> str | None:
        """The unit's code."""
        unit: Unit | None = getattr(grant, "unit", None)
        return unit.code if unit else None


class MeOut(PersonOut):
    """What the API tells me of myself."""

    roles: list[RoleOut]
    manager: str | None

    @staticmethod
    def resolve_roles(person: Person) -> list[object]:
        """My grants."""
        return list(person.grants)

    @staticmethod
    def resolve_manager(person: Person) -> str | None:
        """My manager's name."""
        return person.manager.name if person.manager else None


class MeIn(Schema):
    """What I may say of myself; what is left out stays."""

    language: Literal["en", "fr"] | None = None
    zone: str | None = None
    about: str | None = Field(None, max_length=2000)
    works_on: list[str] | None = None
    speaks: list[str] | None = None

    @field_validator("zone")
    @classmethod
    def zone_is_known(cls, zone: str | None) -> str | None:
        """An IANA name."""
        if zone is not None and not zones.is_known(zone):
            raise ValueError(str(_("Write the IANA name of a time zone, such as Europe/Paris.")))
        return zone


class PeopleOut(Schema):
    """A page of the directory; `next` is the query of the page after it, or null."""

    items: list[PersonOut]
    next: str | None
