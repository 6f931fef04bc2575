"""Words that chain over flags and sanctions."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.accounts.roles import MEDICAL_REVIEWER
from social.querysets.spaces import is_stranger

if TYPE_CHECKING:
    from social.models import Flag, Sanction  # noqa: F401  (base classes name them in strings)

LEADING = ["tutor", "moderator"]


class FlagQuerySet(models.QuerySet["Flag"]):
    """Flags, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Those of spaces that the person leads; for a medical reviewer, off-label ones wherever they are."""
        if is_stranger(person):
            return self.none()
        led = person.memberships.filter(role__in=LEADING).values("space_id")
        mine = Q(post__thread__space__in=led) | Q(post__thread__space__parent__in=led)
        return self.filter(mine | Q(sort="off_label") if person.has_role(MEDICAL_REVIEWER) else mine)

    def waiting(self) -> Self:
        """Nobody has answered them yet; what the safety officers look at waits for them alone."""
        return self.filter(outcome="", post__deleted_at=None).exclude(post__held_for="safety")

    def of_space(self, space: Any) -> Self:
        """Those on posts of one space."""
        return self.filter(post__thread__space=space)


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Sanctions, narrowed by words."""

    def running(self) -> Self:
        """Those that hold now."""
        return self.filter(lifted_at=None, until__gt=timezone.now())

    def visible_to(self, person: Any) -> Self:
        """My own, and those of spaces that I lead."""
        if is_stranger(person):
            return self.none()
        led = person.memberships.filter(role__in=LEADING).values("space_id")
        return self.filter(Q(person=person) | Q(space__in=led) | Q(space__parent__in=led))
