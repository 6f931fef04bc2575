"""Words that chain over spaces that leave, or come in, as a file."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from social.querysets.spaces import is_stranger

if TYPE_CHECKING:
    from social.models import SpaceExport, SpaceImport  # noqa: F401  (base classes name them in strings)


class SpaceExportQuerySet(models.QuerySet["SpaceExport"]):
    """Exports, narrowed by words."""

    def outstanding(self) -> Self:
        """Those that a job still has to write."""
        return self.filter(done_at=None)

    def visible_to(self, person: Any) -> Self:
        """Whoever asked, and nobody else."""
        return self.none() if is_stranger(person) else self.filter(by=person)

    def past(self, now: datetime) -> Self:
        """Those whose file is to go away."""
        return self.exclude(path="").filter(expires_at__lte=now)


class SpaceImportQuerySet(models.QuerySet["SpaceImport"]):
    """Imports, narrowed by words."""

    def outstanding(self) -> Self:
        """Those that a job still has to look at, or to write."""
        return self.filter(state__in=["brought", "wanted"])

    def visible_to(self, person: Any) -> Self:
        """Whoever brought the file, and nobody else."""
        return self.none() if is_stranger(person) else self.filter(by=person)

    def forgotten(self, since: datetime) -> Self:
        """Whose file lies there though nobody has wanted it."""
        return self.exclude(path="").exclude(state__in=["brought", "wanted"]).filter(brought_at__lte=since)
