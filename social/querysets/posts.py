"""Words that chain over posts."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from social.models import Post  # noqa: F401  (a base class names it in a string)


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, narrowed by words."""

    def in_threads_of(self, person: Any) -> Self:
        """Those of threads the person may read, the deleted ones among them: for places that show a gap."""
        threads = apps.get_model("social", "Thread")._default_manager.visible_to(person).values("pk")
        return self.filter(thread__in=threads)

    def visible_to(self, person: Any) -> Self:
        """Whose words the person may read."""
        return self.in_threads_of(person).filter(deleted_at=None)

    def standing(self) -> Self:
        """Those that were not deleted."""
        return self.filter(deleted_at=None)

    def in_reading_order(self) -> Self:
        """Each post, then the answers beneath it."""
        return self.order_by("root_number", "number")

    def from_place(self, root: int, number: int) -> Self:
        """Those at or after a place of the reading order."""
        return self.filter(Q(root_number__gt=root) | Q(root_number=root, number__gte=number))

    def before_place(self, root: int, number: int) -> Self:
        """Those before a place of the reading order."""
        return self.filter(Q(root_number__lt=root) | Q(root_number=root, number__lt=number))

    def with_author_and_quotes(self) -> Self:
        """What a post says of itself outside a page, in a constant number of queries."""
        return self.select_related("author").prefetch_related("quotes__quoted")
