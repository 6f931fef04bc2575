"""What the talk does after the answer and by the clock: telling those who watch, however many they are."""

from django.utils import timezone

from core.acts.jobs import do_each, job
from social.actions import telling
from social.actions.safety_cases import tell_deadline
from social.actions.sweeps import carry_out
from social.models import SafetyDeadline


@job
def tell_watchers(post_id: int) -> None:
    """One post, told to whoever watches its thread or space."""
    telling.tell_watchers(post_id=post_id)


def tell_watchers_later(*, post_id: int, thread_id: int, space_id: int, **_fact: object) -> None:
    """Books that job, if anybody watches."""
    if telling.is_watched(thread_id=thread_id, space_id=space_id):
        tell_watchers.enqueue(post_id=post_id)


def tell_safety_deadlines() -> int:
    """Tells the safety officers of cases that are half through their time, or late: each row once."""
    owed = SafetyDeadline.objects.filter(done_at=None, due_at__lte=timezone.now()).select_related("case")
    return do_each(owed.order_by("due_at", "pk"), tell_deadline)


@job
def sweep_posts(sweep_id: int) -> None:
    """Deletes the posts of a large sweep."""
    carry_out(sweep_id=sweep_id)
