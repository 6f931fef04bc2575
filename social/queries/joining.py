"""Who fits a rule of joining."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from social.models import Departure, JoinRule, Membership, Space

if TYPE_CHECKING:
    from core.accounts.models import Person, Unit


@dataclass(frozen=True)
class Preview:
    """How many people a rule would fit, and how many of them would be new."""

    fitting: int
    joining: int


def fitting(unit: "Unit | None", job_role_pk: int | None) -> "QuerySet[Person]":
    """Active colleagues of a unit (or anywhere) and a job role (or any); guests are brought in by hand."""
    people: Any = get_user_model()._default_manager.filter(is_active=True, is_external=False)
    if unit is not None:
        people = people.within(unit)
    fit: QuerySet[Person] = people.filter(job_role=job_role_pk) if job_role_pk else people
    return fit


def joining_by(space: Space, unit: "Unit | None", job_role_pk: int | None) -> "QuerySet[Person]":
    """Those of them who are no members, and did not leave by hand."""
    members = Membership.objects.filter(space=space).values("person_id")
    left = Departure.objects.filter(space=space).values("person_id")
    return fitting(unit, job_role_pk).exclude(pk__in=members).exclude(pk__in=left)


def preview_of(space: Space, unit: "Unit | None", job_role_pk: int | None) -> Preview:
    """What a rule would do, in two numbers."""
    return Preview(fitting(unit, job_role_pk).count(), joining_by(space, unit, job_role_pk).count())


def rules_in_force() -> list[int]:
    """All rules of living communities, for people who have come or moved."""
    return list(JoinRule.objects.filter(space__archived_at=None).order_by("pk").values_list("pk", flat=True))
