"""Words that chain over studies and what belongs to them."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from tutoring.words import folded

if TYPE_CHECKING:
    from tutoring.models import Fragment, Study  # noqa: F401  (base classes name them in strings)


class StudyQuerySet(models.QuerySet["Study"]):
    """Studies, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Every study for whoever works here; none for guests from outside."""
        return self.all() if sees_studies(person) else self.none()

    def saying(self, words: str) -> Self:
        """Those whose titles, numbers, conditions, interventions or sponsor hold every word."""
        found = self
        for word in folded(words).split()[:10]:
            found = found.filter(searchable__contains=word)
        return found

    def having(self, kind: str, name: str) -> Self:
        """Those with a phase, condition or sponsor of that name."""
        return self.filter(terms__kind=kind, terms__name=name)


class FragmentQuerySet(models.QuerySet["Fragment"]):
    """Fragments of studies, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Those of the studies that the person sees, also those that a newer record no longer has."""
        return self.select_related("study", "parent") if sees_studies(person) else self.none()

    def present(self) -> Self:
        """Those that the current record has."""
        return self.filter(removed_in=None)

    def in_order(self) -> Self:
        """As the record has them."""
        return self.order_by("position", "pk")


def sees_studies(person: Any) -> bool:
    """Whether somebody sees studies at all; the one condition behind every `visible_to` of a study."""
    return bool(person.is_authenticated and person.is_active and not person.is_external)
