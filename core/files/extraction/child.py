"""The process that reads one document: `python -m core.files.extraction.child PATH MEDIA_TYPE`.

It says one line of JSON, {"text", "note"}. It knows neither Django nor any secret, writes no file, and ends by itself
when it takes too much.
"""

import json
import resource
import sys
from collections.abc import Iterable

from core.files.extraction import markup, pages, plain
from core.files.extraction.limits import CPU_SECONDS, MEMORY, MOST_SIGNS
from core.files.extraction.trouble import Trouble


def main() -> None:
    """Reads as much as is wanted; what came before a trouble counts."""
    path, media_type = sys.argv[1:]
    pieces: list[str] = []
    note = ""
    try:
        _collect(_reader_of(media_type)(path, media_type), pieces)
    except Trouble as trouble:
        note = str(trouble)
    except MemoryError:
        note = "huge"
    except Exception:  # a document may break its reader in any way
        note = "damaged"
    json.dump({"text": "".join(pieces)[:MOST_SIGNS].replace("\0", " "), "note": note}, sys.stdout)


def _reader_of(media_type: str):  # type: ignore[no-untyped-def]
    if media_type == "application/pdf":
        return pages.read
    return plain.read if media_type.startswith("text/") else markup.read


def _collect(read: Iterable[str], into: list[str]) -> None:
    length = 0
    for piece in read:
        into.append(piece)
        length += len(piece)
        if length >= MOST_SIGNS:
            return


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    _limit()
    main()
