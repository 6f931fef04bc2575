"""Tells the search what changed, in the transaction that changed it; the search room is not open yet."""

from social.models import Post, Space, Thread


def index_space(space: Space) -> None:
    """A community is found by its name and what it says of itself."""


def index_thread(thread: Thread) -> None:
    """A thread is found by its title."""


def index_post(post: Post) -> None:
    """A post is found by its words and its thread's title; a deleted one is not found."""
