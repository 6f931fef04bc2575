"""Words that chain over announcements that ask to be acknowledged."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from social.models import Asking  # noqa: F401  (a base class names it in a string)


class AskingQuerySet(models.QuerySet["Asking"]):
    """Askings, narrowed by words."""

    def open(self) -> Self:
        """Those that still ask: not closed, their talk and its space not put away."""
        return self.filter(closed_at=None, thread__space__archived_at=None).exclude(thread__state="archived")

    def waiting_for(self, person: Any) -> Self:
        """Those that ask this person, who has not answered: a member, not who wrote it or who asks."""
        mine = person.memberships.values("space_id")
        done = apps.get_model("social", "Acknowledgement")._default_manager.filter(
            asking=OuterRef("pk"), person=person, revision__gte=OuterRef("revision")
        )
        asked = Q(thread__space__in=mine) | Q(thread__space__parent__in=mine)
        return self.open().filter(asked).exclude(Q(by=person) | Q(thread__author=person)).exclude(Exists(done))

    def urgent_first(self) -> Self:
        """By their day; those without one come last."""
        return self.order_by(F("until").asc(nulls_last=True), "pk")

    def due(self, at: Any) -> Self:
        """Whose reminder of the day before must go by now."""
        return self.open().filter(done_at=None, due_at__lte=at)
