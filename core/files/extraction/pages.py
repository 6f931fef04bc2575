"""Reads the pages of a PDF."""

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

from core.files.extraction.limits import MOST_PAGES
from core.files.extraction.trouble import Trouble


def read(path: str, media_type: str) -> Iterator[str]:
    """The text of each page; a page that cannot be read is passed over."""
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Trouble("locked")
        many = len(reader.pages)
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise Trouble("locked") from error
    for number in range(min(many, MOST_PAGES)):
        try:
            yield reader.pages[number].extract_text() + "\n"
        except MemoryError:
            raise
        except Exception:  # noqa: S112  (the next page may be whole)
            continue
