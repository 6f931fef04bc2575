"""What follows from the talk and can wait a moment."""

from core.acts.jobs import job
from social import notices


@job
def tell_watchers(post_id: int) -> None:
    """Tells those who watch of a new post; told once, however often the job runs."""
    notices.tell_watchers(post_id=post_id)
