"""Who may change whose account."""

from typing import TYPE_CHECKING

from core.accounts.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from core.accounts.models import Person, Unit


def is_administrator(actor: "Person") -> bool:
    """Of everything or of some unit: the administrators' pages exist for them."""
    return actor.is_authenticated and actor.has_role(ADMINISTRATOR)


def can_place_in(actor: "Person", unit: "Unit | None") -> bool:
    """Administrators put people into units they administer; only those of everything leave somebody without one."""
    if unit is None:
        return actor.has_role_everywhere(ADMINISTRATOR)
    return actor.has_role(ADMINISTRATOR, at=unit)


def can_grant(actor: "Person", role: str, unit: "Unit | None") -> bool:
    """Nobody grants beyond what they hold: a unit's administrator grants any role there and beneath, no further."""
    return can_place_in(actor, unit)


def can_administer(actor: "Person", person: "Person") -> bool:
    """Whether the account is within the actor's bounds, and none of its own administrator's roles reaches beyond them.

    Without the second half, a unit's administrator could take over the account of an administrator of everything.
    """
    return can_place_in(actor, person.unit) and all(
        can_grant(actor, grant.role, grant.unit) for grant in person.grants if grant.role == ADMINISTRATOR
    )


def can_deactivate(actor: "Person", person: "Person") -> bool:
    """Nobody shuts themselves out."""
    return actor.pk != person.pk and can_administer(actor, person)


def can_change_tree(actor: "Person") -> bool:
    """Only administrators of everything move the organisation about."""
    return actor.has_role_everywhere(ADMINISTRATOR)
