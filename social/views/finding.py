"""Finds what a page is about, through the permission: what one may not see does not exist."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.accounts.requests import AuthedRequest
from social.models import FormerPlace, Post, Space, Thread
from social.queries.languages import with_languages
from social.views.talking import place_of


def space_to_read(request: AuthedRequest, pk: int) -> Space:
    """The space as its front page shows it, if it exists for who asks."""
    spaces = Space.objects.places().visible_to(request.user).with_stream_number()
    return get_object_or_404(with_languages(spaces, request.user), pk=pk)


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


def moved_post(request: AuthedRequest, pk: int, number: int) -> Post | None:
    """The post that had this number in the thread until it was moved, if who asks may read where it is now."""
    places = FormerPlace.objects.filter(thread=pk, number=number).values("post_id")
    return Post.objects.in_threads_of(request.user).filter(pk__in=places).first()


def where_it_went(request: AuthedRequest, pk: int, number: int | None = None) -> str:
    """The address of the thread that this one was joined to, at the post that had this number here. Else 404."""
    post = moved_post(request, pk, number) if number else None
    if post is not None:
        return place_of(post)
    joined = get_object_or_404(Thread.objects.visible_to(request.user), merged=pk)
    return reverse("social:thread", args=[joined.pk])
