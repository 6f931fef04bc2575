"""Uploaded files, and the things they hang on."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files.kinds_of_file import ACCEPTED, KindOfFile
from core.files.querysets import (
    HELD_IN_SIZES,
    AttachmentQuerySet,
    FileTextQuerySet,
    PictureSizesQuerySet,
    StoredFileQuerySet,
)

# The longest sides, in pixels, in which a large picture is held: the small one drawn as it comes, the others later.
THUMBNAIL_SIDE = 640
SIDES = (1280, 1920)


class StoredFile(models.Model):
    """What somebody uploaded: a name for bytes that lie under their hash (core/files/storage.py).

    `size` in bytes; `media_type` by the bytes; `width` and `height` of a picture, as it is seen. Two people who bring
    the same bytes have two rows and one content.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner"))
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField(_("size"))
    media_type = models.CharField(max_length=100)
    name = models.CharField(_("name"), max_length=200)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    # What a picture shows, by the words of who brought it, for who does not see it.
    alt = models.CharField(_("description"), max_length=300, blank=True, default="")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_file_not_empty"),
            models.CheckConstraint(condition=~models.Q(name=""), name="files_file_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mime(self) -> str:
        """The media type, by its older name."""
        return self.media_type

    @property
    def kind(self) -> KindOfFile:
        """What it is; a type that is no longer accepted is still what it was."""
        return ACCEPTED.get(self.media_type) or KindOfFile(self.media_type, ("bin",), "file")

    @property
    def has_thumbnail(self) -> bool:
        """Whether a small picture of it lies beside it."""
        return self.width is not None

    @property
    def url(self) -> str:
        """Where it is read, after a check each time."""
        return reverse("files:file", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        """Where its small picture is read; empty where there is none."""
        return reverse("files:thumbnail", args=[self.pk]) if self.has_thumbnail else ""

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """Where the picture is read in which width, the smallest first; none where there is one size only."""
        longest = max(self.width or 0, self.height or 0)
        if longest <= THUMBNAIL_SIDE or self.media_type not in HELD_IN_SIZES:
            return []
        drawn = [(reverse("files:picture", args=[self.pk, side]), side) for side in SIDES if side < longest]
        held = [(self.thumbnail_url, THUMBNAIL_SIDE), *drawn]
        return [(url, round((self.width or 0) * side / longest)) for url, side in held]

    @property
    def srcset(self) -> str:
        """The same as an `<img>` has it."""
        return ", ".join(f"{url} {width}w" for url, width in self.sizes)


class Attachment(models.Model):
    """A file hangs on a thing: whoever sees the thing sees the file."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="attachments")
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_type", "target_id", "file"], name="files_attachment_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} → {self.target_type_id}:{self.target_id}"


class FileText(models.Model):
    """The words of a content, read once however many files hold it, and forgotten with the last that hangs somewhere.

    Outstanding until `done_at`; `note` says why there are no words, or not all. `tries` counts how often somebody
    began: what kills whoever reads it is given up.
    """

    class Note(models.TextChoices):
        WHOLE = "", _("Read")
        SLOW = "slow", _("It takes too long to read")
        DAMAGED = "damaged", _("It is damaged")
        LOCKED = "locked", _("It is locked by a password")
        HUGE = "huge", _("It unpacks to too much")
        MISSING = "missing", _("Its bytes are not there")

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    note = models.CharField(max_length=8, choices=Note, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = FileTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="files_text_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(note__in=["", "slow", "damaged", "locked", "huge", "missing"]),
                name="files_text_note_known",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False) | models.Q(text="", note=""), name="files_text_said_when_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}: {self.get_note_display()}"


class PictureSizes(models.Model):
    """That a content is to be drawn smaller, for screens; once, however many files hold it.

    Outstanding until `done_at`; until then, and where it could not be drawn, its small picture is shown.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PictureSizesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="files_sizes_due")]

    def __str__(self) -> str:
        return self.sha256[:12]
