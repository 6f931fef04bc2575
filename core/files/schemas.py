"""A file as programs see it."""

from typing import Any

from ninja import Schema

from core.files.models import StoredFile


class FileOut(Schema):
    """One file: `size` in bytes, `type` by its bytes, `thumbnail` an address or empty."""

    id: int
    name: str
    url: str
    size: int
    type: str
    thumbnail: str


def described(file: StoredFile) -> dict[str, Any]:
    """The fields of FileOut."""
    return {
        "id": file.pk,
        "name": file.name,
        "url": file.url,
        "size": file.size,
        "type": file.media_type,
        "thumbnail": file.thumbnail_url,
    }
