"""Words that chain over bookmarks."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from social.querysets.spaces import is_stranger

if TYPE_CHECKING:
    from social.models import Bookmark  # noqa: F401  (a base class names it in a string)


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    """Bookmarks, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """My own, nobody else's."""
        return self.none() if is_stranger(person) else self.filter(person=person)

    def of(self, kind: str, pk: Any) -> Self:
        """Those of one thing."""
        return self.filter(kind=kind, thing_id=pk)

    def due(self, now: datetime) -> Self:
        """Those whose reminder is owed."""
        return self.filter(remind_at__lte=now, reminded_at=None)
