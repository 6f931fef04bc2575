"""Who may vote, who closes a poll, who sees what came out."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from social.models import Thread
from social.rules.counting import FEWEST_SECRET
from social.rules.posts import Barrier
from social.rules.spaces import Standing, may_moderate
from social.rules.threads import may_read_thread, may_speak

if TYPE_CHECKING:
    from social.models import Poll


def barrier_to_voting(standing: Standing, poll: "Poll") -> Barrier | None:
    """What keeps them from voting, as code and sentence; None when nothing does. A locked talk still takes votes."""
    thread = poll.post.thread
    if not may_read_thread(standing, thread):
        return "social.not_yours", _("This talk is not open to you.")
    if poll.post.is_hidden:
        return "social.poll_deleted", _("This poll was deleted.")
    if poll.is_closed:
        return "social.poll_closed", _("This poll is closed. Your vote came too late to count.")
    if standing.space.is_archived or thread.state == Thread.State.ARCHIVED:
        return "social.archived", _("This talk is archived: it can be read, not continued.")
    if standing.is_muted:
        return "social.muted", _("A moderator has asked you to pause here. You can read meanwhile.")
    if standing.is_removed:
        return "social.removed", _("You were removed from this space. You can read what is open to all.")
    if not may_speak(standing):
        return "social.not_a_member_to_vote", _("Only members vote here. Ask to join first.")
    return None


def may_vote(standing: Standing, poll: "Poll") -> bool:
    """Whether they may vote now, or change their vote."""
    return barrier_to_voting(standing, poll) is None


def may_close_poll(standing: Standing, poll: "Poll") -> bool:
    """Whether they may close it before its time: who asked it, and who leads."""
    post = poll.post
    if poll.is_closed or post.is_hidden or not may_read_thread(standing, post.thread):
        return False
    return may_moderate(standing) or post.writer_id == standing.person.pk


def shows_result(poll: "Poll", voters: int, *, has_voted: bool = False) -> bool:
    """Whether what came out so far may be seen: as the poll promised, and of an anonymous one not too early."""
    if poll.is_anonymous and voters < FEWEST_SECRET:
        return False
    if poll.closed_at is not None or poll.shows == "always":
        return True
    return poll.shows == "voted" and has_voted
