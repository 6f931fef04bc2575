"""Polls in the API."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import AwareDatetime

from social.actions import PollWish


class PollIn(Schema):
    """A poll to ask with a post; `most` null lets people choose as many as they like."""

    question: str
    options: list[str]
    kind: Literal["single", "multiple", "ranked"] = "single"
    most: int | None = None
    anonymous: bool = False
    shows: Literal["always", "voted", "closed"] = "always"
    closes_at: AwareDatetime | None = None

    def wish(self) -> PollWish:
        """What the action takes."""
        return PollWish(
            question=self.question,
            options=tuple(self.options),
            kind=self.kind,
            most=self.most,
            is_anonymous=self.anonymous,
            shows=self.shows,
            closes_at=self.closes_at,
        )


class PollOut(Schema):
    """A poll as everybody sees it: its options are numbered from 1; `points` are null while the result is kept back,
    votes where people choose, Borda's points where they put in order."""

    id: int
    question: str
    options: list[str]
    kind: str
    most: int
    anonymous: bool
    shows: str
    closes_at: datetime | None
    closed_at: datetime | None
    voters: int
    points: list[int] | None
    firsts: list[int] | None


class OwnPollOut(PollOut):
    """A poll before me; of an anonymous one that has closed nobody knows any more how I voted."""

    my_choices: list[int]
    may_vote: bool


class VoteIn(Schema):
    """The numbers of the options chosen, the best first where they are put in order."""

    choices: list[int]
