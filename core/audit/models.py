"""The trail's rows: one for each regulated change, each bound to the one before."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit.querysets import AuditEntryQuerySet


class AuditEntry(models.Model):
    """Who did what, as what, to what, when, why, and how it was before and after.

    The database refuses UPDATE and DELETE (migration 0002). `old` and `new` hold canonical JSON as text, because the
    hash covers their very characters and a database's own JSON type may spell a number anew.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=200)
    what = models.CharField(max_length=80)
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    about_label = models.CharField(max_length=200)
    old = models.TextField(default="null")
    new = models.TextField(default="null")
    reason = models.TextField(blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail")
        indexes = [
            models.Index(fields=["about_type", "about_id", "-seq"], name="audit_entry_about"),
            models.Index(fields=["who", "-seq"], name="audit_entry_who"),
            models.Index(fields=["what", "-seq"], name="audit_entry_what"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(seq__gt=0), name="audit_entry_seq_positive")]

    def __str__(self) -> str:
        return f"{self.seq} {self.what}"

    @property
    def about_ref(self) -> str:
        """What the entry is about, as the page's filter takes it."""
        return f"{self.about_type}:{self.about_id}"

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Field by field, the value before and after."""
        old, new = json.loads(self.old) or {}, json.loads(self.new) or {}
        return [(field, _shown(old.get(field)), _shown(new.get(field))) for field in sorted({*old, *new})]


def _shown(value: Any) -> Any:
    """A pointer to another row by what it was called."""
    return value["label"] if isinstance(value, dict) and "label" in value else value


class AuditHead(models.Model):
    """Where the chain ends: one row, locked by whoever appends; it may only move forward."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row"),
            models.CheckConstraint(condition=models.Q(seq__gte=0), name="audit_head_seq_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"
