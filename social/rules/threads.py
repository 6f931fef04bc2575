"""Who may open, read and lead a thread."""

from social import registries
from social.models import Space, Thread
from social.rules.spaces import Standing, may_moderate, may_read_space


def may_read_thread(standing: Standing, thread: Thread) -> bool:
    """Whether the thread exists for them: they read the space, and hold the key where there is a restriction.

    What was joined to another talk is read there.
    """
    if thread.is_merged or not may_read_space(standing):
        return False
    return not thread.audience or thread.audience in registries.held_by(standing.person)


def may_speak(standing: Standing) -> bool:
    """Whether they have a voice in the space at all: members, and in an open community colleagues not removed."""
    if standing.space.is_archived or standing.is_muted or standing.is_removed:
        return False
    return standing.is_member or (may_read_space(standing) and standing.space.kind == "community")


def may_open_thread(standing: Standing, kind: str = Thread.Kind.DISCUSSION) -> bool:
    """Whether they may open one; announcements are for those who lead. A direct talk is one thread for ever."""
    if standing.space.kind == Space.Kind.DIRECT:
        return False
    return may_speak(standing) and (kind != Thread.Kind.ANNOUNCEMENT or may_moderate(standing))


def may_rename_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may change its title: who opened it while it is open, who leads always."""
    if not may_read_thread(standing, thread) or standing.space.is_archived or standing.space.kind == Space.Kind.DIRECT:
        return False
    is_theirs = thread.opener_id == standing.person.pk and not standing.is_removed
    return may_moderate(standing) or (is_theirs and not thread.is_shut)


def may_lock_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may lock and unlock it."""
    if not may_read_thread(standing, thread) or standing.space.is_archived:
        return False
    return may_moderate(standing) and thread.state != Thread.State.ARCHIVED


def may_archive_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may put it away, and bring it back."""
    return may_read_thread(standing, thread) and may_moderate(standing) and not standing.space.is_archived


def may_mark_answered(standing: Standing, thread: Thread) -> bool:
    """Whether they may say that a question is answered, or that it is open again."""
    return thread.is_question and not thread.is_shut and may_rename_thread(standing, thread)
