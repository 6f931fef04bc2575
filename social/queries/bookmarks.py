"""What somebody keeps, as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from core.kinds import registry
from core.kinds.registry import Shown
from social.models import Bookmark
from social.models.bookmarks import KEPT_KINDS

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass(frozen=True)
class Kept:
    """A bookmark beside the thing it keeps."""

    bookmark: Bookmark
    shown: Shown


def is_kept(person: "Person", kind: str) -> Exists:
    """Whether the person keeps a thing of this kind, for the statement that reads the thing: call it `my_bookmark`."""
    return Exists(Bookmark.objects.filter(person=person, kind=kind, thing_id=OuterRef("pk")))


def bookmarks_of(person: "Person", kind: str) -> "QuerySet[Bookmark]":
    """All that a person keeps, or what of one kind."""
    mine = Bookmark.objects.visible_to(person)
    return mine.filter(kind=kind) if kind in KEPT_KINDS else mine


def kept(person: "Person", bookmarks: Sequence[Bookmark]) -> list[Kept]:
    """Bookmarks with their things, by one query for each kind; of what is no longer to be seen, nothing."""
    found = registry.load(person, [bookmark.ref for bookmark in bookmarks])
    return [Kept(bookmark, found[bookmark.ref]) for bookmark in bookmarks if bookmark.ref in found]
