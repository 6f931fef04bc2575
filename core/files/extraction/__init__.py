"""Takes the words out of a document, in a process of its own that may be killed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from core.files.extraction.limits import MOST_SIGNS, SECONDS

Note = Literal["", "slow", "damaged", "locked", "huge"]
READABLE = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "text/plain",
    "text/csv",
    "text/vtt",
}


@dataclass(frozen=True)
class Extracted:
    """The words of a document, as far as they were read; `note` tells why there are none, or not all."""

    text: str
    note: Note = ""


def text_of(path: Path, media_type: str, *, seconds: float = SECONDS) -> Extracted:
    """Reads a document, whatever is in it: at most `seconds`, within the limits of `limits.py`, never raising."""
    command = [sys.executable, "-B", "-m", "core.files.extraction.child", str(path), media_type]
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the path is a hash)
            command,
            cwd=settings.BASE_DIR,
            env=settings.BARE_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Extracted("", "slow")
    return _read(done.stdout)


def _read(said: bytes) -> Extracted:
    """What the process has said last; one that was killed by a limit has said nothing."""
    try:
        answer = json.loads(said)
        return Extracted(str(answer["text"])[:MOST_SIGNS], answer["note"])
    except (ValueError, KeyError, TypeError):
        return Extracted("", "huge")
