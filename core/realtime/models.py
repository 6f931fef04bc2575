"""The event log: streams, their numbers, and the scopes that decide who may listen."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class AccessScope(models.Model):
    """What a set of streams shares by way of access, such as `space:7`; its version rises when somebody may lose it."""

    name = models.CharField(max_length=80, unique=True)
    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Stream(models.Model):
    """One numbered sequence of events, such as `thread:42`; `last_seq` is the number given last."""

    name = models.CharField(max_length=80, unique=True)
    scope = models.ForeignKey(AccessScope, on_delete=models.PROTECT, related_name="streams")
    last_seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class StreamEvent(models.Model):
    """That something happened: a pointer and small facts, never a text that a person wrote."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="events")
    seq = models.BigIntegerField()
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    subject_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    subject_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="stream_event_number_unique"),
            models.CheckConstraint(condition=models.Q(seq__gt=0), name="stream_event_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq} {self.name}"
