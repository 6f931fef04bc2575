"""Finds what a page is about, through the permission: what one may not see does not exist."""

from django.shortcuts import get_object_or_404

from core.accounts.requests import AuthedRequest
from social.models import Post, Space, Thread


def space_of(request: AuthedRequest, pk: int) -> Space:
    """The space, if it exists for who asks."""
    return get_object_or_404(Space.objects.places().visible_to(request.user).with_stream_number(), pk=pk)


def readable_space_of(request: AuthedRequest, pk: int) -> Space:
    """The space, if who asks may read its threads."""
    return get_object_or_404(Space.objects.places().readable_by(request.user), pk=pk)


def thread_of(request: AuthedRequest, pk: int) -> Thread:
    """The thread, if who asks may read it."""
    return get_object_or_404(Thread.objects.visible_to(request.user).select_related("space"), pk=pk)


def post_of(request: AuthedRequest, pk: int) -> Post:
    """The post, deleted or not, if who asks may read its thread."""
    posts = Post.objects.in_threads_of(request.user).select_related("thread__space", "author", "reply_to")
    return get_object_or_404(posts, pk=pk)
