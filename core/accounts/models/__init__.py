"""The nouns of accounts."""

from core.accounts.models.first_days import QUESTIONS, FirstDay
from core.accounts.models.grants import RoleGrant
from core.accounts.models.invitations import Invitation
from core.accounts.models.people import Person, PersonManager, plain_email
from core.accounts.models.profiles import Profile
from core.accounts.models.tokens import ApiToken
from core.accounts.models.units import JobRole, Unit

__all__ = [
    "QUESTIONS",
    "ApiToken",
    "FirstDay",
    "Invitation",
    "JobRole",
    "Person",
    "PersonManager",
    "Profile",
    "RoleGrant",
    "Unit",
    "plain_email",
]
