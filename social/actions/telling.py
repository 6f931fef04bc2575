"""Tells people of what happened in the talk: who is called, who is answered, who leads, who asked."""

from typing import Any

from django.contrib.auth import get_user_model

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications.actions import notify
from social.models import Follow, FollowLevel, JoinRequest, Membership, Mention, Post, ReadMark, Space
from social.queries.people import readers_of, tutors_of, who_may_read

BATCH = 1000


def tell_mentioned(*, post_id: int, person_id: int, by_id: int) -> None:
    """Somebody was called by name."""
    _tell_of(post_id, "social.mention", Person.objects.filter(pk=person_id))


def tell_tutors(*, post_id: int, space_id: int, by_id: int) -> None:
    """The tutors of the space were called."""
    post = _post(post_id)
    _tell_of(post_id, "social.tutors", tutors_of(post.thread.space), post)


def tell_answered(*, post_id: int, answered_id: int | None, author_id: int, number: int, **_fact: Any) -> None:
    """Who was answered hears of it; who asked a question hears of every post that answers nobody else.

    In a class everybody is there: its chat tells only who is called by name.
    """
    if number == 1 or answered_id == author_id:
        return
    post = _post(post_id)
    whom = answered_id or (post.thread.author_id if post.thread.is_question else author_id)
    if whom == author_id or post.thread.space.kind == Space.Kind.CLASS:
        return
    if not _is_muted(post, whom) and not post.mentions.filter(person=whom).exists():
        _tell_of(post_id, "social.answer", Person.objects.filter(pk=whom), post)


def is_watched(*, thread_id: int, space_id: int) -> bool:
    """Whether anybody watches the thread or its space: else no job is needed."""
    if Membership.objects.filter(space=space_id, follow=FollowLevel.WATCH).exists():
        return True
    return Follow.objects.filter(thread=thread_id, level=FollowLevel.WATCH).exists()


@action
def tell_watchers(*, post_id: int) -> int:
    """Those who watch the thread, or its space, and were not told otherwise; by a job. Returns how many."""
    post = Post.objects.select_related("thread__space", "author", "reply_to").filter(pk=post_id).first()
    if post is None or post.is_hidden:
        return 0
    told = set(Mention.objects.filter(post=post, person__isnull=False).values_list("person_id", flat=True))
    # Whoever was there as it was said has read it before this job runs.
    told |= set(
        ReadMark.objects.filter(thread=post.thread, number__gte=post.number).values_list("person_id", flat=True)
    )
    told |= {post.author_id, post.reply_to.author_id if post.reply_to else post.thread.author_id}
    levels = dict(Follow.objects.filter(thread=post.thread).values_list("person_id", "level"))
    space = Membership.objects.filter(space=post.thread.space_id, follow=FollowLevel.WATCH)
    watching = {pk for pk in space.values_list("person_id", flat=True) if pk not in levels}
    watching |= {pk for pk, level in levels.items() if level == FollowLevel.WATCH}
    wanted = sorted(watching - told)
    for start in range(0, len(wanted), BATCH):
        people = readers_of(post.thread.space).filter(pk__in=wanted[start : start + BATCH])
        _tell_of(post_id, "social.watched", people, post)
    return len(wanted)


def tell_leaders(*, request_id: int, space_id: int, person_id: int) -> None:
    """Somebody asks to join."""
    request = JoinRequest.objects.select_related("space", "person").get(pk=request_id)
    leading = Membership.objects.leading().filter(space=space_id).values("person_id")
    notify(
        people=get_user_model()._default_manager.filter(pk__in=leading),
        kind="social.join_asked",
        about=request.space,
        by=request.person,
        effect_key=f"social.join_asked:{request_id}",
    )


def tell_who_asked(*, request_id: int, space_id: int, person_id: int, accepted: bool, by_id: int) -> None:
    """A request was answered."""
    request = JoinRequest.objects.select_related("space", "person", "answered_by").get(pk=request_id)
    notify(
        people=[request.person],
        kind="social.join_answered",
        about=request.space,
        by=request.answered_by,
        effect_key=f"social.join_answered:{request_id}",
        facts={"accepted": accepted},
    )


def tell_invited(*, request_id: int, space_id: int, person_id: int, by_id: int) -> None:
    """Somebody was invited."""
    request = JoinRequest.objects.select_related("space", "person", "asked_by").get(pk=request_id)
    notify(
        people=[request.person],
        kind="social.invited",
        about=request.space,
        by=request.asked_by,
        effect_key=f"social.invited:{request_id}",
    )


def _tell_of(post_id: int, kind: str, people: Any, post: Post | None = None) -> None:
    post = post or _post(post_id)
    reading = who_may_read(post.thread, people)
    notify(people=reading, kind=kind, about=post, by=post.author, effect_key=f"{kind}:{post_id}")


def _post(post_id: int) -> Post:
    return Post.objects.select_related("thread__space", "author").get(pk=post_id)


def _is_muted(post: Post, person_id: int) -> bool:
    level = Follow.objects.filter(thread=post.thread_id, person=person_id).values_list("level", flat=True).first()
    if level is None:
        member = Membership.objects.filter(space=post.thread.space_id, person=person_id)
        level = member.values_list("follow", flat=True).first()
    return level == FollowLevel.MUTE
