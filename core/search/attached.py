"""The files that hang on what may be found: each is found under its thing, by its name and its words.

Pictures and recordings are not: their names say nothing, and they have no words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from core.files.models import Attachment, FileText
from core.kinds import registry
from core.kinds.registry import Ref
from core.search.entries import Entry
from core.search.models import SearchEntry

FILE = "file"


def holder_of(ref: Ref, files_of: tuple[type[Model], int] | None) -> str:
    """What the files of a thing hang on: the thing itself unless its area says otherwise; empty for no known kind."""
    if files_of:
        return _holder(*files_of)
    known = {kind.name: kind.model for kind in registry.every()}
    return _holder(known[ref.kind], ref.pk) if ref.kind in known else ""


def entries_under(rows: Sequence[SearchEntry]) -> list[Entry]:
    """The files of these entries: one query, and one more where there are any."""
    holders = {row.holder: row for row in rows if row.holder}
    by_model: dict[str, list[int]] = defaultdict(list)
    for holder in holders:
        model, _colon, pk = holder.partition(":")
        by_model[model].append(int(pk))
    hung = Q(pk__in=[])
    for model, pks in by_model.items():
        hung |= Q(target_type=ContentType.objects.get_for_model(apps.get_model(model)), target_id__in=pks)
    return _entries(_attachments().filter(hung), holders) if by_model else []


def entries_of_attachments(pks: Iterable[int]) -> list[Entry]:
    """These attachments, under what they hang on, as far as that is found."""
    return _under_their_things(list(_attachments().filter(pk__in=list(pks))))


def entries_of_content(sha256: str) -> Iterator[Entry]:
    """All attachments that hold this content."""
    yield from _under_their_things(list(_attachments().filter(file__sha256=sha256)))


def let_go(rows: Sequence[SearchEntry], *, keep: Sequence[int]) -> None:
    """Forgets the files that hung on what these things no longer show, such as an older version."""
    SearchEntry.objects.filter(under__in=rows).exclude(object_id__in=keep).delete()


def _attachments() -> Any:
    told = Attachment.objects.filter(file__deleted_at=None).select_related("file", "target_type").order_by("pk")
    return told.exclude(file__media_type__regex=r"^(image|audio|video)/")


def _under_their_things(attachments: Sequence[Any]) -> list[Entry]:
    found = SearchEntry.objects.filter(holder__in={_holder_of(each) for each in attachments}).exclude(holder="")
    return _entries(attachments, {row.holder: row for row in found.select_related("audience")})


def _entries(attachments: Iterable[Any], holders: dict[str, SearchEntry]) -> list[Entry]:
    hung = [(each, holders[holder]) for each in attachments if (holder := _holder_of(each)) in holders]
    if not hung:
        return []
    contents = {each.file.sha256 for each, _row in hung}
    texts = dict(FileText.objects.filter(sha256__in=contents).values_list("sha256", "text"))
    return [_entry(each, row, texts.get(each.file.sha256, "")) for each, row in hung]


def _entry(attachment: Any, row: SearchEntry, text: str) -> Entry:
    file = attachment.file
    return Entry(
        ref=Ref(FILE, attachment.pk),
        title=file.name,
        text=text,
        language=row.language,
        audience=frozenset(),
        at=attachment.at,
        by=file.owner_id,
        place=row.place,
        url_hint=row.url,
        under=row,
    )


def _holder_of(attachment: Any) -> str:
    model = attachment.target_type.model_class()
    return _holder(model, attachment.target_id) if model else ""


def _holder(model: type[Model], pk: int) -> str:
    return f"{model._meta.label_lower}:{pk}"
