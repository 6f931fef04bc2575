"""What happened in the talk, for whoever stands above."""

from dataclasses import dataclass

from core.acts.facts import Fact


@dataclass(frozen=True)
class SpaceOpened(Fact):
    """A space was made."""

    space_id: int
    by_id: int


@dataclass(frozen=True)
class MembershipChanged(Fact):
    """Somebody entered a space (`before` ""), left it (`role` ""), or has another role there."""

    space_id: int
    person_id: int
    before: str
    role: str
    by_id: int


@dataclass(frozen=True)
class JoinAsked(Fact):
    """Somebody asks to enter a closed space."""

    request_id: int
    space_id: int
    person_id: int


@dataclass(frozen=True)
class JoinAnswered(Fact):
    """A request to enter was accepted or declined."""

    request_id: int
    space_id: int
    person_id: int
    accepted: bool
    by_id: int


@dataclass(frozen=True)
class PersonInvited(Fact):
    """Somebody was invited into a space."""

    request_id: int
    space_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True)
class ThreadOpened(Fact):
    """A thread was opened; its first post follows by its own fact."""

    thread_id: int
    space_id: int
    author_id: int
    kind: str


@dataclass(frozen=True)
class ThreadStateChanged(Fact):
    """A thread was answered, locked, unlocked, archived."""

    thread_id: int
    before: str
    state: str
    by_id: int


@dataclass(frozen=True)
class PostWritten(Fact):
    """Somebody wrote; `answered_id` is the author of the post it really answers (None for a post of its own)."""

    post_id: int
    thread_id: int
    space_id: int
    author_id: int
    number: int
    answered_id: int | None


@dataclass(frozen=True)
class MessageWritten(Fact):
    """Somebody wrote in a direct talk; stated beside PostWritten."""

    post_id: int
    thread_id: int
    author_id: int


@dataclass(frozen=True)
class AcknowledgementAsked(Fact):
    """An announcement asks for “I have read this”: for the first time (`asked`), after an edit (`again`), or as a
    reminder, named by its moment."""

    asking_id: int
    round: str


@dataclass(frozen=True)
class JoinRuleMade(Fact):
    """People of a unit or job role join a space by themselves from now on."""

    rule_id: int


@dataclass(frozen=True)
class PersonMentioned(Fact):
    """A post calls somebody by name."""

    post_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True)
class TutorsMentioned(Fact):
    """A post calls the tutors of its space."""

    post_id: int
    space_id: int
    by_id: int


@dataclass(frozen=True)
class HereCalled(Fact):
    """A post calls everybody who belongs to its space."""

    post_id: int
    space_id: int
    by_id: int


@dataclass(frozen=True)
class PostEdited(Fact):
    """The words of a post changed."""

    post_id: int
    by_id: int


@dataclass(frozen=True)
class PostDeleted(Fact):
    """The words of a post were hidden from everybody."""

    post_id: int
    by_id: int


@dataclass(frozen=True)
class PostRestored(Fact):
    """A deletion was taken back."""

    post_id: int
    by_id: int


@dataclass(frozen=True)
class AnswerAccepted(Fact):
    """A post was said to be the answer to its thread's question."""

    post_id: int
    thread_id: int
    author_id: int
    by_id: int


@dataclass(frozen=True)
class AnswerWithdrawn(Fact):
    """A post is the answer to its thread's question no longer."""

    post_id: int
    thread_id: int
    by_id: int


@dataclass(frozen=True)
class ThreadMoved(Fact):
    """A thread stands in another space now."""

    thread_id: int
    from_space_id: int
    space_id: int
    by_id: int


@dataclass(frozen=True)
class PostsMoved(Fact):
    """Posts of one thread became posts of another; `is_merge` when nothing is left of the first."""

    from_thread_id: int
    thread_id: int
    post_ids: list[int]
    by_id: int
    is_merge: bool


@dataclass(frozen=True)
class PollClosed(Fact):
    """A poll has its result; `by_id` is None where its time had come."""

    poll_id: int
    post_id: int
    author_id: int
    by_id: int | None


@dataclass(frozen=True)
class SafetyReported(Fact):
    """A safety event was reported; its case waits for the officers."""

    case_id: int


@dataclass(frozen=True)
class SafetyDecided(Fact):
    """The safety officers have given a post back: `what` is "restored" or "redacted"."""

    case_id: int
    what: str


@dataclass(frozen=True)
class PostFlagged(Fact):
    """Somebody asks who leads to look at a post; `is_hidden` when this flag hid it."""

    flag_id: int
    is_hidden: bool


@dataclass(frozen=True)
class FlagsAnswered(Fact):
    """Somebody who leads has answered these flags."""

    flag_ids: list[int]


@dataclass(frozen=True)
class PersonSanctioned(Fact):
    """Somebody was warned, paused or removed."""

    sanction_id: int


@dataclass(frozen=True)
class PostUnveiled(Fact):
    """A tutor has looked who wrote a post without their name."""

    unveiling_id: int


@dataclass(frozen=True)
class SweepBegun(Fact):
    """So many posts are to be deleted that a job does it."""

    sweep_id: int


@dataclass(frozen=True)
class AnswerConfirmed(Fact):
    """A tutor stands by an answer."""

    post_id: int
    thread_id: int
    author_id: int
    by_id: int


@dataclass(frozen=True)
class SpaceArchived(Fact):
    """A space was put away (`archived`), or taken back."""

    space_id: int
    archived: bool
    by_id: int


@dataclass(frozen=True)
class ConfirmationLost(Fact):
    """No tutor stands by an answer any more: `why` is "withdrawn", "edited", "deleted" or "redacted"; `tutor_id` had
    confirmed it at `since`."""

    post_id: int
    thread_id: int
    tutor_id: int
    since: str
    by_id: int
    why: str


@dataclass(frozen=True)
class AnswersPromoted(Fact):
    """Confirmed answers became part of a learning object (`object_id`), or are parted from it (None)."""

    post_ids: list[int]
    object_id: int | None
    by_id: int


@dataclass(frozen=True)
class PromotedWordsChanged(Fact):
    """An answer that a learning object comes from has other words, or stands no more, or stands again."""

    post_id: int
    by_id: int


@dataclass(frozen=True)
class TopicsChanged(Fact):
    """Threads are about other things than before, or open to others."""

    thread_ids: list[int]


@dataclass(frozen=True)
class ExportAsked(Fact):
    """Somebody asked for a space as a file; a job writes it."""

    export_id: int


@dataclass(frozen=True)
class ExportReady(Fact):
    """The file of a space lies there, or it could not be written (`fault`)."""

    export_id: int
    fault: str


@dataclass(frozen=True)
class ImportBrought(Fact):
    """Somebody brought the file of a space, or wants one that was looked at; a job goes on with it."""

    import_id: int
