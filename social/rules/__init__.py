"""Who may do what in the talk: pure questions about one standing."""

from social.rules.bookmarks import may_keep
from social.rules.polls import barrier_to_voting, may_close_poll, may_vote, shows_result
from social.rules.posts import (
    barrier_to_writing,
    may_delete_post,
    may_edit_post,
    may_react,
    may_restore_post,
    may_see_deletion,
    may_see_revisions,
    may_write,
)
from social.rules.spaces import (
    Standing,
    may_ask_to_join,
    may_invite,
    may_join,
    may_leave,
    may_manage_members,
    may_moderate,
    may_open_community,
    may_read_space,
    may_see_members,
    may_see_space,
)
from social.rules.tags import may_keep_vocabulary, may_tag_thread
from social.rules.threads import (
    may_archive_thread,
    may_lock_thread,
    may_mark_answered,
    may_open_thread,
    may_read_thread,
    may_rename_thread,
)

__all__ = [
    "Standing",
    "barrier_to_voting",
    "barrier_to_writing",
    "may_archive_thread",
    "may_ask_to_join",
    "may_close_poll",
    "may_delete_post",
    "may_edit_post",
    "may_invite",
    "may_join",
    "may_keep",
    "may_keep_vocabulary",
    "may_leave",
    "may_lock_thread",
    "may_manage_members",
    "may_mark_answered",
    "may_moderate",
    "may_open_community",
    "may_open_thread",
    "may_react",
    "may_read_space",
    "may_read_thread",
    "may_rename_thread",
    "may_restore_post",
    "may_see_deletion",
    "may_see_members",
    "may_see_revisions",
    "may_see_space",
    "may_tag_thread",
    "may_vote",
    "may_write",
    "shows_result",
]
