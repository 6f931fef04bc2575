"""Pages of files: bring, read, take back."""

from core.files.views.reading import read_file, read_picture, read_thumbnail
from core.files.views.uploading import delete, describe, upload

__all__ = ["delete", "describe", "read_file", "read_picture", "read_thumbnail", "upload"]
