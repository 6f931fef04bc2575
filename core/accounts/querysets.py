"""Words that chain over people."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from core.accounts.models import Person, Unit  # noqa: F401  (a base class names Person in a string)


class PersonQuerySet(models.QuerySet["Person"]):
    """People, narrowed by words."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def visible_to(self, person: Any) -> Self:
        """Whom the person meets in the directory: active colleagues; a guest from outside meets only themselves."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        if person.is_external:
            return self.filter(pk=person.pk)
        return self.active()

    def within(self, unit: "Unit") -> Self:
        """Those of a unit or of any unit beneath it."""
        return self.filter(unit__path__startswith=unit.path)

    def by_name(self) -> Self:
        """In the order of a directory; the key makes it total."""
        return self.order_by("name", "pk")
