"""Words that chain over files and what they hang on."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.kinds import registry

if TYPE_CHECKING:
    from core.files.models import (  # noqa: F401  (base classes name them in strings)
        Attachment,
        FileText,
        PictureSizes,
        StoredFile,
    )

# Pictures that stand still; a film of pictures is shown as it is.
HELD_IN_SIZES = ("image/jpeg", "image/png", "image/webp")


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files, narrowed by words."""

    def standing(self) -> Self:
        """Not deleted."""
        return self.filter(deleted_at=None)

    def unattached(self) -> Self:
        """Hanging on nothing."""
        return self.filter(~Exists(self._attachments().filter(file=OuterRef("pk"))))

    def attachable_by(self, person: Any) -> Self:
        """What a person may hang on what they write: their own uploads."""
        return self.standing().filter(owner=person)

    def visible_to(self, person: Any) -> Self:
        """Whoever sees one of the things a file hangs on; its owner while it hangs on nothing.

        For lists; `queries.visible_file` answers the same for one file by asking its own things only.
        """
        if not person.is_authenticated or not person.is_active:
            return self.none()
        attachments = self._attachments()
        seen = Q(owner=person) & Q(~Exists(attachments.filter(file=OuterRef("pk"))))
        for kind in registry.every():
            if kind.model is not self.model:
                targets = kind.visible_to(person).values("pk")
                hung = attachments.filter(target_type=kind.content_type(), target_id__in=targets)
                seen |= Q(pk__in=hung.values("file"))
        return self.standing().filter(seen)

    def _attachments(self) -> "AttachmentQuerySet":
        related: Any = self.model._meta.get_field("attachments").related_model
        found: AttachmentQuerySet = related.objects.all()
        return found

    def large_pictures(self, side: int) -> Self:
        """Pictures that hang somewhere and are longer than `side` pixels."""
        long = Q(width__gt=side) | Q(height__gt=side)
        return self.standing().filter(long, attachments__isnull=False, media_type__in=HELD_IN_SIZES)

    def orphaned_since(self, moment: datetime) -> Self:
        """Uploaded before `moment` and never hung on anything, or no longer."""
        return self.standing().unattached().filter(at__lt=moment)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments, narrowed by words."""

    def on(self, model: type[models.Model], pks: Iterable[int]) -> Self:
        """Those of things of one model."""
        return self.filter(target_type=ContentType.objects.get_for_model(model), target_id__in=list(pks))

    def astray(self) -> list[Self]:
        """Those of things that are no longer there, one queryset for each kind of thing."""
        types = ContentType.objects.filter(pk__in=self.order_by().values("target_type").distinct())
        models_of = [(each, each.model_class()) for each in types]
        return [
            self.filter(target_type=each).exclude(target_id__in=model._base_manager.values("pk"))
            if model
            else self.filter(target_type=each)
            for each, model in models_of
        ]


MOST_TRIES = 3


class FileTextQuerySet(models.QuerySet["FileText"]):
    """Words of contents, narrowed by words."""

    def due(self) -> Self:
        """Not read yet, and not given up."""
        return self.filter(done_at=None, due_at__lte=timezone.now(), tries__lt=MOST_TRIES)

    def hanging_nowhere(self) -> Self:
        """Of contents of which no file hangs on anything any more."""
        file: Any = self.model._meta.apps.get_model("files", "StoredFile")
        hung = file.objects.standing().filter(sha256=OuterRef("sha256"), attachments__isnull=False)
        return self.filter(~Exists(hung))


class PictureSizesQuerySet(models.QuerySet["PictureSizes"]):
    """Contents to be drawn smaller, narrowed by words."""

    def due(self) -> Self:
        """Not drawn yet, and not given up."""
        return self.filter(done_at=None, due_at__lte=timezone.now(), tries__lt=MOST_TRIES)
