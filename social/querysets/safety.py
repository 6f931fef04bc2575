"""Words that chain over safety cases and hints: officers see them, nobody else."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from core.accounts.roles import SAFETY_OFFICER
from social.querysets.spaces import is_stranger

if TYPE_CHECKING:
    from social.models import SafetyCase, SafetyHint  # noqa: F401  (base classes name them in strings)


def is_officer(person: Any) -> bool:
    """Whether this is a safety officer: no administrator, no moderator, nobody else."""
    return not is_stranger(person) and person.has_role(SAFETY_OFFICER)


class SafetyCaseQuerySet(models.QuerySet["SafetyCase"]):
    """Cases, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """All of them for a safety officer; for anybody else there are none."""
        return self if is_officer(person) else self.none()

    def open(self) -> Self:
        """Those that wait, or are in work."""
        return self.filter(state__in=["new", "work"])

    def most_pressing_first(self) -> Self:
        """What is due first."""
        return self.order_by("due_at", "pk")


class SafetyHintQuerySet(models.QuerySet["SafetyHint"]):
    """Hints, narrowed by words."""

    def waiting(self) -> Self:
        """Nobody has looked yet, and the post still stands."""
        return self.filter(state="waits", post__deleted_at=None, post__held_for="")

    def visible_to(self, person: Any) -> Self:
        """For safety officers what may be an event, wherever it was said; for who leads a space all of that space."""
        if is_stranger(person):
            return self.none()
        led = person.memberships.filter(role__in=["tutor", "moderator"]).values("space_id")
        mine = Q(post__thread__space__in=led) | Q(post__thread__space__parent__in=led)
        return self.filter(mine | Q(sort="safety") if is_officer(person) else mine)
