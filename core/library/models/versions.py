"""What is read: one draft that changes, published versions that never do."""

import hashlib
import json
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.library.querysets import ObjectDraftQuerySet, VersionQuerySet

IS_WHOLE = (
    Q(content="page", file=None, url="") & ~Q(html="")
    | Q(content="file", source="", html="", url="") & ~Q(file=None)
    | Q(content="link", source="", html="", file=None) & Q(url__startswith="https://")
)
# What the database itself compares with the seal, in this order, the unit separator between.
SEALED = ("title", "content", "source", "format", "html", "url", "change_note", "published_by_id", "file_id")
SEAM = "\x1f"
SEAL = MD5(
    # A flat chain: SQLite's parser gives up on the nest of COALESCE that Concat would write.
    Func(
        *(part for name in SEALED[:-2] for part in (F(name), Value(SEAM))),
        Cast(F("published_by"), TextField()),
        Value(SEAM),
        Cast(Coalesce(F("file"), 0), TextField()),
        arg_joiner=" || ",
        template="(%(expressions)s)",
        output_field=TextField(),
    )
)


class Content(models.Model):
    """What a draft and a version have in common: a page of words, a file, or a link."""

    class Content(models.TextChoices):
        PAGE = "page", _("Page")
        FILE = "file", _("File")
        LINK = "link", _("Link")

    content = models.CharField(_("content"), max_length=4, choices=Content.choices, default=Content.PAGE)
    source = models.TextField(_("text"), blank=True)
    format = models.CharField(max_length=4, choices=[("text", "text"), ("html", "html")], default="text")
    html = models.TextField(blank=True, editable=False)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    url = models.URLField(_("address"), max_length=1000, blank=True)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def host(self) -> str:
        """The host that a link leads to."""
        return urlsplit(self.url).hostname or ""


class Draft(Content):
    """The words being worked on; `revision` rises with every save, so that two authors cannot overwrite each other."""

    learning_object = models.OneToOneField("library.LearningObject", models.CASCADE, related_name="draft")
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ObjectDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.CheckConstraint(
                condition=Q(content__in=["page", "file", "link"]), name="library_draft_content_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id} · {self.revision}"

    def get_absolute_url(self) -> str:
        return reverse("library:edit", args=[self.learning_object_id])

    @property
    def is_whole(self) -> bool:
        """Whether there is something to publish."""
        return bool({"page": self.html, "file": self.file_id, "link": self.url}[self.content])


class Version(Content):
    """A published version: a row that is inserted and then only read.

    `credits` names the contributors at that time by id (`[{"person": 3, "part": "author"}]`), so that a person's
    erasure needs no change here. `seal` is how the database refuses a change on its own: a check constraint
    reckons it from the other columns, so no update of a word passes. `digest` is the SHA-256 of all that was
    published, for proof; the chained trail holds it too.
    """

    learning_object = models.ForeignKey("library.LearningObject", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    credits = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "number"], name="library_version_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="library_version_number_positive"),
            models.CheckConstraint(condition=IS_WHOLE, name="library_version_is_whole"),
            models.CheckConstraint(condition=~Q(change_note=""), name="library_version_says_what_changed"),
            models.CheckConstraint(condition=Q(seal=SEAL), name="library_version_never_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise TypeError("What was published stays as it was: publish another version.")
        self.seal, self.digest = self.reckoned_seal(), self.reckoned_digest()
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise TypeError("What was published stays: retire the object.")

    def get_absolute_url(self) -> str:
        return reverse("library:version", args=[self.learning_object_id, self.number])

    def reckoned_seal(self) -> str:
        """What the check constraint reckons too."""
        text = SEAM.join(str(getattr(self, name) or ("0" if name == "file_id" else "")) for name in SEALED)
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    def reckoned_digest(self) -> str:
        """SHA-256 over everything a reader is shown, and the file's own hash."""
        file_hash = self.file.sha256 if self.file else ""
        shown = [self.number, self.title, self.content, self.source, self.format, self.html, file_hash, self.url]
        text = json.dumps([*shown, self.change_note, self.credits], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_intact(self) -> bool:
        """Whether it still is what was published."""
        return self.digest == self.reckoned_digest()
