"""Words that chain over posts."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from core.notifications.models import Notice

if TYPE_CHECKING:
    from social.models import Post  # noqa: F401  (a base class names it in a string)

# A place of the reading order in one number: root · PLACES + number.
PLACES = 10**10


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, narrowed by words."""

    def in_threads_of(self, person: Any) -> Self:
        """Those of threads the person may read, the deleted ones among them: for places that show a gap."""
        threads = apps.get_model("social", "Thread")._default_manager.visible_to(person).values("pk")
        return self.filter(thread__in=threads)

    def visible_to(self, person: Any) -> Self:
        """Whose words the person may read."""
        return self.in_threads_of(person).standing()

    def standing(self) -> Self:
        """Those whose words are shown: neither deleted nor held."""
        return self.filter(deleted_at=None, held_for="")

    def told_to(self, person: Any) -> Self:
        """Those of which the bell tells the person, who has not looked yet."""
        kind = ContentType.objects.get_for_model(self.model)
        unread = Notice.objects.visible_to(person).unread().filter(about_type=kind)
        return self.filter(pk__in=unread.values("about_id"))

    def accepted(self) -> Self:
        """The one that is the answer to its question."""
        return self.filter(accepted_at__isnull=False)

    def worked_out(self) -> Self:
        """Those that were accepted, confirmed by a tutor, or became part of a job aid."""
        return self.filter(
            Q(accepted_at__isnull=False) | Q(confirmed_at__isnull=False) | Q(promotion__isnull=False), deleted_at=None
        )

    def credited(self) -> Self:
        """Answers that count for what their author knows, and for which a job aid names them: said in this place only.

        Accepting one's own answer counts for nothing, nor does what was written without a name, and what is said in
        direct talks is nobody else's business.
        """
        own = Q(accepted_by=F("author")) | Q(thread__veil__person=F("author"))
        accepted = Q(accepted_at__isnull=False) & ~own
        named = self.filter(veil=None, deleted_at=None, thread__merged_into=None)
        counting = named.filter(accepted | Q(confirmed_at__isnull=False))
        return counting.exclude(thread__space__kind="direct")

    def as_places(self) -> Any:
        """Where each stands, in one number."""
        root = Cast("root_number", models.BigIntegerField())
        return self.annotate(place=root * PLACES + F("number")).values("place")

    def in_reading_order(self) -> Self:
        """Each post, then the answers beneath it."""
        return self.order_by("root_number", "number")

    def against_reading_order(self) -> Self:
        """The same from its end."""
        return self.order_by("-root_number", "-number")

    def from_place(self, root: int, number: int) -> Self:
        """Those at or after a place of the reading order."""
        # The first condition is what an index is entered by; the other would have it read from one end.
        return self.filter(Q(root_number__gt=root) | Q(number__gte=number), root_number__gte=root)

    def before_place(self, root: int, number: int) -> Self:
        """Those before a place of the reading order."""
        return self.filter(Q(root_number__lt=root) | Q(number__lt=number), root_number__lte=root)

    def with_author_and_quotes(self) -> Self:
        """What a post says of itself outside a page, in a constant number of queries."""
        return self.select_related("author").prefetch_related("quotes__quoted")
