"""Notices as the API shows them."""

from datetime import datetime

from ninja import Schema


class NoticeOut(Schema):
    """One notice: its sentence in the reader's language, and where it leads."""

    id: int
    kind: str
    about: str
    title: str
    sentence: str
    by: str | None
    url: str
    at: datetime
    read_at: datetime | None


class NoticesOut(Schema):
    """A page of notices, newest first; `next` is the query of the page after it, or null."""

    items: list[NoticeOut]
    unread: int
    next: str | None


class ReadOut(Schema):
    """How many notices became read."""

    read: int
