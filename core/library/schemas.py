"""Learning objects as the API shows them."""

from datetime import datetime

from ninja import Schema


class ObjectOut(Schema):
    """A learning object in a list."""

    id: int
    code: str
    title: str
    summary: str
    language: str
    kind: str
    share: int
    mode: str
    minutes: int | None
    level: str
    area: str | None
    keywords: list[str]
    state: str
    version: int | None
    published_at: datetime | None
    url: str


class VersionOut(Schema):
    """One published version."""

    number: int
    title: str
    content: str
    html: str
    link: str
    file: str | None
    change_note: str
    published_at: datetime
    digest: str


class ObjectWholeOut(ObjectOut):
    """A learning object with what people read."""

    objectives: list[str]
    audience: list[str]
    accessibility: str
    confidentiality: str
    owner: str
    superseded_by: str | None
    published: VersionOut | None


class QuickOut(Schema):
    """What the composer needs to complete a # word."""

    id: int
    code: str
    title: str
    kind: str
    icon: str
    url: str


class ObjectsOut(Schema):
    """A page of the catalogue; `next` is the query of the page after it, or null."""

    items: list[ObjectOut]
    next: str | None


class VersionsOut(Schema):
    """A page of versions, newest first."""

    items: list[VersionOut]
    next: str | None
