"""The shape of talk in the API."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from core.ui.paging import Page
from social.models import Post, Thread


class PersonOut(Schema):
    """Somebody, as a talk shows them."""

    id: int
    name: str


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


class ThreadOut(Schema):
    """A thread that I may read."""

    id: int
    space_id: int
    title: str
    kind: str
    state: str
    language: str
    subject: str | None
    place: dict[str, Any]
    author_id: int
    opened_at: datetime
    last_number: int
    last_post_at: datetime
    post_count: int

    @staticmethod
    def resolve_subject(thread: Thread) -> str | None:
        ref = thread.subject_ref
        return str(ref) if ref else None


class ThreadsOut(Schema):
    """Some threads, the liveliest first."""

    items: list[ThreadOut]
    next: str | None


class ThreadIn(Schema):
    """A thread to open, with its first post. `subject` is written `kind:id`."""

    title: str
    source: str
    format: Literal["text", "html"] = "text"
    kind: Literal["discussion", "question", "announcement"] = "discussion"
    language: Literal["en", "fr"] | None = None
    subject: str | None = None
    place: dict[str, str | int | float] = {}
    files: list[int] = []


class QuoteOut(Schema):
    """Words of another post; null while that post is hidden."""

    post_id: int
    text: str | None


class PostOut(Schema):
    """A post; of a deleted or held one only number and place are left. `held_for` is "safety" or "flags"."""

    id: int
    thread_id: int
    number: int
    root_number: int
    reply_to: int | None
    author: PersonOut | None
    source: str | None
    format: str | None
    html: str | None
    quotes: list[QuoteOut]
    reactions: dict[str, int]
    written_at: datetime
    edited_at: datetime | None
    deleted: bool
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
            author=None if gone else PersonOut(id=post.author_id, name=post.author.name),
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
            written_at=post.written_at,
            edited_at=None if gone else post.edited_at,
            deleted=post.is_deleted,
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
    """An answer to write."""

    source: str
    format: Literal["text", "html"] = "text"
    reply_to: int | None = None
    quotes: list[QuoteIn] = []
    files: list[int] = []
    language: Literal["en", "fr"] | None = None


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


class SafetyFacts(Schema):
    """What is known of a safety event; every line may be left out. `is_sure` false: perhaps no real patient."""

    sort: Literal["reaction", "overdose", "off_label", "pregnancy", "misuse", "error", "no_effect", "other"] = (
        "reaction"
    )
    who_told: str = Field("", max_length=1000)
    patient: str = Field("", max_length=1000)
    product: str = Field("", max_length=1000)
    reaction: str = Field("", max_length=4000)
    seriousness: Literal["", "not", "death", "life", "hospital", "disability", "birth", "other"] = ""
    is_sure: bool = True


class SafetyReportIn(SafetyFacts):
    """Something heard outside the talk."""

    words: str
    heard_on: date | None = None


class SafetyReceipt(Schema):
    """That the safety officers have it; who reports sees no more of the case."""

    reference: str


class SafetyCaseOut(Schema):
    """A case, for safety officers."""

    id: int
    reference: str
    state: str
    sort: str
    post_id: int | None
    source: str
    digest: str
    is_whole: bool
    clock_from: datetime
    due_at: datetime
    is_late: bool
    reported_at: datetime
    who_told: str
    patient: str
    product: str
    reaction: str
    seriousness: str
    missing: list[str]
    sent_as: str


class SafetyCasesOut(Schema):
    """Some cases, the most pressing first."""

    items: list[SafetyCaseOut]
    next: str | None


class FlagIn(Schema):
    """What is the matter with a post."""

    sort: Literal["off_label", "rude", "wrong", "spam", "other"]
    words: str = Field("", max_length=500)


def page_of(page: Page[Any]) -> dict[str, Any]:
    """A page of things in the API's shape."""
    return {"items": page.items, "next": page.next or None}
