"""Carries posts from one thread to the end of another, with all that hangs on them. Both are held."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q

from core.acts.actions import state
from core.kinds.registry import Ref
from core.realtime.actions import announce, no_longer_shown, whisper
from social import events, facts
from social.actions import indexing, keeping
from social.models import FormerPlace, Post, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

BATCH = 200


def carry(posts: Sequence[Post], *, source: Thread, target: Thread, by: "Person", is_merge: bool = False) -> None:
    """Gives posts the target's next numbers in the order of their old ones; answers stay beneath what goes along."""
    before, there = keeping.read_in(target), keeping.read_in(source)
    posts = sorted(posts, key=lambda post: post.number)
    old = [post.number for post in posts]
    FormerPlace.objects.bulk_create(
        [FormerPlace(thread=source, number=post.number, post=post) for post in posts], batch_size=BATCH
    )
    first = target.next_number
    _renumber(posts, target, first)
    no_longer_shown([Ref("post", post.pk) for post in posts], on=source.stream)
    recount(source)
    recount(target)
    keeping.carry_marks(target=target, before=before, there=there, numbers=old)
    indexing.index_posts(posts)
    Thread.objects.filter(elsewhere_post__in=posts).exclude(pk=target.pk).update(elsewhere=target)
    Thread.objects.filter(elsewhere_post__in=posts, pk=target.pk).update(elsewhere=None, elsewhere_post=None)
    state(facts.PostsMoved(source.pk, target.pk, [post.pk for post in posts], by.pk, is_merge))
    arrived = events.PostsArrived(thread_id=target.pk, first_number=first, count=len(posts))
    announce(arrived, to=target.stream, by=by)
    whisper(events.ThreadMovedOn(thread_id=target.pk, last_number=target.last_number), to=target.space.stream)


def leave_a_word(source: Thread, gone: Iterable[Post], target: Thread, by: "Person") -> None:
    """Says in the thread that posts have left, where they stood, how many went to which; open pages let go of them.

    To be called before the posts are carried. The word hangs on the post before each gap, which shows it to those who
    may see the target; the first post of a thread never leaves, so there is always one.
    """
    left = {post.pk: post for post in gone}
    places = source.posts.in_reading_order().values_list("pk", flat=True)
    words: dict[int, list[list[Any]]] = {}
    anchor = 0
    for pk in places:
        if pk not in left:
            anchor = pk
            continue
        said = words.setdefault(anchor, [])
        # What hung on a post that leaves is about this thread, and stays.
        for ref, count in [*left[pk].carries.pop("left", []), (f"thread:{target.pk}", 1)]:
            if said and said[-1][0] == ref:
                said[-1][1] += count
            else:
                said.append([ref, count])
        announce(events.PostLeft(post_id=pk, number=left[pk].number), to=source.stream, by=by)
    for post in source.posts.filter(pk__in=words):
        post.carries = {**post.carries, "left": [*words[post.pk], *post.carries.get("left", [])]}
        post.look += 1
        post.save(update_fields=["carries", "look"])
        announce(events.PostEdited(post_id=post.pk, number=post.number), to=source.stream)


def recount(thread: Thread) -> None:
    """Counts a thread's posts anew; numbers that were given are not given again."""
    posts = Post.objects.filter(thread=thread)
    counts = posts.aggregate(
        last=Max("number"),
        at=Max("written_at"),
        standing=Count("pk", filter=Q(deleted_at=None)),
        people=Count("author", distinct=True),
        veils=Count("veil"),
    )
    given = max(thread.last_number, thread.numbers_given)
    thread.last_number = counts["last"] or 0
    thread.numbers_given = given if given > thread.last_number else 0
    thread.last_post_at = counts["at"] or thread.last_post_at
    thread.post_count, thread.people_count = counts["standing"], counts["people"]
    thread.is_hushed = bool(counts["veils"]) or thread.veil_id is not None
    fields = ["last_number", "numbers_given", "last_post_at", "post_count", "people_count", "is_hushed"]
    thread.save(update_fields=fields)


def _renumber(posts: Sequence[Post], target: Thread, first: int) -> None:
    numbers = {post.pk: first + place for place, post in enumerate(posts)}
    for post in posts:
        if post.reply_to_id not in numbers:
            post.reply_to_id = None
        post.thread, post.number = target, numbers[post.pk]
        post.root_number = numbers[post.reply_to_id or post.pk]
        post.look += 1
    fields = ["thread", "number", "root_number", "reply_to", "look", "carries"]
    Post.objects.bulk_update(posts, fields, batch_size=BATCH)
