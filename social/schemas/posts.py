"""Posts in the API."""

from datetime import datetime
from typing import Literal

from ninja import Schema

from social.models import Post
from social.schemas.people import PersonOut
from social.schemas.polls import PollIn, PollOut


class QuoteOut(Schema):
    """Words of another post; null while that post is hidden."""

    post_id: int
    text: str | None


class PostOut(Schema):
    """A post; of a deleted or held one only number and place are left. `held_for` is "safety" or "flags".

    One that was written without a name (`unnamed`) has no author.
    """

    id: int
    thread_id: int
    number: int
    root_number: int
    reply_to: int | None
    author: PersonOut | None
    unnamed: bool
    source: str | None
    format: str | None
    html: str | None
    quotes: list[QuoteOut]
    reactions: dict[str, int]
    poll: PollOut | None
    written_at: datetime
    edited_at: datetime | None
    deleted: bool
    accepted: bool
    confirmed: bool
    held_for: str

    @classmethod
    def of(cls, post: Post) -> "PostOut":
        """The post as anybody who reads the thread may have it."""
        gone = post.is_hidden
        return cls(
            id=post.pk,
            thread_id=post.thread_id,
            number=post.number,
            root_number=post.root_number,
            reply_to=post.reply_to_id,
            author=None if gone or post.veil_id else PersonOut(id=post.author_id, name=post.author.name),
            unnamed=not gone and post.veil_id is not None,
            source=None if gone else post.source,
            format=None if gone else post.format,
            html=None if gone else post.html,
            quotes=[]
            if gone
            else [
                QuoteOut(post_id=quote.quoted_id, text=None if quote.quoted.is_hidden else quote.text)
                for quote in post.quotes.all()
            ],
            reactions={} if gone else post.reaction_counts,
            poll=None if gone or "poll" not in post.carries else PollOut(**post.carries["poll"]),
            written_at=post.written_at,
            edited_at=None if gone else post.edited_at,
            deleted=post.is_deleted,
            accepted=post.is_accepted,
            confirmed=post.is_confirmed,
            held_for=post.held_for,
        )


class PostsOut(Schema):
    """Some posts in the order of their numbers; `next` is the query of the next page, or null."""

    items: list[PostOut]
    next: str | None


class QuoteIn(Schema):
    """Words of a post of the same thread; without words, its beginning."""

    post: int
    text: str = ""


class PostIn(Schema):
    """An answer to write. Whoever asked without their name goes on without it, unless `unnamed` is false."""

    source: str
    format: Literal["text", "html"] = "text"
    reply_to: int | None = None
    quotes: list[QuoteIn] = []
    files: list[int] = []
    language: Literal["en", "fr"] | None = None
    poll: PollIn | None = None
    unnamed: bool | None = None


class PostChange(Schema):
    """New words for a post."""

    source: str
    format: Literal["text", "html"] = "text"


class ReadMarkIn(Schema):
    """How far I have read; `unread` true puts the mark just before that post."""

    number: int
    unread: bool = False


class ReadMarkOut(Schema):
    """Where my mark stands."""

    number: int


class ReactionOut(Schema):
    """Whether my reaction stands, and all counts."""

    on: bool
    reactions: dict[str, int]
