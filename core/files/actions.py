"""What people do with files: bring them, hang them on things, take them away."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.files import images, storage
from core.files.kinds_of_file import recognise
from core.files.limits import refuse_too_large
from core.files.models import Attachment, StoredFile
from core.files.names import clean, with_ending

if TYPE_CHECKING:
    from core.accounts.models import Person

logger = logging.getLogger("compagnon.files")
ORPHANS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Content:
    """Bytes that lie in their place, and what they are."""

    sha256: str
    size: int
    media_type: str
    width: int | None = None
    height: int | None = None


def store(*, owner: "Person", upload: Any, key: UUID | None = None) -> StoredFile:
    """Keeps an upload (anything with `.name` and `.chunks()`); it is its owner's alone until it hangs on something.

    The bytes go to the disk before the transaction begins. Raises Refused `files.too_large`, `files.not_accepted`,
    `files.empty` (422) or `files.no_room` (503); then nothing is kept.
    """
    name = clean(upload.name or "")
    content = _take_in(upload, name)
    try:
        return _write_down(owner=owner, name=name, content=content, key=key)
    except ObjectDoesNotExist as error:  # the key's first answer was swept away as an orphan
        text = _("This upload was too long ago and is not kept any more. Attach the file again.")
        raise Refused("files.gone", text, field="file", status=410) from error


@action
@once(by="owner")
def _write_down(*, owner: "Person", name: str, content: Content, key: UUID | None = None) -> StoredFile:
    kind = StoredFile(media_type=content.media_type).kind
    file = StoredFile(owner=owner, name=with_ending(name, kind.endings), **vars(content))
    file.save()
    return file


def _take_in(upload: Any, name: str) -> Content:
    """Writes the upload to the disk, looks what it is, draws pictures anew, and puts it in its place."""
    with storage.incoming() as raw:
        size = 0
        with storage.no_room_refused():
            for chunk in upload.chunks():
                size += len(chunk)
                if size > settings.UPLOAD_MOST_BYTES:
                    raise refuse_too_large()
                raw.write(chunk)
            raw.flush()
        kind = recognise(raw, name)
        if not kind.is_image:
            sha256, size = storage.digest(raw)
            storage.keep(raw, sha256)
            return Content(sha256, size, kind.media_type)
        with storage.incoming() as drawn, storage.incoming() as small, storage.no_room_refused():
            seen = images.redraw(raw, kind, into=drawn, thumbnail_into=small)
            drawn.flush()
            sha256, size = storage.digest(drawn)
            storage.keep(small, sha256, storage.THUMBNAIL)
            storage.keep(drawn, sha256)
            return Content(sha256, size, kind.media_type, seen.width, seen.height)


@action
def attach(*, file: StoredFile, to: Model) -> Attachment:
    """Hangs a file on a thing: from now on, whoever sees the thing sees the file.

    The caller has loaded the file through `attachable_by` or `visible_to`. Doing it twice is doing it once.
    """
    if file.deleted_at is not None:
        raise Refused("files.deleted", _("This file was deleted. Attach it again."), field="files", status=409)
    attachment, _created = Attachment.objects.get_or_create(
        file=file, target_type=ContentType.objects.get_for_model(to), target_id=to.pk
    )
    return attachment


@action
def detach(*, file: StoredFile, from_: Model) -> None:
    """Takes a file off a thing; what hangs on nothing is its owner's alone, and goes away after a day."""
    Attachment.objects.on(type(from_), [from_.pk]).filter(file=file).delete()


@action
def delete_upload(*, file: StoredFile, owner: "Person") -> None:
    """Takes back an upload that hangs on nothing yet."""
    locked = StoredFile.objects.select_for_update().get(pk=file.pk)
    if locked.owner_id != owner.pk:
        raise Refused("files.not_yours", _("Only who brought this file takes it back."))
    if locked.attachments.exists():
        raise Refused("files.attached", _("This file hangs on something. Take it off there first."), status=409)
    locked.deleted_at = timezone.now()
    locked.save(update_fields=["deleted_at"])


def sweep_orphans() -> int:
    """Removes what hangs on nothing since a day, and bytes that no row names; gives how many contents went."""
    for astray in Attachment.objects.all().astray():
        astray.delete()
    moment = timezone.now() - ORPHANS_KEPT
    for pk in list(StoredFile.objects.orphaned_since(moment).values_list("pk", flat=True)[:1000]):
        _drop_orphan(pk=pk, moment=moment)
    seconds = ORPHANS_KEPT.total_seconds()
    storage.drop_stranded(seconds=seconds)
    return sum(_drop_unnamed(sha256, seconds) for sha256 in list(storage.kept(seconds=seconds)))


@action
def _drop_orphan(*, pk: int, moment: Any) -> None:
    orphan = StoredFile.objects.orphaned_since(moment).select_for_update(of=("self",)).filter(pk=pk).first()
    if orphan is None:
        return
    try:
        orphan.delete()
    except ProtectedError:
        logger.info("File %s hangs on nothing, but something names it: it stays.", pk)


def _drop_unnamed(sha256: str, seconds: float) -> bool:
    if StoredFile.objects.filter(sha256=sha256).exists():
        return False
    storage.drop_if_old(sha256, storage.THUMBNAIL, seconds=seconds)
    return storage.drop_if_old(sha256, "", seconds=seconds)
