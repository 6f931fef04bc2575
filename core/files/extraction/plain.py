"""Reads plain text, in whatever letters it was saved."""

from collections.abc import Iterator
from pathlib import Path

from core.files.extraction.limits import MOST_SIGNS

MOST_READ = MOST_SIGNS * 4


def read(path: str, media_type: str) -> Iterator[str]:
    """The beginning of the text: UTF-8 or UTF-16 where it is that, else what Western Windows writes."""
    with Path(path).open("rb") as file:
        content = file.read(MOST_READ)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", "replace")
        return
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = len(content) == MOST_READ and error.start > len(content) - 4
        yield content.decode("utf-8-sig", "ignore") if cut else content.decode("cp1252", "replace")
