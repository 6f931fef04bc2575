"""Spaces, direct talks, what announcements ask, in the API."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema

from social.models import Asking
from social.schemas.people import PersonOut


class SpaceOut(Schema):
    """A space that exists for me."""

    id: int
    kind: str
    name: str
    about: str
    openness: str
    language: str
    member_count: int
    is_archived: bool
    lets_ask_unnamed: bool


class SpacesOut(Schema):
    """Some spaces; `next` is the query of the next page, or null."""

    items: list[SpaceOut]
    next: str | None


class SpaceIn(Schema):
    """A community to found."""

    name: str
    openness: Literal["open", "closed", "secret"] = "open"
    about: str = ""
    language: Literal["en", "fr"] = "en"


class TalkOut(Schema):
    """A direct talk of mine: with whom (not me), how much is new."""

    thread_id: int
    name: str
    people: list[PersonOut]
    is_group: bool
    new: int
    muted: bool
    last_number: int
    last_post_at: datetime

    @classmethod
    def of(cls, each: Any) -> "TalkOut":
        """A line of `queries.direct.talk_lines`."""
        thread, company = each.line.thread, each.company
        return cls(
            thread_id=thread.pk,
            name=company.title,
            people=[PersonOut(id=person.pk, name=person.name) for person in company.others],
            is_group=not company.talk.is_pair,
            new=each.line.new,
            muted=each.is_muted,
            last_number=thread.last_number,
            last_post_at=thread.last_post_at,
        )


class TalksOut(Schema):
    """Some direct talks; `next` is the query of the next page, or null."""

    items: list[TalkOut]
    next: str | None


class MessageIn(Schema):
    """Words to one person or to a few, by their ids; `name` is for a group."""

    people: list[int]
    source: str
    format: Literal["text", "html"] = "text"
    name: str = ""
    files: list[int] = []


class AskingOut(Schema):
    """An announcement that waits for my word."""

    thread_id: int
    space_id: int
    title: str
    until: date | None

    @classmethod
    def of(cls, asking: Asking) -> "AskingOut":
        """The asking with its thread."""
        thread = asking.thread
        return cls(thread_id=thread.pk, space_id=thread.space_id, title=thread.title, until=asking.until)


class AskingsOut(Schema):
    """Some of them, the most urgent first."""

    items: list[AskingOut]


class AcknowledgementOut(Schema):
    """That I have read it: of which wording, and when."""

    revision: int
    at: datetime
