"""Who may flag, answer flags, sanction, slow a talk down and delete many posts."""

from core.accounts.roles import MEDICAL_REVIEWER
from social.models import Flag, Post, Sanction, Sweep
from social.rules.spaces import Standing, may_manage_members, may_moderate
from social.rules.threads import may_read_thread


def may_flag(standing: Standing, post: Post) -> bool:
    """Whether they may ask who leads to look: whoever reads the post, but not at their own."""
    return not post.is_hidden and post.writer_id != standing.person.pk and may_read_thread(standing, post.thread)


def may_answer_flag(standing: Standing, flag: Flag) -> bool:
    """Whether they may say what follows from a flag: who leads; of off-label ones a medical reviewer too."""
    is_theirs = flag.sort == Flag.Sort.OFF_LABEL and standing.person.has_role(MEDICAL_REVIEWER)
    return may_moderate(standing) or is_theirs


def may_sanction(standing: Standing, theirs: Standing) -> bool:
    """Whether they may warn or pause somebody: who leads, and nobody else who leads, nor themselves."""
    is_other = standing.person.pk != theirs.person.pk
    return may_moderate(standing) and is_other and theirs.is_member and not may_moderate(theirs)


def may_remove_by_sanction(standing: Standing, theirs: Standing) -> bool:
    """Whether they may remove somebody for a time: where members are managed here, and of their own membership."""
    return may_sanction(standing, theirs) and may_manage_members(standing) and theirs.is_own


def may_lift(standing: Standing, sanction: Sanction) -> bool:
    """Whether they may end a sanction early: who leads, but not their own."""
    return sanction.is_running and may_moderate(standing) and sanction.person_id != standing.person.pk


def may_slow_down(standing: Standing) -> bool:
    """Whether they may have people wait between two posts."""
    return may_moderate(standing) and not standing.space.is_archived


def may_sweep(standing: Standing) -> bool:
    """Whether they may delete many posts at once."""
    return may_moderate(standing)


def may_undo_sweep(standing: Standing, sweep: Sweep) -> bool:
    """Whether they may take a sweep back, while its window is open."""
    return may_moderate(standing) and sweep.may_be_undone
