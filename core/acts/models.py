"""Keys under which an act was already done."""

from django.conf import settings
from django.db import models


class OnceKey(models.Model):
    """One person's idempotency key: what was asked, as a hash, and what was answered."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField(default=None, null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="once_key_person_key_unique")]

    def __str__(self) -> str:
        return str(self.key)


class Shift(models.Model):
    """One worker process at work, by which others tell whether what it began will be ended."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
