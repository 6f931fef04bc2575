"""What people do with files: bring them, hang them on things, take them away."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.files import extraction, facts, images, storage
from core.files.actions.drawing import have_drawn
from core.files.kinds_of_file import recognise
from core.files.limits import refuse_too_large
from core.files.models import SIDES, Attachment, FileText, PictureSizes, StoredFile
from core.files.names import clean, with_ending

if TYPE_CHECKING:
    from core.accounts.models import Person

logger = logging.getLogger("compagnon.files")
ORPHANS_KEPT = timedelta(days=1)
MOST_MADE_DUE = 5000


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
    content = take_in(upload, name)
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


def known_content(sha256: str) -> Content | None:
    """What lies under a hash already, taken in before by `store`; None where nothing does."""
    row = StoredFile.objects.standing().filter(sha256=sha256).order_by("pk").first()
    if row is None or not storage.path_of(sha256).exists():
        return None
    return Content(row.sha256, row.size, row.media_type, row.width, row.height)


@action
def keep_content(*, owner: "Person", name: str, content: Content) -> StoredFile:
    """Gives somebody a file of what was taken in; for rooms that hang it on something in the same act."""
    return _write_down(owner=owner, name=clean(name), content=content)


def take_in(upload: Any, name: str) -> Content:
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
def of_other_owner(*, file: StoredFile, owner: "Person", name: str) -> StoredFile:
    """The same bytes as a file of somebody else, under another name; the first stays its own owner's."""
    kept = {name: getattr(file, name) for name in ("sha256", "size", "media_type", "width", "height")}
    copy = StoredFile(owner=owner, name=name, **kept)
    copy.save()
    return copy


@action
def attach(*, file: StoredFile, to: Model) -> Attachment:
    """Hangs a file on a thing: from now on, whoever sees the thing sees the file.

    The caller has loaded the file through `attachable_by` or `visible_to`. Doing it twice is doing it once.
    """
    if file.deleted_at is not None:
        raise Refused("files.deleted", _("This file was deleted. Attach it again."), field="files", status=409)
    attachment, created = Attachment.objects.get_or_create(
        file=file, target_type=ContentType.objects.get_for_model(to), target_id=to.pk
    )
    if created:
        state(facts.FileAttached(attachment.pk))
        _have_read(file)
        have_drawn(file)
    return attachment


def _have_read(file: StoredFile) -> None:
    """Lets the words of a document be read beside everything else, unless they are known or nobody can."""
    if file.media_type not in extraction.READABLE:
        return
    _row, is_new = FileText.objects.get_or_create(sha256=file.sha256, defaults={"media_type": file.media_type})
    if is_new:
        state(facts.TextDue(file.sha256))


@action
def have_all_read() -> int:
    """Makes due what hangs somewhere and was never read, such as all that is older than the reading; gives how many."""
    hung = StoredFile.objects.standing().filter(attachments__isnull=False, media_type__in=extraction.READABLE)
    unread = hung.exclude(sha256__in=FileText.objects.values("sha256")).values_list("sha256", "media_type").distinct()
    rows = [FileText(sha256=sha256, media_type=media_type) for sha256, media_type in unread[:MOST_MADE_DUE]]
    return len(FileText.objects.bulk_create(rows, ignore_conflicts=True))


def read_text(row: FileText) -> None:
    """Reads the words of one claimed content, in no transaction: it takes as long as the document makes it take."""
    _begin_reading(row=row)
    path = storage.path_of(row.sha256)
    if path.exists():
        read = extraction.text_of(path, row.media_type)
        _keep_text(row=row, text=read.text, note=read.note)
    else:
        _keep_text(row=row, text="", note=FileText.Note.MISSING)


@action
def _begin_reading(*, row: FileText) -> None:
    FileText.objects.filter(pk=row.pk).update(tries=F("tries") + 1)


@action
def _keep_text(*, row: FileText, text: str, note: str) -> None:
    kept = {"text": text, "note": note, "done_at": timezone.now(), "claimed_until": None}
    if FileText.objects.filter(pk=row.pk, done_at=None).update(**kept):
        state(facts.ContentRead(row.sha256))


@action
def detach(*, file: StoredFile, from_: Model) -> None:
    """Takes a file off a thing; what hangs on nothing is its owner's alone, and goes away after a day."""
    hung = Attachment.objects.on(type(from_), [from_.pk]).filter(file=file)
    for pk in list(hung.values_list("pk", flat=True)):
        state(facts.FileDetached(pk))
    hung.delete()
    FileText.objects.filter(sha256=file.sha256).hanging_nowhere().delete()


@action
def describe_picture(*, file: StoredFile, owner: "Person", words: str) -> StoredFile:
    """Says what a picture shows, for who does not see it; by who brought it, until it hangs on something."""
    locked = StoredFile.objects.select_for_update().get(pk=file.pk)
    if locked.owner_id != owner.pk:
        raise Refused("files.not_yours", _("Only who brought this file describes it."))
    if not locked.has_thumbnail:
        raise Refused("files.no_picture", _("Only pictures are described."), field="alt", status=422)
    if locked.attachments.exists():
        raise Refused("files.attached", _("This file hangs on something already: it stays as it is."), status=409)
    locked.alt = " ".join(words.split())[:300]
    locked.save(update_fields=["alt"])
    return locked


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
    FileText.objects.all().hanging_nowhere().delete()
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
    for suffix in (storage.THUMBNAIL, *map(storage.size_suffix, SIDES)):
        storage.drop_if_old(sha256, suffix, seconds=seconds)
    PictureSizes.objects.filter(sha256=sha256).delete()
    return storage.drop_if_old(sha256, "", seconds=seconds)
