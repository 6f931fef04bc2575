"""Words that chain over learning objects."""

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from core.accounts.roles import AUTHOR, TRAINING_MANAGER
from core.accounts.words import fold
from core.search import asking
from core.search.tokens import stem

if TYPE_CHECKING:
    from core.accounts.models import Person
    from core.library.models import Draft, LearningObject, Version  # noqa: F401  (base classes name them in strings)

KEEPERS = (AUTHOR, TRAINING_MANAGER)
MOST_WORDS = 8
LEAST_TELLING, MOST_STEMS = 3, 16
SHORT = {"5": (0, 5), "15": (6, 15), "30": (16, 30), "longer": (31, 32_000)}

M = TypeVar("M", bound=models.Model)


class ObjectQuerySet(models.QuerySet["LearningObject"]):
    """Learning objects."""

    def visible_to(self, person: "Person") -> "ObjectQuerySet":
        """Own work always; what was published to people of the company; restricted objects to their job roles."""
        if not person.is_active:
            return self.none()
        if keeps_library(person):
            return self
        own = _worked_on_by(person)
        if person.is_external:
            return self.filter(own)
        mine = self.model.audience.through.objects.filter(
            learningobject=OuterRef("pk"), jobrole=person.job_role_id or 0
        )
        is_open = Q(confidentiality="internal") | Exists(mine)
        return self.filter(own | (Q(state__in=["published", "retired"]) & is_open))

    def writable_by(self, person: "Person") -> "ObjectQuerySet":
        """What the person may work on."""
        if not person.is_active:
            return self.none()
        alive = self.exclude(state="retired")
        return alive if keeps_library(person) else alive.filter(_worked_on_by(person))

    def worked_on_by(self, person: "Person") -> "ObjectQuerySet":
        """What the person owns or contributes to."""
        return self.filter(_worked_on_by(person))

    def in_catalogue(self) -> "ObjectQuerySet":
        """Published and not retired."""
        return self.filter(state="published")

    def with_draft(self) -> "ObjectQuerySet":
        """Those that somebody is working on."""
        return self.filter(draft__isnull=False)

    def with_is_used(self) -> "ObjectQuerySet":
        """With `is_used`: whether anything at all uses it; what, depends on the reader."""
        uses = apps.get_model("library", "Use").objects.filter(learning_object=OuterRef("pk"))
        return self.annotate(is_used=Exists(uses))

    def holding(self, words: str) -> "ObjectQuerySet":
        """Those whose code, title, summary, keywords or objectives hold every word, without case or accents."""
        found = self
        for word in fold(words[:200]).split()[:MOST_WORDS]:
            found = found.filter(haystack__contains=word)
        return found

    def nearest_to(self, words: str) -> "ObjectQuerySet":
        """Best match first by `nearness`: 0 where the title begins with the words, 1 where it holds them, 2 else."""
        # Folded words are letters, digits and spaces: nothing of them has a meaning in a pattern.
        asked = fold(words[:200])
        near = Case(
            When(haystack__startswith=asked, then=Value(0)),
            When(haystack__regex=rf"^[^|]*{asked}", then=Value(1)),
            default=Value(2),
        )
        return self.annotate(nearness=near).order_by("nearness", "title", "pk")

    def alike(self, words: str) -> "ObjectQuerySet":
        """Those whose words hold several of these, by `likeness`: how many; for a title that people wrote elsewhere.

        One long word is enough where there are no more.
        """
        # English stems are beginnings, and of French words near enough; what is shorter says little.
        said = (form for term in asking.read(fold(words[:200])).terms for form in term.words[0][-1:])
        told = dict.fromkeys(stem(word, "en") for word in said if len(word) >= LEAST_TELLING)
        stems = list(told)[:MOST_STEMS]
        if not stems:
            return self.none()
        met = [Case(When(haystack__contains=each, then=Value(1)), default=Value(0)) for each in stems]
        likeness = reduce(add, met)
        return (
            self.annotate(likeness=likeness)
            .filter(likeness__gte=min(2, len(stems)))
            .order_by("-likeness", "title", "pk")
        )

    def lasting(self, bucket: str) -> "ObjectQuerySet":
        """Those of a usual duration: `5`, `15`, `30` (up to so many minutes, from the one before) or `longer`."""
        least, most = SHORT[bucket]
        return self.filter(minutes__gte=least, minutes__lte=most)

    def for_job_role(self, pk: int) -> "ObjectQuerySet":
        """Those made for a job role."""
        audience = self.model.audience.through.objects.filter(learningobject=OuterRef("pk"), jobrole=pk)
        return self.filter(Exists(audience))


def keeps_library(person: "Person") -> bool:
    """Authors and the training department keep the whole library; a supplier's author keeps own work only."""
    return not person.is_external and any(person.has_role(role) for role in KEEPERS)


def _worked_on_by(person: "Person") -> Q:
    contributor = apps.get_model("library", "Contributor")
    return Q(owner=person) | Q(pk__in=contributor.objects.filter(person=person).values("learning_object"))


class WrittenOnce(models.QuerySet[M]):
    """Rows that are written once and then only read."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("What was published stays as it was: publish another version.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("What was published stays: retire the object.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise TypeError("What was published stays as it was: publish another version.")


class VersionQuerySet(WrittenOnce["Version"]):
    """Published versions."""

    def visible_to(self, person: "Person") -> "VersionQuerySet":
        """Those of the objects that the person may see."""
        objects = apps.get_model("library", "LearningObject").objects
        return self.filter(learning_object__in=objects.visible_to(person))


class ObjectDraftQuerySet(models.QuerySet["Draft"]):
    """Drafts."""

    def visible_to(self, person: "Person") -> "ObjectDraftQuerySet":
        """Those of the objects that the person may work on."""
        objects = apps.get_model("library", "LearningObject").objects
        return self.filter(learning_object__in=objects.writable_by(person))
