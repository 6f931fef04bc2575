"""What lower rooms may know of a file."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.files.models import StoredFile
from core.kinds.registry import Kind


def visible_to(person: Any) -> QuerySet[StoredFile]:
    """Files that hang on something the person sees, or are theirs and hang on nothing."""
    found: QuerySet[StoredFile] = StoredFile.objects.visible_to(person)
    return found


FILE = Kind(
    name="file",
    model=StoredFile,
    visible_to=visible_to,
    title=lambda file: str(file.name),
    url=lambda file: str(file.url),
    icon="paperclip",
    word=_("File"),
)
