"""A file as programs see it."""

from typing import Any

from ninja import Schema

from core.files.models import StoredFile


class FileOut(Schema):
    """One file: `size` in bytes, `type` by its bytes, `thumbnail` an address or empty.

    `width` and `height` in pixels and `alt`, what it shows, of a picture; null and empty of anything else.
    """

    id: int
    name: str
    url: str
    size: int
    type: str
    thumbnail: str
    width: int | None
    height: int | None
    alt: str


def described(file: StoredFile) -> dict[str, Any]:
    """The fields of FileOut."""
    return {
        "id": file.pk,
        "name": file.name,
        "url": file.url,
        "size": file.size,
        "type": file.media_type,
        "thumbnail": file.thumbnail_url,
        "width": file.width,
        "height": file.height,
        "alt": file.alt,
    }


class FileChange(Schema):
    """What a picture shows, for who does not see it."""

    alt: str
