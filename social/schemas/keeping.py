"""Tags, bookmarks, languages in the API."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import AwareDatetime


class TagsIn(Schema):
    """The words of a thread's tags."""

    tags: list[str]


class TagOut(Schema):
    """A tag; `count` says on how many threads that I read."""

    slug: str
    word: str
    kind: str
    count: int


class TagsOut(Schema):
    """Some tags."""

    items: list[TagOut]


class BookmarkIn(Schema):
    """A note for myself, and when to be reminded; what is null stays as it is."""

    note: str | None = None
    remind_at: AwareDatetime | None = None


class BookmarkOut(Schema):
    """Something that I keep, written `kind:id`."""

    thing: str
    title: str
    note: str
    made_at: datetime
    remind_at: datetime | None
    reminded_at: datetime | None


class BookmarksOut(Schema):
    """Some of what I keep; `next` is the query of the next page, or null."""

    items: list[BookmarkOut]
    next: str | None


class LanguagesIn(Schema):
    """Languages by their codes."""

    languages: list[Literal["en", "fr"]]


class LanguagesOut(Schema):
    """The languages I read."""

    languages: list[str]
