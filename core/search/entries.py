"""What an area tells the search of one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from core.kinds.registry import Ref
from core.search.models import SearchEntry


@dataclass(frozen=True)
class Entry:
    """What may be found of one thing: `audience` are keys any of which opens it; nobody finds an empty one.

    `text` is words, not HTML (`richtext.plain`); `language` is the text's own; `at` weighs newer things more;
    `url_hint` leads to a place within the thing, where its own address does not. A thing that is only shown under the
    title of another (`is_own_title` false) is not found by that title's words. `by` is the person who wrote it, `place`
    where it stands (`space:7`). Its files are found under it, by their names and texts: those that hang on the thing
    itself, or on `files_of` (a model, a primary key). `under` is for files only.
    """

    ref: Ref
    title: str
    text: str
    language: str
    audience: frozenset[str] | set[str]
    at: datetime | None = None
    tags: Sequence[str] = ()
    url_hint: str = ""
    is_own_title: bool = True
    by: int | None = None
    place: str = ""
    files_of: tuple[type[Model], int] | None = None
    under: SearchEntry | None = None
