"""Words that chain over what people took as read."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from social.models import Clearing  # noqa: F401  (a base class names it in a string)


class ClearingQuerySet(models.QuerySet["Clearing"]):
    """Clearings, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Mine: nobody else's exist."""
        return self.filter(person=person) if person.is_authenticated else self.none()

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undone_at=None)

    def latest_first(self) -> Self:
        """The last deed first."""
        return self.order_by("-at", "-pk")
