"""What a file is, by its bytes: never by its name, nor by what the browser says of it."""

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused

HEAD = 8192
MOST_ZIP_ENTRIES = 10_000


@dataclass(frozen=True)
class KindOfFile:
    """One type that is accepted: its media type, the endings that fit it (the first is ours), a Lucide icon."""

    media_type: str
    endings: tuple[str, ...]
    icon: str

    @property
    def is_image(self) -> bool:
        """Whether it is drawn again by us, so that it may be shown in a page."""
        return self.media_type.startswith("image/")

    @property
    def is_played(self) -> bool:
        """Whether a page plays it."""
        return self.media_type.startswith(("audio/", "video/"))


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_ACCEPTED = [
    KindOfFile("image/png", ("png",), "image"),
    KindOfFile("image/jpeg", ("jpg", "jpeg", "jfif"), "image"),
    KindOfFile("image/gif", ("gif",), "image"),
    KindOfFile("image/webp", ("webp",), "image"),
    KindOfFile("application/pdf", ("pdf",), "file-text"),
    KindOfFile(f"{_OPEN_XML}wordprocessingml.document", ("docx",), "file-text"),
    KindOfFile(f"{_OPEN_XML}spreadsheetml.sheet", ("xlsx",), "file-spreadsheet"),
    KindOfFile(f"{_OPEN_XML}presentationml.presentation", ("pptx",), "presentation"),
    KindOfFile(f"{_OPEN_DOCUMENT}text", ("odt",), "file-text"),
    KindOfFile(f"{_OPEN_DOCUMENT}spreadsheet", ("ods",), "file-spreadsheet"),
    KindOfFile(f"{_OPEN_DOCUMENT}presentation", ("odp",), "presentation"),
    KindOfFile("application/zip", ("zip",), "file-archive"),
    KindOfFile("text/plain", ("txt", "text", "log", "md"), "file-text"),
    KindOfFile("text/csv", ("csv", "tsv"), "file-spreadsheet"),
    KindOfFile("text/vtt", ("vtt", "srt"), "captions"),
    KindOfFile("text/calendar", ("ics",), "calendar"),
    KindOfFile("application/json", ("json",), "file-text"),
    KindOfFile("video/mp4", ("mp4", "m4v"), "film"),
    KindOfFile("video/webm", ("webm",), "film"),
    KindOfFile("audio/mp4", ("m4a",), "music"),
    KindOfFile("audio/mpeg", ("mp3",), "music"),
    KindOfFile("audio/ogg", ("ogg", "oga", "opus"), "music"),
    KindOfFile("audio/x-wav", ("wav",), "music"),
]
ACCEPTED = {kind.media_type: kind for kind in _ACCEPTED}
_BY_ENDING = {ending: kind for kind in _ACCEPTED for ending in kind.endings}
_ALIASES = {"audio/wav": "audio/x-wav", "audio/m4a": "audio/mp4", "video/x-m4v": "video/mp4"}
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|\?xml|iframe|img|style)", re.IGNORECASE)


def recognise(file: BinaryIO, name: str) -> KindOfFile:
    """The type of `file` by its bytes; the name's ending only tells apart what is all text.

    Raises Refused `files.not_accepted` (422) with what to do instead.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise refused(_("This file is empty. Choose another one."), code="files.empty")
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(file)
    guessed = filetype.guess_mime(head)
    media_type = _ALIASES.get(guessed or "", guessed)
    if head.startswith(b"%PDF-"):
        media_type = "application/pdf"
    if media_type in ACCEPTED:
        return ACCEPTED[media_type]
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        media_type = "application/msword"
    if media_type:
        raise _say_what_to_do(media_type)
    return _of_text(file, head, name)


def _of_zip(file: BinaryIO) -> KindOfFile:
    """A document of an office suite, or an archive: only its table of contents is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            first = archive.infolist()[0] if names else None
            if first and first.filename == "mimetype" and first.file_size < 200:
                said = archive.read(first).decode("ascii", "replace").strip()
                return ACCEPTED.get(said) or ACCEPTED["application/zip"]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise refused(_("This file is damaged: it cannot be opened. Save it again and retry.")) from error
    if len(names) > MOST_ZIP_ENTRIES:
        raise refused(_("This archive holds too many files. Send the ones that matter."))
    if "[Content_Types].xml" not in names:
        return ACCEPTED["application/zip"]
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused(_("This document holds macros. Save it without them (docx, xlsx, pptx)."))
    ending = next((ending for folder, ending in _OFFICE.items() if any(n.startswith(folder) for n in names)), "zip")
    return _BY_ENDING[ending]


def _of_text(file: BinaryIO, head: bytes, name: str) -> KindOfFile:
    """Text of a kind that its name tells; never a page or a program."""
    if _MARKUP.search(head):
        raise refused(_("Web pages and SVG drawings are not accepted. Save it as PDF or as an image."))
    ending = name.rpartition(".")[2].lower()
    kind = _BY_ENDING.get(ending)
    if kind is None or not (kind.media_type.startswith("text/") or kind.media_type == "application/json"):
        raise refused(
            _("Files of this kind are not accepted. Send a document, a picture, a recording, a table or plain text.")
        )
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        if b"\0" in chunk:
            raise refused(_("This is not plain text, though its name says so. Send it in its own format."))
    return kind


def _say_what_to_do(media_type: str) -> Refused:
    if media_type.startswith("image/"):
        return refused(_("Pictures of this format are not accepted. Save it as PNG or JPEG."))
    if media_type.startswith(("video/", "audio/")):
        return refused(_("Recordings of this format are not accepted. Save it as MP4, WebM or MP3."))
    if media_type in ("application/msword", "application/rtf"):
        return refused(_("This is an old document format. Save it as docx, xlsx, pptx or PDF."))
    return refused(
        _("Files of this kind are not accepted. Send a document, a picture, a recording, a table or plain text.")
    )


def refused(text: object, *, code: str = "files.not_accepted") -> Refused:
    """A refusal that belongs to the file field."""
    return Refused(code, text, field="file", status=422)  # type: ignore[arg-type]
