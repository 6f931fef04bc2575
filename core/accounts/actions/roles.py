"""Granting roles, and taking them back."""

from django.utils.translation import gettext_lazy as _

from core.accounts import rules
from core.accounts.facts import RolesChanged
from core.accounts.models import Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail


@action
def grant_role(*, person: Person, role: str, unit: Unit | None = None, by: Person | None) -> RoleGrant:
    """Gives a role in a unit and beneath it, or everywhere; twice is once. `by` is None for the operator."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    person.forget_grants()
    if by is not None and not (rules.can_grant(by, role, unit) and rules.can_administer(by, person)):
        raise Refused("accounts.beyond_your_bounds", _("You can grant roles only where you are an administrator."))
    grant, is_new = RoleGrant.objects.get_or_create(person=person, role=role, unit=unit, defaults={"granted_by": by})
    if is_new:
        trail.record(by, "accounts.role_granted", person, None, _words(grant))
        state(RolesChanged(person_id=person.pk))
    person.forget_grants()
    return grant


@action
def take_role(*, grant: RoleGrant, by: Person | None, reason: str = "") -> None:
    """Takes a role back; the last administrator of everything keeps theirs."""
    person = Person.objects.select_for_update(no_key=True).get(pk=grant.person_id)
    if by is not None and not (rules.can_grant(by, grant.role, grant.unit) and rules.can_administer(by, person)):
        raise Refused("accounts.beyond_your_bounds", _("You can take roles only where you are an administrator."))
    if grant.role == ADMINISTRATOR and grant.unit is None:
        keep_an_administrator(person)
    trail.record(by, "accounts.role_taken", person, _words(grant), None, reason)
    grant.delete()
    state(RolesChanged(person_id=person.pk))


def keep_an_administrator(leaving: Person) -> None:
    """Raises Refused when nobody else could administer everything.

    Locks the grants first and asks in a second statement, which sees what a neighbour's act committed meanwhile: two
    administrators who remove each other cannot both succeed.
    """
    grants = RoleGrant.objects.filter(role=ADMINISTRATOR, unit=None)
    list(grants.select_for_update().order_by("pk"))
    holders = set(grants.filter(person__is_active=True).values_list("person_id", flat=True))
    if holders == {leaving.pk}:
        raise Refused(
            "accounts.last_administrator",
            _("%(name)s is the last administrator. Make somebody else administrator of everything first.")
            % {"name": leaving.name},
            status=409,
        )


def _words(grant: RoleGrant) -> dict[str, str]:
    return {"role": grant.role, "unit": grant.unit.code if grant.unit else "everywhere"}
