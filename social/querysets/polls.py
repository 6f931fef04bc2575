"""Words that chain over polls."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from social.models import Poll  # noqa: F401  (a base class names it in a string)


class PollQuerySet(models.QuerySet["Poll"]):
    """Polls, narrowed by words."""

    def in_threads_of(self, person: Any) -> Self:
        """Those of threads the person may read, those of deleted posts among them: for a sentence that says so."""
        posts = apps.get_model("social", "Post")._default_manager.in_threads_of(person).values("pk")
        return self.filter(post__in=posts)

    def visible_to(self, person: Any) -> Self:
        """Those the person may read."""
        posts = apps.get_model("social", "Post")._default_manager.in_threads_of(person).standing().values("pk")
        return self.filter(post__in=posts)

    def with_post(self) -> Self:
        """With all that a rule asks of the post."""
        return self.select_related("post__thread__space", "post__author")

    def due(self, now: datetime) -> Self:
        """Open ones whose time has come."""
        return self.filter(closed_at=None, due_at__lte=now)
