"""The nouns of accounts."""

from core.accounts.models.grants import RoleGrant
from core.accounts.models.people import Person, PersonManager
from core.accounts.models.units import JobRole, Unit

__all__ = ["JobRole", "Person", "PersonManager", "RoleGrant", "Unit"]
