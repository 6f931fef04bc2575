"""Words that chain over templates of spaces."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from social.querysets.spaces import is_guest, is_stranger

if TYPE_CHECKING:
    from social.models import SpaceTemplate  # noqa: F401  (a base class names it in a string)


class SpaceTemplateQuerySet(models.QuerySet["SpaceTemplate"]):
    """Templates, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """One's own, and what colleagues share; guests found nothing."""
        if is_stranger(person) or is_guest(person):
            return self.none()
        return self.filter(Q(by=person) | Q(is_shared=True))
