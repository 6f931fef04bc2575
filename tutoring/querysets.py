"""Words that chain over studies and what belongs to them."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from social.models import Space
from tutoring import fragments as parts
from tutoring.words import folded

if TYPE_CHECKING:
    from tutoring.models import Fragment, Study, StudyGroup  # noqa: F401  (base classes name them in strings)

# A card says since which record it is as it is; the record itself, to the byte, stays where it is.
VERSIONS = ("changed_in", "removed_in")
RAW = ("changed_in__raw", "removed_in__raw")


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
        if not sees_studies(person):
            return self.none()
        return self.select_related("study", "parent", *VERSIONS).defer(*RAW)

    def family_of(self, pk: int) -> Self:
        """A fragment and what is drawn with it: an outcome's arms and analyses, what an analysis is of, the whole of a
        safety row's study. Each comes without its parent, which is one of them where it is needed.
        """
        own = "study__fragments"
        arms = Q(kind=parts.ARM, removed_in=None, **{f"{own}__kind__in": [parts.OUTCOME, parts.ANALYSIS]})
        analyses = Q(kind=parts.ANALYSIS, removed_in=None, parent=pk)
        whole = Q(kind=parts.STUDY, **{f"{own}__kind": parts.SAFETY})
        drawn = Q(pk=pk) | Q(pk=F(f"{own}__parent")) | arms | analyses | whole
        found = self.filter(drawn, **{own: pk}).select_related(None).select_related("study", *VERSIONS)
        return found.defer(*RAW, "study__searchable").in_order()

    def present(self) -> Self:
        """Those that the current record has."""
        return self.filter(removed_in=None)

    def in_order(self) -> Self:
        """As the record has them."""
        return self.order_by("position", "pk")


class StudyGroupQuerySet(models.QuerySet["StudyGroup"]):
    """Study groups, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """The groups whose space exists for the person: their own, and those they are invited to."""
        return self.filter(space__in=Space.objects.visible_to(person))

    def of(self, person: Any) -> Self:
        """Those the person belongs to."""
        return self.filter(space__in=Space.objects.joined_by(person))

    def studying(self, study: "Study") -> Self:
        """Those that study a study."""
        return self.filter(group_studies__study=study)

    def alive(self) -> Self:
        """Those that are planned or running."""
        return self.filter(state__in=["planned", "running"])


def sees_studies(person: Any) -> bool:
    """Whether somebody sees studies at all; the one condition behind every `visible_to` of a study."""
    return bool(person.is_authenticated and person.is_active and not person.is_external)
