"""Tells people of what happened in the talk: who is called, who is answered, who leads, who asked."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications.actions import notify, notify_crowd
from social.models import Follow, FollowLevel, JoinRequest, Membership, Mention, Post, ReadMark, Space
from social.queries.people import people_at_home, readers_of, tutors_of, who_may_read

BATCH = 2000
TOLD_WITH = ("thread__space", "thread__veil", "author", "veil", "reply_to__veil", "meant_for__veil")


def tell_mentioned(*, post_id: int, person_id: int, by_id: int) -> None:
    """Somebody was called by name."""
    post = _post(post_id)
    # Who is in a direct talk is told of every post there; a call reaches those who have muted it.
    if post.thread.space.kind != Space.Kind.DIRECT or _is_muted(post, person_id):
        _tell_of(post_id, "social.mention", Person.objects.filter(pk=person_id), post)


def tell_tutors(*, post_id: int, space_id: int, by_id: int) -> None:
    """The tutors of the space were called."""
    post = _post(post_id)
    _tell_of(post_id, "social.tutors", tutors_of(post.thread.space), post)


def tell_here(*, post_id: int, space_id: int, by_id: int) -> None:
    """Everybody who belongs to a small space was called; who is called by name besides hears of that."""
    post = _post(post_id)
    named = post.mentions.filter(person__isnull=False).values("person_id")
    muted = Follow.objects.filter(thread=post.thread, level=FollowLevel.MUTE).values("person_id")
    deaf = Membership.objects.filter(space=space_id, follow=FollowLevel.MUTE).values("person_id")
    called = people_at_home(post.thread.space).exclude(pk__in=named).exclude(pk__in=muted).exclude(pk__in=deaf)
    called = called.exclude(pk=post.writer_id)
    _tell_of(post_id, "social.here", called, post)


def tell_answered(*, post_id: int, number: int, **_fact: Any) -> None:
    """Who was answered hears of it, and whose post it stands beneath; who asked a question hears of every post that
    answers nobody else.

    In a class everybody is there: its chat tells only who is called by name.
    """
    if number == 1:
        return
    post = _post(post_id)
    # Who is in a direct talk is told of every post there.
    if post.thread.space.kind in (Space.Kind.CLASS, Space.Kind.DIRECT):
        return
    asked = {post.thread.opener_id} if post.thread.is_question else set()
    whom = {each for each in (post.answered_ids or asked) - {post.writer_id} if not _is_muted(post, each)}
    if whom and not post.mentions.filter(group="here").exists():
        named = post.mentions.filter(person__in=whom).values("person_id")
        _tell_of(post_id, "social.answer", Person.objects.filter(pk__in=whom).exclude(pk__in=named), post)


def tell_accepted(*, post_id: int, by_id: int, **_fact: Any) -> None:
    """Whose answer was accepted hears of it, once for each answer."""
    related = ("thread__space", "thread__veil", "author", "veil", "accepted_by")
    post = Post.objects.select_related(*related).get(pk=post_id)
    writer = post.writer_id
    accepted = post.thread.opener_id if post.accepted_by is not None and post.accepted_by.is_stand_in else by_id
    if writer == accepted or _is_muted(post, writer):
        return
    notify(
        people=who_may_read(post.thread, readers_of(post.thread.space).filter(pk=writer)),
        kind="social.accepted",
        about=post,
        by=post.accepted_by,
        effect_key=f"social.accepted:{post_id}",
    )


def is_watched(*, thread_id: int, space_id: int) -> bool:
    """Whether anybody watches the thread or its space: else no job is needed."""
    if Membership.objects.filter(space=space_id, follow=FollowLevel.WATCH).exists():
        return True
    return Follow.objects.filter(thread=thread_id, level=FollowLevel.WATCH).exists()


def tell_watchers(*, post_id: int) -> int:
    """Those who watch the thread, or its space, and were not told otherwise; by a job. Returns how many.

    A crowd is told in batches, each whole by itself: writers wait for one batch, and a job that begins again after its
    worker died finds by the effect key whom it has told.
    """
    post = _standing_post(post_id)
    wanted = list(_watching(post).order_by("pk").values_list("pk", flat=True)) if post else []
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        tell_some(post_id=post_id, first=batch[0], last=batch[-1])
    return len(wanted)


@action
def tell_some(*, post_id: int, first: int, last: int) -> None:
    """Those of the watching whose keys lie between two, if the post still stands."""
    post = _standing_post(post_id)
    if post is None:
        return
    wanted = _watching(post).filter(pk__gte=first, pk__lte=last)
    if post.thread.audience:
        _tell_of(post_id, "social.watched", wanted, post)
    else:
        key = f"social.watched:{post_id}"
        notify_crowd(people=wanted, kind="social.watched", about=post, by=post.author, effect_key=key)


def _watching(post: Post) -> "QuerySet[Person]":
    """Readers who watch, and neither wrote it, nor are told of it already, nor were there as it was said."""
    follows = Follow.objects.filter(thread=post.thread, person=OuterRef("pk"))
    space = Membership.objects.filter(space=post.thread.space_id, person=OuterRef("pk"), follow=FollowLevel.WATCH)
    read = ReadMark.objects.filter(thread=post.thread, person=OuterRef("pk"), number__gte=post.number)
    called = Mention.objects.filter(post=post, person=OuterRef("pk"))
    watching = Q(Exists(follows.filter(level=FollowLevel.WATCH))) | Q(Exists(space) & ~Exists(follows))
    told = post.answered_ids or {post.thread.opener_id}
    people = readers_of(post.thread.space).filter(watching).exclude(pk__in={post.writer_id, *told})
    people = people.exclude(Exists(read)).exclude(Exists(called))
    if post.mentions.filter(group="here").exists():
        people = people.exclude(pk__in=people_at_home(post.thread.space).values("pk"))
    return people


def _standing_post(post_id: int) -> Post | None:
    """The post, unless it is gone, or said in a direct talk: who is in that is told of every post there."""
    posts = Post.objects.standing().exclude(thread__space__kind=Space.Kind.DIRECT)
    return posts.select_related(*TOLD_WITH).filter(pk=post_id).first()


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


def tell_poll_closed(*, poll_id: int, post_id: int, author_id: int, by_id: int | None) -> None:
    """Who asked a poll hears that it has closed; not of their own closing, and not of a deleted one."""
    post = _post(post_id)
    if by_id == author_id or post.is_hidden:
        return
    asked = who_may_read(post.thread, Person.objects.filter(pk=post.writer_id))
    notify(people=asked, kind="social.poll_closed", about=post, effect_key=f"social.poll_closed:{poll_id}")


def _tell_of(post_id: int, kind: str, people: Any, post: Post | None = None) -> None:
    post = post or _post(post_id)
    reading = who_may_read(post.thread, people)
    notify(people=reading, kind=kind, about=post, by=post.author, effect_key=f"{kind}:{post_id}")


def _post(post_id: int) -> Post:
    return Post.objects.select_related(*TOLD_WITH).get(pk=post_id)


def _is_muted(post: Post, person_id: int) -> bool:
    level = Follow.objects.filter(thread=post.thread_id, person=person_id).values_list("level", flat=True).first()
    if level is None:
        member = Membership.objects.filter(space=post.thread.space_id, person=person_id)
        level = member.values_list("follow", flat=True).first()
    return level == FollowLevel.MUTE


def hears_of(post: Post, person_id: int) -> bool:
    """Whether somebody wishes to be told what becomes of a post: they have muted neither its thread nor its space."""
    return not _is_muted(post, person_id)
