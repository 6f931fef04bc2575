"""Holds a row until the end of the action."""

from social.models import Post, Thread


def held(thread: Thread) -> Thread:
    """The thread as it is now, and nobody else's until the end of the action."""
    return Thread.objects.select_for_update(of=("self",)).select_related("space").get(pk=thread.pk)


def held_post(post: Post) -> Post:
    """The same for a post."""
    posts = Post.objects.select_for_update(of=("self",)).select_related("thread__space", "author")
    return posts.get(pk=post.pk)
