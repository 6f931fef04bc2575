"""Threads in the API."""

from datetime import datetime
from typing import Any, Literal, cast

from ninja import Schema

from social.models import Thread
from social.schemas.polls import PollIn


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
    author_id: int | None
    unnamed: bool
    opened_at: datetime
    last_number: int
    last_post_at: datetime
    post_count: int
    accepted_post: int | None
    answered_elsewhere: bool
    elsewhere: str | None

    @staticmethod
    def resolve_author_id(thread: Thread) -> int | None:
        """Nobody's, where it was asked without a name."""
        return None if thread.veil_id else thread.author_id

    @staticmethod
    def resolve_unnamed(thread: Thread) -> bool:
        return thread.veil_id is not None

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
    """A thread to open, with its first post. `subject` is written `kind:id`; `unnamed` asks without my name."""

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
    unnamed: bool = False


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
