"""Writes the file of a space, talk by talk, so that a large one needs no more memory than a small one."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from core.files import storage
from social.space_file.parcel import FILES, JSON


class Writer:
    """An open file of a space."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._hashes: dict[str, None] = {}

    @contextmanager
    def talk(self, head: dict[str, Any]) -> "Iterator[Talk]":
        """The document, begun with `head`; its threads are added one by one."""
        with self._archive.open(JSON, "w", force_zip64=True) as raw:
            talk = Talk(raw, head)
            yield talk
            talk.end()
        self._hashes |= talk.hashes

    def files(self) -> None:
        """The bytes of every file that the document names, each once, under its hash."""
        for sha256 in self._hashes:
            path = storage.path_of(sha256)
            if path.exists():
                # Packed already, or small: what is packed twice takes time and no less room.
                self._archive.write(path, f"{FILES}{sha256}", zipfile.ZIP_STORED)


class Talk:
    """The document while it is written."""

    def __init__(self, raw: IO[bytes], head: dict[str, Any]) -> None:
        self._raw = raw
        self._is_first = True
        self._tail: dict[str, Any] = {}
        self.hashes: dict[str, None] = {}
        self._say(_plain(head)[:-1] + ', "threads": [')

    def add(self, thread: dict[str, Any]) -> None:
        """One more talk."""
        self.hashes |= dict.fromkeys(file["sha256"] for post in thread["posts"] for file in post["files"])
        self._say(("\n" if self._is_first else ",\n") + _plain(thread))
        self._is_first = False

    def ends_with(self, tail: dict[str, Any]) -> None:
        """What is known only when every talk is written."""
        self._tail = tail

    def end(self) -> None:
        """Nothing follows."""
        rest = _plain(self._tail)[1:] if self._tail else "}"
        self._say("\n]" + (", " if self._tail else "") + rest + "\n")

    def _say(self, text: str) -> None:
        self._raw.write(text.encode())


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Opens a new file. Raises Refused (503) on a full disk."""
    with storage.no_room_refused():
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            yield Writer(archive)


def said_at(moment: datetime | None) -> str | None:
    """A moment as the file says it."""
    return moment.isoformat() if moment else None


def _plain(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(", ", ": "))
