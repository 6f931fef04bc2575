"""What the talk does after the answer, or by the clock."""

from django.utils import timezone

from core.acts.jobs import do_each, job
from social import actions
from social.actions import telling
from social.models import Bookmark, Poll


@job
def tell_watchers(post_id: int) -> None:
    """One post, told to whoever watches its thread or space."""
    telling.tell_watchers(post_id=post_id)


def tell_watchers_later(*, post_id: int, thread_id: int, space_id: int, **_fact: object) -> None:
    """Books that job, if anybody watches."""
    if telling.is_watched(thread_id=thread_id, space_id=space_id):
        tell_watchers.enqueue(post_id=post_id)


def close_due_polls() -> None:
    """Closes polls whose time has come, each once."""
    due = Poll.objects.due(timezone.now()).select_related("post")
    do_each(due.order_by("due_at", "pk"), lambda poll: actions.close_due_poll(poll=poll))


def fire_reminders() -> None:
    """Reminds people of what they kept for this time, each once."""
    due = Bookmark.objects.due(timezone.now()).select_related("person")
    do_each(due.order_by("remind_at", "pk"), lambda bookmark: actions.remind(bookmark=bookmark))
