"""Who may stand by an answer, make a job aid of it, and ask whom for a look."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.accounts.roles import EXPERT, TUTOR
from core.library import rules as library_rules
from social.models import Post, Role, Space, Thread
from social.rules.posts import Barrier
from social.rules.spaces import Standing, may_moderate
from social.rules.threads import may_read_thread

# By so many colleagues one person is asked in a week, and so many one person asks in a day.
MOST_ASKED, ASKED_WITHIN = 3, timedelta(days=7)
MOST_ASKS, ASKS_WITHIN = 5, timedelta(days=1)
# What was prepared and not sent counts for so long: nobody is promised to two people at once.
PREPARED_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class AskedSoFar:
    """By how many others somebody was asked lately, how many the asker has asked, whether it was asked here."""

    times: int = 0
    asks: int = 0
    is_asked_here: bool = False


def is_tutor(standing: Standing) -> bool:
    """Whether their word confirms: the space's tutors, and who leads it and is a tutor or expert of the house."""
    if not may_moderate(standing):
        return False
    return standing.role == Role.TUTOR or any(standing.person.has_role(role) for role in (TUTOR, EXPERT))


def may_confirm_in(standing: Standing, thread: Thread) -> bool:
    """Whether they may stand by answers of this question; of a locked one too, of an archived one no longer."""
    is_over = thread.state == Thread.State.ARCHIVED or standing.space.is_archived
    return thread.is_question and not is_over and may_read_thread(standing, thread) and is_tutor(standing)


def may_confirm(standing: Standing, post: Post) -> bool:
    """Whether they may stand by this answer, or no longer: a tutor, of what somebody else wrote."""
    if post.is_hidden or post.number == 1 or post.writer_id == standing.person.pk:
        return False
    return may_confirm_in(standing, post.thread)


def may_promote_in(standing: Standing, thread: Thread) -> bool:
    """Whether they may make job aids of what was confirmed here: who begins learning objects, and leads here or
    belongs here where everybody reads. What only some may read does not leave its talk."""
    space = standing.space
    if thread.audience or space.kind not in (Space.Kind.COMMUNITY, Space.Kind.STUDY_GROUP):
        return False
    is_at_home = may_moderate(standing) or (standing.is_member and space.openness == Space.Openness.OPEN)
    return may_read_thread(standing, thread) and is_at_home and library_rules.can_create(standing.person)


def may_promote(standing: Standing, post: Post) -> bool:
    """Whether they may make a job aid of this answer: a tutor stands by it, and it is none yet."""
    is_ready = post.is_confirmed and not post.is_hidden and post.promoted_to is None
    return is_ready and may_promote_in(standing, post.thread)


def may_let_go(standing: Standing, post: Post) -> bool:
    """Whether they may part an answer from the job aid that it became part of."""
    return post.promoted_to is not None and may_promote_in(standing, post.thread)


def barrier_to_asking(so_far: AskedSoFar, name: str) -> Barrier | None:
    """What keeps somebody from asking `name` for a look, as code and sentence; None when nothing does."""
    if so_far.is_asked_here:
        return "social.asked_here", _("%(name)s was asked in this talk already.") % {"name": name}
    if so_far.times >= MOST_ASKED:
        text = _("%(name)s was asked by enough colleagues this week. Ask somebody else, or ask everybody openly.")
        return "social.asked_enough", text % {"name": name}
    if so_far.asks >= MOST_ASKS:
        return "social.asks_enough", _("You have asked five colleagues today. Give them time to answer.")
    return None
