"""Tags: words by which threads are found together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from social.models.threads import Thread
from social.querysets.tags import TagQuerySet

LONGEST_WORD = 60


class Tag(models.Model):
    """A word for threads, in both languages: free, as somebody typed it, or of the vocabulary that the house keeps."""

    class Kind(models.TextChoices):
        FREE = "free", _("Free word")
        VOCABULARY = "vocabulary", _("Vocabulary")

    slug = models.SlugField(max_length=LONGEST_WORD, unique=True, allow_unicode=True)
    slug_fr = models.SlugField(max_length=LONGEST_WORD, allow_unicode=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FREE)
    label = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="tag_kind_known", condition=Q(kind__in=["free", "vocabulary"])),
            models.CheckConstraint(name="tag_named", condition=~Q(slug="") & ~Q(slug_fr="")),
        ]

    def __str__(self) -> str:
        return str(self.label.get("en", self.slug))

    @property
    def word(self) -> str:
        """Its name in the language of who reads."""
        return word_in(self.label, get_language())

    def rename(self, en: str, fr: str) -> None:
        """Gives it its names, and the slugs by which it is found."""
        self.label = {"en": en, "fr": fr}
        self.slug, self.slug_fr = slug_of(en), slug_of(fr)


class ThreadTag(models.Model):
    """That a thread carries a tag."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="tag_uses")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="uses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["thread", "tag"], name="thread_tag_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.thread_id}"


def slug_of(word: str) -> str:
    """How a word is known whatever its accents and capitals; a script without Latin letters keeps its own."""
    return (slugify(word) or slugify(word, allow_unicode=True))[:LONGEST_WORD].strip("-")


def word_in(label: dict[str, Any], language: str | None) -> str:
    """The label in a language, or in the other where it has none."""
    return str(label.get(language or "en") or label.get("en") or next(iter(label.values()), ""))
