"""Who may write, edit, delete and see what was."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from social.models import Post, Thread
from social.rules.spaces import MOST_HERE, Standing, may_call_here, may_moderate
from social.rules.threads import may_mark_answered, may_read_thread, may_speak

Barrier = tuple[str, str | Promise]


def barrier_to_writing(standing: Standing, thread: Thread) -> Barrier | None:
    """What keeps them from writing here, as code and sentence; None when nothing does."""
    if not may_read_thread(standing, thread):
        return "social.not_yours", _("This talk is not open to you.")
    if standing.space.is_archived or thread.state == Thread.State.ARCHIVED:
        return "social.archived", _("This talk is archived: it can be read, not continued.")
    if standing.is_muted:
        return "social.muted", _("A moderator has asked you to pause here. You can read meanwhile.")
    if standing.is_removed:
        return "social.removed", _("You were removed from this space. You can read what is open to all.")
    if thread.state == Thread.State.LOCKED and not may_moderate(standing):
        return "social.locked", _("This talk is locked. Only its moderators can write here.")
    if not may_speak(standing):
        return "social.not_a_member", _("Only members write here. Ask to join first.")
    return None


def may_write(standing: Standing, thread: Thread) -> bool:
    """Whether they may answer in this thread."""
    return barrier_to_writing(standing, thread) is None


def may_react(standing: Standing, post: Post) -> bool:
    """Whether they may react to a post."""
    return not post.is_hidden and may_react_in(standing, post.thread)


def may_react_in(standing: Standing, thread: Thread) -> bool:
    """Whether they may react in this thread: wherever they may write, and in locked ones too."""
    return thread.state != Thread.State.ARCHIVED and may_read_thread(standing, thread) and may_speak(standing)


def is_theirs(standing: Standing, post: Post) -> bool:
    """Whether they wrote it, under their name or a veil."""
    return post.writer_id == standing.person.pk


def may_edit_post(standing: Standing, post: Post) -> bool:
    """Whether they may change its words: only who wrote them, while they may still write here."""
    return is_theirs(standing, post) and not post.is_hidden and may_write(standing, post.thread)


def may_delete_post(standing: Standing, post: Post) -> bool:
    """Whether they may hide its words: who wrote them while they may write here, who leads always."""
    if post.is_hidden or not may_read_thread(standing, post.thread):
        return False
    if may_moderate(standing):
        return True
    return is_theirs(standing, post) and may_write(standing, post.thread)


def may_restore_post(standing: Standing, post: Post) -> bool:
    """Whether they may take a deletion back: who deleted it, or who leads; what its author withdrew stays so."""
    if not post.is_deleted or not may_read_thread(standing, post.thread):
        return False
    if post.deleted_by_id == standing.person.pk or (is_theirs(standing, post) and post.deleted_by_id == post.author_id):
        return may_moderate(standing) or may_write(standing, post.thread)
    return may_moderate(standing) and post.deleted_by_id != post.author_id


def may_see_revisions(standing: Standing, post: Post) -> bool:
    """Whether they may see what a post said before: its author and who leads; once deleted who leads; held, nobody."""
    if post.is_held or not may_read_thread(standing, post.thread):
        return False
    return may_moderate(standing) or (is_theirs(standing, post) and not post.is_deleted)


def may_see_deletion(standing: Standing, post: Post) -> bool:
    """Whether they may see who deleted a post and when: who leads."""
    return post.is_deleted and may_read_thread(standing, post.thread) and may_moderate(standing)


def may_accept(standing: Standing, post: Post) -> bool:
    """Whether they may say that it is the answer: who asked, or who leads, of what stands beneath the question."""
    return not post.is_hidden and post.number > 1 and may_mark_answered(standing, post.thread)


def barrier_to_calling_here(standing: Standing, people: int) -> Barrier | None:
    """What keeps them from calling everybody by @here, as code and sentence; None when nothing does."""
    if may_call_here(standing, people):
        return None
    if not may_moderate(standing):
        return "social.here_is_for_leaders", _("Only those who lead call everybody by @here. Name whom you mean.")
    text = _("@here reaches at most %(most)d people, and more belong here. Name whom you mean, or announce it.")
    return "social.too_many_for_here", text % {"most": MOST_HERE}
