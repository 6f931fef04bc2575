"""What open pages of the talk may hear."""

from dataclasses import dataclass

from core.kinds.registry import Ref
from core.realtime.catalogue import Event, event


@dataclass(frozen=True)
class OfPost(Event):
    """An event about one post; its fragment goes along."""

    post_id: int
    number: int

    def subject(self) -> Ref:
        return Ref("post", self.post_id)


@event("social.post_created", version=1)
@dataclass(frozen=True)
class PostCreated(OfPost):
    """Somebody wrote. `root_number` is the number of the post it stands beneath, or its own."""

    root_number: int


@event("social.post_edited", version=1)
@dataclass(frozen=True)
class PostEdited(OfPost):
    """A post looks different: its words, a quote in it, what hangs on it."""


@event("social.post_deleted", version=1)
@dataclass(frozen=True)
class PostDeleted(OfPost):
    """A post's words are gone; the fragment is the gap that stays."""


@event("social.post_restored", version=1)
@dataclass(frozen=True)
class PostRestored(OfPost):
    """A deletion was taken back."""


@event("social.post_held", version=1)
@dataclass(frozen=True)
class PostHeld(OfPost):
    """A post is locked and shown to nobody; the fragment says who looks at it."""


@event("social.post_released", version=1)
@dataclass(frozen=True)
class PostReleased(OfPost):
    """A held post is back, as it was or shortened."""


@event("social.reaction_changed", version=1)
@dataclass(frozen=True)
class ReactionChanged(OfPost):
    """Somebody reacted to a post, or took it back."""


@event("social.answer_changed", version=1)
@dataclass(frozen=True)
class AnswerChanged(OfPost):
    """A post became the answer to its thread's question, or is it no longer."""

    accepted: bool


@event("social.thread_changed", version=1)
@dataclass(frozen=True)
class ThreadChanged(Event):
    """A thread was renamed, answered, locked, unlocked or archived; the fragment is the line under its title."""

    thread_id: int
    state: str

    def subject(self) -> Ref:
        return Ref("thread", self.thread_id)


@event("social.thread_opened", version=1)
@dataclass(frozen=True)
class ThreadOpened(Event):
    """A thread was opened in a space; the fragment is its line in the list."""

    thread_id: int

    def subject(self) -> Ref:
        return Ref("thread", self.thread_id)


@event("social.post_left", version=1)
@dataclass(frozen=True)
class PostLeft(OfPost):
    """A post was moved out of this thread."""


@event("social.posts_arrived", version=1)
@dataclass(frozen=True)
class PostsArrived(Event):
    """So many posts were moved to the end of this thread, from this number on; pages fetch them."""

    thread_id: int
    first_number: int
    count: int


@event("social.thread_moved", version=1)
@dataclass(frozen=True)
class ThreadMoved(Event):
    """This thread stands in another space now: only who may read it there hears of it."""

    thread_id: int
    space_id: int


@event("social.thread_merged", version=1)
@dataclass(frozen=True)
class ThreadMerged(Event):
    """This thread was joined to another: its address leads there, for who may read that one."""

    thread_id: int


@event("social.thread_arrived", version=1)
@dataclass(frozen=True)
class ThreadArrived(Event):
    """A thread came into a space from another; the fragment is its line in the list."""

    thread_id: int

    def subject(self) -> Ref:
        return Ref("thread", self.thread_id)


@event("social.thread_left", version=1)
@dataclass(frozen=True)
class ThreadLeft(Event):
    """A thread does not stand in this space any more."""

    thread_id: int

    def subject(self) -> Ref:
        return Ref("thread", self.thread_id)


@event("social.member_changed", version=1)
@dataclass(frozen=True)
class MemberChanged(Event):
    """Somebody entered a space, left it (`role` is ""), or has another role in it."""

    space_id: int
    person_id: int
    role: str


@event("social.thread_moved_on", version=1)
@dataclass(frozen=True)
class ThreadMovedOn(Event):
    """A whisper to pages of a space: one of its threads has a new post."""

    thread_id: int
    last_number: int


@event("social.typing", version=1)
@dataclass(frozen=True)
class Typing(Event):
    """A whisper: somebody is writing in this thread."""

    person_id: int
    name: str


@event("social.poll_changed", version=1)
@dataclass(frozen=True)
class PollChanged(OfPost):
    """Somebody voted in a post's poll, or it closed; of an anonymous poll it is not said who."""


@event("social.space_changed", version=1)
@dataclass(frozen=True)
class SpaceChanged(Event):
    """A space was put away (`archived`), or taken back: its open pages and those of its talks are read-only, or not."""

    space_id: int
    archived: bool


@event("social.messages_changed", version=1)
@dataclass(frozen=True)
class MessagesChanged(Event):
    """On a person's own stream: a direct talk of theirs has something new, or was read on another device."""


@event("social.confirmation_changed", version=1)
@dataclass(frozen=True)
class ConfirmationChanged(OfPost):
    """A tutor stands by an answer, or no longer."""

    confirmed: bool


@event("social.promotion_changed", version=1)
@dataclass(frozen=True)
class PromotionChanged(OfPost):
    """An answer became part of a learning object, or is parted from it; which one, its readers ask."""


@event("social.unread_changed", version=1)
@dataclass(frozen=True)
class UnreadChanged(Event):
    """A whisper on a person's own stream: what waits for them was read, or brought back, perhaps on another device."""
