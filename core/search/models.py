"""What can be found, and by whom."""

from django.db import models
from django.utils import timezone


class Audience(models.Model):
    """A set of audience keys that entries share: whoever holds one of them finds the entries.

    `name` is the sorted keys, so that one set is one row: a space of 10,000 posts needs one.
    """

    name = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.name


class AudienceKey(models.Model):
    """One key of an audience, such as `space:7`; `core.search.audiences` knows who holds it."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "audience"], name="search_audience_key_once")]

    def __str__(self) -> str:
        return self.key


class SearchEntry(models.Model):
    """One thing as the search box knows it: `kind` and `object_id` are its reference.

    `author_id` is the person who wrote it, `place` a reference to where it stands (`space:7`). `holder` names what its
    files hang on (core/search/attached.py); the entry of a file stands `under` that of its thing, and goes with it.

    `title_words`, `tag_words` and `text_words` are the stems (core/search/tokens.py) over which each database keeps
    its own index (core/search/backends): a generated column on PostgreSQL, an FTS5 table kept by triggers on SQLite.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    tags = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=8, blank=True)
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    author_id = models.BigIntegerField(null=True, blank=True)
    place = models.CharField(max_length=40, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    under = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="files")
    title_words = models.TextField(blank=True, editable=False)
    tag_words = models.TextField(blank=True, editable=False)
    text_words = models.TextField(blank=True, editable=False)
    indexed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="search_entry_newest"),
            models.Index(fields=["audience", "-at"], name="search_entry_audience"),
            models.Index(fields=["place", "-at"], name="search_entry_place"),
            models.Index(fields=["author_id", "-at"], name="search_entry_author"),
            models.Index(fields=["kind", "-at"], name="search_entry_kind"),
            models.Index(fields=["-at"], condition=~models.Q(title_words=""), name="search_entry_titled"),
            models.Index(fields=["-at"], condition=~models.Q(tag_words=""), name="search_entry_tagged"),
            models.Index(fields=["holder"], condition=~models.Q(holder=""), name="search_entry_holder"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="search_entry_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
