"""Words that chain over waves."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from social.models import Wave  # noqa: F401  (a base class names it in a string)


class WaveQuerySet(models.QuerySet["Wave"]):
    """Waves, narrowed by words."""

    def waiting(self) -> Self:
        """Neither opened nor stopped."""
        return self.filter(opened_at=None, stopped_at=None)

    def due(self, now: datetime) -> Self:
        """Whose moment has come, in spaces that are not put away."""
        return self.waiting().filter(due_at__lte=now, space__archived_at=None)

    def in_order(self) -> Self:
        """As they open; the key makes it total."""
        return self.select_related("unit", "job_role", "by").order_by("due_at", "pk")
