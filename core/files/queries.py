"""Reads files through the things they hang on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from core.files.models import Attachment, StoredFile
from core.kinds import registry


def visible_file(person: Any, pk: int) -> StoredFile | None:
    """The file if the person may see it now: through one of its things, or as its owner while it hangs on nothing."""
    if not person.is_authenticated or not person.is_active:
        return None
    file: StoredFile | None = StoredFile.objects.standing().filter(pk=pk).first()
    if file is None:
        return None
    hung: dict[Any, set[int]] = defaultdict(set)
    for attachment in file.attachments.select_related("target_type"):
        hung[attachment.target_type.model_class()].add(attachment.target_id)
    if not hung:
        return file if file.owner_id == person.pk else None
    known = {kind.model: kind for kind in registry.every()}
    for model, pks in hung.items():
        if model in known and known[model].visible_to(person).filter(pk__in=pks).exists():
            return file
    return None


def files_on(model: type[models.Model], pks: Iterable[int]) -> dict[int, list[StoredFile]]:
    """The files of many things by primary key, in the order they were attached: one query for a page."""
    found: dict[int, list[StoredFile]] = defaultdict(list)
    hung = Attachment.objects.on(model, pks).filter(file__deleted_at=None).select_related("file").order_by("pk")
    for attachment in hung:
        found[attachment.target_id].append(attachment.file)
    return dict(found)
