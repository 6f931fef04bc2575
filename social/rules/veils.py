"""Who may ask without their name, go on without it, and look who it is."""

from django.utils.translation import gettext_lazy as _

from social.models import Post, Role, Space, Thread
from social.rules.posts import Barrier, is_theirs
from social.rules.spaces import Standing
from social.rules.threads import may_read_thread

# Among fewer people everybody would know who it is.
FEWEST_TO_HIDE_AMONG = 5


def barrier_to_asking_unnamed(standing: Standing, kind: str) -> Barrier | None:
    """What keeps them from opening this without their name, as code and sentence; None when nothing does."""
    space = standing.space
    if not space.lets_ask_unnamed or space.kind == Space.Kind.DIRECT:
        return "social.names_here", _("In this space everybody speaks under their name.")
    if kind != Thread.Kind.QUESTION:
        return "social.only_questions_unnamed", _("Only a question can be asked without a name.")
    if space.member_count < FEWEST_TO_HIDE_AMONG:
        text = _("Too few people belong here: everybody would know who asks.")
        return "social.too_few_to_hide_among", text
    return barrier_to_speaking_unnamed(standing)


def barrier_to_speaking_unnamed(standing: Standing) -> Barrier | None:
    """The same for going on under one's veil: who joins by what they write would be seen to come."""
    if not standing.is_member:
        return "social.join_first", _("Join this space first: who comes in by asking would be seen.")
    return None


def may_look_behind(standing: Standing, thread: Thread) -> bool:
    """Whether a talk holds something that they may look behind: a tutor of the space, where somebody has no name."""
    is_tutor = standing.is_member and standing.role == Role.TUTOR
    return is_tutor and thread.is_hushed and may_read_thread(standing, thread)


def may_unveil(standing: Standing, post: Post) -> bool:
    """Whether they may look, with a reason, who wrote a post without a name; not their own, and not a held one."""
    if post.veil_id is None or post.is_held or is_theirs(standing, post):
        return False
    return may_look_behind(standing, post.thread)


def may_see_unveilings(standing: Standing, post: Post) -> bool:
    """Whether they may see who has looked, and why: who it is about."""
    return post.veil_id is not None and is_theirs(standing, post) and may_read_thread(standing, post.thread)
