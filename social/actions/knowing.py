"""Keeps count of what people know, and of when a thread worked something out, whenever an answer changes."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max

from core.acts.actions import action
from social.models import Discretion, Expertise, Post, Thread
from social.queries.knowing import counted, pairs_in

BATCH = 200


def recount_post(*, post_id: int, **_fact: Any) -> None:
    """An answer was accepted, confirmed, edited, deleted, or is so no longer."""
    post = Post.objects.select_related("thread").get(pk=post_id)
    note_worked_out([post.thread_id])
    recount([(post.author_id, post.thread.space_id)])


def note_promoted(*, post_ids: list[int], **_fact: Any) -> None:
    """Answers became part of a job aid, or are parted from it."""
    note_worked_out(Post.objects.filter(pk__in=post_ids).values_list("thread_id", flat=True))


def recount_threads(*, thread_ids: list[int]) -> None:
    """Threads are about other things, or open to others."""
    recount(pairs_in(thread_ids))


def recount_moved_thread(*, thread_id: int, from_space_id: int, space_id: int, **_fact: Any) -> None:
    """A thread stands in another space."""
    pairs = pairs_in([thread_id])
    recount(pairs | {(person, from_space_id) for person, _space in pairs})


def recount_moved_posts(*, from_thread_id: int, thread_id: int, post_ids: list[int], **_fact: Any) -> None:
    """Posts stand in another thread, perhaps in another space."""
    note_worked_out([from_thread_id, thread_id])
    source = Thread.objects.get(pk=from_thread_id)
    authors = Post.objects.filter(pk__in=post_ids).values_list("author_id", flat=True)
    left = Expertise.objects.filter(person__in=authors, space=source.space_id).values_list("person_id", flat=True)
    recount(pairs_in([from_thread_id, thread_id]) | {(person, source.space_id) for person in left})


def recount(pairs: Iterable[tuple[int, int]]) -> None:
    """Counts people anew in spaces, one after the other in the order of their keys; part of an action."""
    for person_id, space_id in sorted(set(pairs)):
        people = get_user_model()._default_manager.filter(pk=person_id)
        # Two answers of one person that change at once are counted one after the other.
        people.select_for_update(no_key=True).values_list("pk").first()
        Expertise.objects.filter(person=person_id, space=space_id).delete()
        Expertise.objects.bulk_create(counted(person_id, space_id), batch_size=BATCH)


def note_worked_out(threads: Iterable[int]) -> None:
    """Writes when something was worked out in these threads last."""
    for pk in sorted(set(threads)):
        posts = Post.objects.worked_out().filter(thread=pk)
        told = posts.aggregate(Max("accepted_at"), Max("confirmed_at"), Max("promotion__at"))
        Thread.objects.filter(pk=pk).update(worked_out_at=max(filter(None, told.values()), default=None))


@action
def recount_everything(pairs: Collection[tuple[int, int]], threads: Collection[int]) -> None:
    """A part of all counts, in one transaction; for the command that counts everything anew."""
    recount(pairs)
    note_worked_out(threads)


@action
def choose_discretion(*, person: Any, is_shown: bool) -> None:
    """Says whether somebody may be shown as a person who knows, and asked as one."""
    if is_shown:
        Discretion.objects.filter(person=person).delete()
    else:
        Discretion.objects.get_or_create(person=person)
