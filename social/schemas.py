"""The shape of talk in the API."""

from datetime import date, datetime
from typing import Any, Literal, cast

from ninja import Field, Schema
from pydantic import AwareDatetime

from core.ui.paging import Page
from social.actions import PollWish
from social.models import Asking, Post, Thread


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
    accepted_post: int | None
    answered_elsewhere: bool
    elsewhere: str | None

    @staticmethod
    def resolve_accepted_post(thread: Any) -> int | None:
        """Of a thread that came `with_answer` without asking."""
        if hasattr(thread, "answer_pk"):
            return cast(int | None, thread.answer_pk)
        return thread.posts.accepted().values_list("pk", flat=True).first() if thread.answered_at else None

    @staticmethod
    def resolve_answered_elsewhere(thread: Thread) -> bool:
        return thread.elsewhere_id is not None

    @staticmethod
    def resolve_elsewhere(thread: Any) -> str | None:
        """Only for who may see it: a thread that came `with_elsewhere`."""
        ref = thread.elsewhere_ref if getattr(thread, "elsewhere_title", None) else None
        return str(ref) if ref else None

    tags: list[str]

    @staticmethod
    def resolve_tags(thread: Thread) -> list[str]:
        return [tag["slug"] for tag in thread.tags]

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
    tags: list[str] = []
    poll: PollIn | None = None


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
    poll: PollOut | None
    written_at: datetime
    edited_at: datetime | None
    deleted: bool
    accepted: bool
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
            poll=None if gone or "poll" not in post.carries else PollOut(**post.carries["poll"]),
            written_at=post.written_at,
            edited_at=None if gone else post.edited_at,
            deleted=post.is_deleted,
            accepted=post.is_accepted,
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
    poll: PollIn | None = None


class PostChange(Schema):
    """New words for a post."""

    source: str
    format: Literal["text", "html"] = "text"


class ElsewhereIn(Schema):
    """Where a question is answered instead, written `thread:3` or `post:9`."""

    where: str


class MoveIn(Schema):
    """The space to which a thread goes."""

    space: int
    reason: str = ""


class SplitIn(Schema):
    """Posts to take out, by id: into the thread `into`, or into a new one of this title."""

    posts: list[int]
    into: int | None = None
    title: str = ""
    space: int | None = None
    kind: Literal["discussion", "question", "announcement"] = "discussion"
    reason: str = ""


class MergeIn(Schema):
    """The thread into which another goes."""

    into: int
    reason: str = ""


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
