"""What the talk does after the answer: telling those who watch, however many they are."""

from core.acts.jobs import job
from social.actions import telling


@job
def tell_watchers(post_id: int) -> None:
    """One post, told to whoever watches its thread or space."""
    telling.tell_watchers(post_id=post_id)


def tell_watchers_later(*, post_id: int, thread_id: int, space_id: int, **_fact: object) -> None:
    """Books that job, if anybody watches."""
    if telling.is_watched(thread_id=thread_id, space_id=space_id):
        tell_watchers.enqueue(post_id=post_id)
