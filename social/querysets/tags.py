"""Words that chain over tags."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from social.models import Tag  # noqa: F401  (a base class names it in a string)


class TagQuerySet(models.QuerySet["Tag"]):
    """Tags, narrowed by words."""

    def named(self, slug: str) -> Self:
        """Those whose name in either language comes to this slug."""
        return self.filter(Q(slug=slug) | Q(slug_fr=slug))

    def beginning_with(self, slug: str) -> Self:
        """Those with a word that begins so, in either language."""
        if not slug:
            return self
        return self.filter(
            Q(slug__startswith=slug)
            | Q(slug_fr__startswith=slug)
            | Q(slug__contains=f"-{slug}")
            | Q(slug_fr__contains=f"-{slug}")
        )

    def seen_by(self, person: Any) -> Self:
        """Those on threads that the person may read, and how many of these: a word of a closed room stays there."""
        threads = apps.get_model("social", "Thread")._default_manager.visible_to(person).values("pk")
        mine = Count("uses", filter=Q(uses__thread__in=threads))
        return self.annotate(use_count=mine).filter(use_count__gt=0)

    def most_used_first(self) -> Self:
        """For who has counted them."""
        return self.order_by("-use_count", "slug")
