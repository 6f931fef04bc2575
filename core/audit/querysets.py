"""Words that chain over the trail."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from core.audit import rules

if TYPE_CHECKING:
    from core.audit.models import AuditEntry  # noqa: F401  (a base class names it in a string)


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Entries, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """All of it for whoever may read the trail, nothing for anybody else."""
        return self.all() if rules.can_read_trail(person) else self.none()

    def newest_first(self) -> Self:
        """Back from the end of the chain."""
        return self.order_by("-seq")
