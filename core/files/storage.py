"""Where bytes lie: one file for each content, named by its SHA-256, whole or not there at all."""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused

CHUNK = 256 * 1024
THUMBNAIL = ".640.webp"
GONE = ".gone"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def path_of(sha256: str, suffix: str = "") -> Path:
    """Where the content of that hash lies, if it does."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"


def size_suffix(side: int) -> str:
    """What the name of a picture ends with that was drawn to fit a square of so many pixels."""
    return f".{side}.webp"


@contextmanager
def incoming() -> Iterator[BinaryIO]:
    """A file to write into, beside the kept ones; it goes away with the block unless it was kept."""
    with no_room_refused():
        folder = Path(settings.FILES_DIR) / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            try:
                yield file  # type: ignore[misc]  # a wrapper that is a BinaryIO in all but name
            finally:
                Path(file.name).unlink(missing_ok=True)


@contextmanager
def no_room_refused() -> Iterator[None]:
    """Turns a full disk into a refusal (503) that says so."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        text = _("There is no room left to keep files. Nothing was stored; your words are kept. Tell an administrator.")
        raise Refused("files.no_room", text, field="file", status=503, retry_after=300) from error


def digest(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size of what a file holds."""
    file.seek(0)
    hashed, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        hashed.update(chunk)
        size += len(chunk)
    return hashed.hexdigest(), size


def keep(file: BinaryIO, sha256: str, suffix: str = "") -> None:
    """Puts an incoming file in its place: on the disk before it has its name, and with a name before we say so.

    It takes the place of an equal one, so that its age tells when it was last asked for (see `drop_if_old`).
    """
    with no_room_refused():
        file.flush()
        os.fsync(file.fileno())
        place = path_of(sha256, suffix)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file.name, place)
        for folder in (place.parent, place.parent.parent):
            _sync(folder)


def drop_if_old(sha256: str, suffix: str, *, seconds: float) -> bool:
    """Takes a content away unless somebody brought it again within `seconds`; False where it stays or is not there.

    It is renamed first and judged by its age then: what an upload puts in its place meanwhile is not touched.
    """
    place = path_of(sha256, suffix)
    aside = place.with_name(place.name + GONE)
    try:
        os.replace(place, aside)
    except FileNotFoundError:
        return False
    if time.time() - aside.stat().st_mtime < seconds:
        os.replace(aside, place)
        return False
    aside.unlink()
    return True


def kept(*, seconds: float) -> Iterator[str]:
    """The hashes of all contents that nobody has brought for `seconds`."""
    for path in Path(settings.FILES_DIR).glob("??/??/" + "?" * 64):
        if time.time() - path.stat().st_mtime > seconds:
            yield path.name


def drop_stranded(*, seconds: float) -> int:
    """Removes what a killed upload has left behind."""
    stranded = [
        path
        for path in (Path(settings.FILES_DIR) / "incoming").glob("*")
        if time.time() - path.stat().st_mtime > seconds
    ]
    for path in stranded:
        path.unlink(missing_ok=True)
    return len(stranded)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
