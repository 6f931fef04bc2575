"""Tells who is in a direct talk of what was written there: once, until they have looked."""

from datetime import timedelta

from django.utils import timezone

from core.notifications.actions import notify
from core.notifications.models import Notice
from social.actions.ringing import ring_messages
from social.models import Follow, FollowLevel, Membership, Post

KIND = "social.message"
# Who writes ten lines in a row is one notice and one mail; an hour later they may call again.
ONE_CALL = timedelta(hours=1)


def tell_members(*, post_id: int, thread_id: int, author_id: int) -> None:
    """Everybody's pages hear of it; who has not muted the talk is told by notice and, as they chose, by mail."""
    post = Post.objects.select_related("author", "thread").get(pk=post_id)
    rows = list(Membership.objects.filter(space=post.thread.space_id).select_related("person"))
    ring_messages(row.person_id for row in rows)
    levels = dict(Follow.objects.filter(thread=thread_id).values_list("person_id", "level"))
    called = _called_lately(post)
    notify(
        people=[
            row.person
            for row in rows
            if levels.get(row.person_id, row.follow) != FollowLevel.MUTE and row.person_id not in called
        ],
        kind=KIND,
        about=post,
        by=post.author,
        effect_key=f"{KIND}:{post_id}",
    )


def _called_lately(post: Post) -> set[int]:
    """Who was told of this author in this talk a moment ago and has not looked yet."""
    posts = Post.objects.filter(thread=post.thread_id, author=post.author_id).values("pk")
    recent = Notice.objects.filter(kind=KIND, read_at=None, at__gt=timezone.now() - ONE_CALL, about_id__in=posts)
    return set(recent.values_list("person_id", flat=True))
