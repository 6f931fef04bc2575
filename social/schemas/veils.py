"""Speaking without a name in the API."""

from datetime import datetime

from ninja import Schema

from social.models import Unveiling
from social.schemas.people import PersonOut


class LetAskIn(Schema):
    """Whether a space lets its members ask without their name."""

    allowed: bool


class LookIn(Schema):
    """Why a tutor looks."""

    reason: str


class LookOut(Schema):
    """Whom a tutor saw, when, and why."""

    person: PersonOut
    at: datetime
    reason: str


class LookedOut(Schema):
    """That somebody has looked who I am."""

    by: PersonOut
    at: datetime
    reason: str

    @classmethod
    def of(cls, look: Unveiling) -> "LookedOut":
        """One look, as who it is about may have it."""
        return cls(by=PersonOut(id=look.by_id, name=look.by.name), at=look.at, reason=look.reason)
