"""Words that chain over what people are known to know."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from social import registries

if TYPE_CHECKING:
    from social.models import Expertise, Space  # noqa: F401  (a base class names it in a string)


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    """Counts of answers, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Of spaces that the person reads, and of their restricted threads those that let the person in."""
        spaces = apps.get_model("social", "Space")._default_manager.readable_by(person).places().values("pk")
        held = registries.held_by(person)
        return self.filter(Q(audience="") | Q(audience__in=held) if held else Q(audience=""), space__in=spaces)

    def about(self, topics: Iterable[str]) -> Self:
        """On one of these topics."""
        return self.filter(topic__in=list(topics))

    def of_shown_people(self) -> Self:
        """Of people who are there, still read the space, and do not mind being shown."""
        members = apps.get_model("social", "Membership")._default_manager.filter(person=OuterRef("person"))
        belongs = Exists(members.filter(Q(space=OuterRef("space")) | Q(space=OuterRef("space__parent"))))
        return self.filter(
            belongs | Q(space__openness="open", person__is_external=False),
            person__is_active=True,
            person__discretion=None,
        )

    def topics_first(self) -> Self:
        """What was said on a topic before what was said in a space; who answered much, and lately, first."""
        is_broad = models.Case(models.When(topic="", then=1), default=0)
        return self.order_by(is_broad, "-warmth", "pk")
