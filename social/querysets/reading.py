"""Words that chain over what people keep for themselves."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from social.models import Draft, SetAside  # noqa: F401  (base classes name them in strings)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Mine: nobody else's draft exists."""
        return self.filter(person=person) if person.is_authenticated else self.none()

    def with_words(self) -> Self:
        """Those that hold something; what was sent leaves an empty one behind, for its version."""
        return self.exclude(source="")

    def newest_first(self) -> Self:
        """What was touched last."""
        return self.order_by("-saved_at", "-pk")

    def with_aside(self) -> Self:
        """Each with `has_aside`: whether other words of the same person wait beside it."""
        aside = apps.get_model("social", "SetAside")._default_manager
        return self.annotate(has_aside=Exists(aside.filter(person=OuterRef("person"), context=OuterRef("context"))))


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    """Words set aside, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Mine."""
        return self.filter(person=person) if person.is_authenticated else self.none()

    def newest_first(self) -> Self:
        """What was written last."""
        return self.order_by("-at", "-pk")
