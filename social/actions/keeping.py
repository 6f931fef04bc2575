"""Keeps what people had read, followed, kept and begun to write where posts change their thread.

A mark says "read up to number", so after a move it cannot say everything. It says as much as it can: in a new thread
exactly what was read; in a thread that was read to its end, that the moved posts that were read are read too; elsewhere
it stands where fewer posts are told wrongly, as read or as new, and where it stands the same it stays. A mark that
somebody put there by hand never moves on.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from social.models import Bookmark, Draft, Follow, FollowLevel, Membership, ReadMark, SetAside, Thread

BATCH = 500


@dataclass(frozen=True)
class Read:
    """How far one person has read a thread; `by_hand` when they put the mark there to come back."""

    number: int
    by_hand: bool = False


def read_in(thread: Thread) -> dict[int, Read]:
    """How far everybody has read a thread who has read in it; who caught up with its space has read all of it."""
    marks = ReadMark.objects.filter(thread=thread).values_list("person_id", "number", "by_hand")
    read = {person: Read(number, by_hand) for person, number, by_hand in marks}
    caught_up = Membership.objects.filter(space=thread.space_id, caught_up_at__gte=thread.last_post_at)
    for person in caught_up.values_list("person_id", flat=True):
        if not read.get(person, Read(0)).by_hand:
            read[person] = Read(thread.last_number)
    return read


def carry_marks(
    *, target: Thread, before: Mapping[int, Read], there: Mapping[int, Read], numbers: Sequence[int]
) -> None:
    """Sets the marks in a thread that got posts: `before` in it, `there` in the thread from which they came.

    `numbers` are their old ones, in order; they are the last of `target` now, which is saved.
    """
    first = target.last_number - len(numbers) + 1
    standing = dict(ReadMark.objects.filter(thread=target).values_list("person_id", "number"))
    awake = _not_quiet_for(target)
    wanted: dict[int, int] = {}
    for person in before.keys() | there.keys():
        had = before.get(person, Read(0))
        much = bisect_right(numbers, there[person].number) if person in there else 0
        wanted[person] = _mark(had, first, much)
    new = [pk for pk, number in wanted.items() if number and pk not in standing and pk in awake]
    fresh = [ReadMark(thread=target, person_id=pk, number=wanted[pk]) for pk in new]
    ReadMark.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    moved = [pk for pk, number in standing.items() if wanted.get(pk, 0) > number]
    for number in sorted({wanted[pk] for pk in moved}):
        people = [pk for pk in moved if wanted[pk] == number]
        for start in range(0, len(people), BATCH):
            marks = ReadMark.objects.filter(thread=target, person__in=people[start : start + BATCH])
            marks.update(number=number)


def close_ranks(thread: Thread, gone: Sequence[int]) -> None:
    """Who had read up to a gap has read beyond it: numbers that are not there any more are not new to anybody."""
    stand = sorted(thread.posts.values_list("number", flat=True))
    end = max(thread.last_number, thread.numbers_given)
    gaps = set()
    for number in gone:
        behind = bisect_right(stand, number)
        gaps.add((stand[behind - 1], stand[behind] - 1 if behind < len(stand) else end))
    for start, stop in gaps:
        ReadMark.objects.filter(thread=thread, number__gte=start, number__lt=stop).update(number=stop)


def copy_follows(source: Thread, target: Thread) -> None:
    """Who watches or mutes the old thread watches or mutes what was split from it."""
    rows = Follow.objects.filter(thread=source).values_list("person_id", "level")
    Follow.objects.bulk_create(
        [Follow(thread=target, person_id=person, level=level) for person, level in rows], batch_size=BATCH
    )


def join_follows(source: Thread, target: Thread) -> None:
    """Who watched what is joined to another thread watches that, unless they said otherwise of it."""
    watching = Follow.objects.filter(thread=source, level=FollowLevel.WATCH).values_list("person_id", flat=True)
    Follow.objects.bulk_create(
        [Follow(thread=target, person_id=person, level=FollowLevel.WATCH) for person in watching],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def carry_drafts(source: Thread, target: Thread) -> None:
    """What was begun in a thread that is joined to another goes on there; who began something there too keeps both."""
    there = Draft.objects.filter(context=target.stream.name)
    there.filter(source="").delete()
    begun = Draft.objects.filter(context=source.stream.name).exclude(person__in=there.values("person_id"))
    begun.update(context=target.stream.name, version=F("version") + 1)
    SetAside.objects.filter(context=source.stream.name).update(context=target.stream.name)


def carry_bookmarks(source: Thread, target: Thread) -> None:
    """Who keeps a thread that is joined to another keeps that, once; what they noted of the first is not lost."""
    held = Bookmark.objects.select_for_update().order_by("pk")
    there = {kept.person_id: kept for kept in held.of("thread", target.pk)}
    twice = list(held.of("thread", source.pk).filter(person__in=there))
    for kept in twice:
        _join_bookmark(kept, there[kept.person_id])
    Bookmark.objects.filter(pk__in=[kept.pk for kept in twice]).delete()
    Bookmark.objects.of("thread", source.pk).update(thing_id=target.pk)


def _join_bookmark(kept: Bookmark, there: Bookmark) -> None:
    """What the bookmark that stays lacks comes from the other: the note, a reminder that is still owed."""
    there.note = there.note or kept.note
    if there.remind_at is None or (there.reminded_at and kept.remind_at and not kept.reminded_at):
        there.remind_at, there.reminded_at = kept.remind_at, kept.reminded_at
    there.save(update_fields=["note", "remind_at", "reminded_at"])


def _mark(had: Read, first: int, much: int) -> int:
    """Where a mark stands best when `much` of the posts from number `first` on were read."""
    unread = first - 1 - had.number
    if not much or had.by_hand or (unread > 0 and unread >= much):
        return had.number
    return first - 1 + much


def _not_quiet_for(thread: Thread) -> set[int]:
    """The members to whom something in a thread would be new without a mark."""
    members = Membership.objects.filter(space=thread.space_id, caught_up_at__lt=thread.last_post_at)
    return set(members.values_list("person_id", flat=True))
