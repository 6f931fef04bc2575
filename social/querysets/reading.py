"""Words that chain over what people keep for themselves."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from social.models import Draft  # noqa: F401  (a base class names it in a string)


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
