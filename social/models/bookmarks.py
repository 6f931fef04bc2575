"""Bookmarks: what somebody keeps for later, perhaps with a time at which to be reminded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.kinds.registry import Ref
from social.querysets.bookmarks import BookmarkQuerySet

# What can be kept, by the kind's name.
KEPT_KINDS = ("post", "thread", "learning_object", "study", "class")


class Bookmark(models.Model):
    """That a person keeps a thing (`kind`, `thing_id`: a reference), with a note for themselves.

    A reminder is due when `remind_at` has come and `reminded_at` is empty.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False, reminded_at=None), name="bookmark_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "thing_id"], name="bookmark_once"),
            models.CheckConstraint(name="bookmark_kind_known", condition=Q(kind__in=list(KEPT_KINDS))),
            models.CheckConstraint(
                name="bookmark_reminded_of_a_time", condition=Q(reminded_at=None) | Q(remind_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.kind}:{self.thing_id}"

    @property
    def ref(self) -> Ref:
        """What is kept."""
        return Ref(self.kind, self.thing_id)
