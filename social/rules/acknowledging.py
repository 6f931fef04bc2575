"""Who asks a space to acknowledge an announcement, and who is asked."""

from social.models import Asking, Space, Thread
from social.rules.spaces import Standing, may_moderate
from social.rules.threads import may_read_thread


def may_ask_to_acknowledge(standing: Standing, thread: Thread) -> bool:
    """Whether they may ask, remind, close: who leads, for an announcement that all its space reads."""
    if thread.kind != Thread.Kind.ANNOUNCEMENT or thread.audience or thread.state == Thread.State.ARCHIVED:
        return False
    is_place = standing.space.kind != Space.Kind.DIRECT and not standing.space.is_archived
    return is_place and may_read_thread(standing, thread) and may_moderate(standing)


def may_see_acknowledgements(standing: Standing, thread: Thread) -> bool:
    """Whether they may see who has acknowledged and who has not: who leads, as long as they read it."""
    return may_read_thread(standing, thread) and may_moderate(standing)


def may_acknowledge(standing: Standing, asking: Asking) -> bool:
    """Whether they are asked: members, but not who wrote the announcement or asks; while it asks."""
    thread = asking.thread
    if not asking.is_open or thread.state == Thread.State.ARCHIVED or standing.space.is_archived:
        return False
    is_theirs = standing.person.pk in (asking.by_id, thread.author_id)
    return standing.is_member and may_read_thread(standing, thread) and not is_theirs
