"""Pages of files: bring, read, take back."""

from core.files.views.reading import read_file, read_thumbnail
from core.files.views.uploading import delete, upload

__all__ = ["delete", "read_file", "read_thumbnail", "upload"]
