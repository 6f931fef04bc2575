"""Who may move a thread or some of its posts, and to where."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from social.models import Space, Thread
from social.rules.spaces import Standing, may_moderate
from social.rules.threads import may_read_thread

# A class's talk is its room's, a direct talk its two people's.
MOVABLE = (Space.Kind.COMMUNITY, Space.Kind.STUDY_GROUP)
Barrier = tuple[str, str | Promise]


def may_move_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may take the whole thread away: to another space, or into another thread."""
    return may_split_thread(standing, thread) and standing.space.kind in MOVABLE


def may_split_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may take posts out of it: who leads, of anything but a direct talk."""
    if not may_read_thread(standing, thread) or standing.space.is_archived:
        return False
    return may_moderate(standing) and standing.space.kind != Space.Kind.DIRECT


def may_move_into(standing: Standing) -> bool:
    """Whether they may bring a thread, or posts, into this space: who leads it, while it lives."""
    space = standing.space
    return may_moderate(standing) and space.kind in MOVABLE and not space.is_archived


def barrier_to_space(thread: Thread, to: Space) -> Barrier | None:
    """What keeps a thread's words from a space: what is restricted goes nowhere where more people read."""
    is_wider = to.openness == Space.Openness.OPEN and thread.space.openness != Space.Openness.OPEN
    if thread.audience and is_wider:
        return "social.would_be_wider", _(
            "This talk is not for everybody, and more people read over there: it cannot be moved."
        )
    return None


def barrier_to_thread(thread: Thread, into: Thread) -> Barrier | None:
    """The same for posts that go into another thread, which must be for the same people."""
    if thread.audience and thread.audience != into.audience:
        return "social.would_be_wider", _(
            "This talk is not for everybody who reads the other one: its posts cannot be moved there."
        )
    return barrier_to_space(thread, into.space)
