"""Moving a thread to another space, some of its posts to another thread, all of them into one."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds.registry import Ref
from core.realtime.actions import access_changed, announce, no_longer_shown
from social import events, facts, rules
from social.actions import answering, carrying, indexing, keeping, using
from social.actions.threads import titled
from social.models import Post, ReadMark, Space, Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_SPLIT = 100


@action
def move_thread(*, thread: Thread, by: "Person", to: Space, reason: str = "") -> Thread:
    """Takes a thread to another space: who does not read there hears nothing more of it."""
    [thread] = _held(thread)
    old = thread.space
    _refuse_unless(rules.may_move_thread(standing(by, old), thread), rules.may_move_into(standing(by, to)))
    if old.pk == to.pk:
        return thread
    _refuse_barrier(rules.barrier_to_space(thread, to))
    read = keeping.read_in(thread)
    announce(events.ThreadLeft(thread_id=thread.pk), to=old.stream, by=by)
    no_longer_shown([Ref("thread", thread.pk)], on=old.stream)
    thread.space = to
    thread.save(update_fields=["space"])
    for space in (old, to):
        access_changed(space.scope)
    keeping.carry_marks(target=thread, before=read, there={}, numbers=[])
    indexing.index_whole_thread(thread)
    trail.record(by, "social.thread_moved", thread, {"space": old.pk}, {"space": to.pk}, reason)
    state(facts.ThreadMoved(thread.pk, old.pk, to.pk, by.pk))
    announce(events.ThreadMoved(thread_id=thread.pk, space_id=to.pk), to=thread.stream, by=by)
    announce(events.ThreadArrived(thread_id=thread.pk), to=to.stream, by=by)
    return thread


@action
@once(by="by")
def split_thread(
    *,
    thread: Thread,
    by: "Person",
    posts: Collection[int],
    title: str,
    space: Space | None = None,
    kind: str = Thread.Kind.DISCUSSION,
    reason: str = "",
    key: UUID | None = None,
) -> Thread:
    """Makes a thread of its own of some posts, and the answers beneath them; it hangs on the same thing."""
    to = space or thread.space
    chosen = _chosen(thread, posts)
    [source] = _held(thread)
    _refuse_unless(rules.may_split_thread(standing(by, source.space), source), rules.may_move_into(standing(by, to)))
    _refuse_barrier(rules.barrier_to_space(source, to))
    if kind not in Thread.Kind.values:
        raise Refused("social.no_such_kind", _("There is no such kind of thread."), field="kind", status=422)
    first = min(chosen, key=lambda post: post.number)
    target = Thread.objects.create(
        space=to,
        title=titled(title),
        kind=kind,
        language=source.language,
        author=first.author,
        veil=first.veil,
        is_hushed=first.veil is not None,
        subject_type=source.subject_type,
        subject_id=source.subject_id,
        place=source.place,
        audience=source.audience,
        opened_at=first.written_at,
        last_post_at=first.written_at,
    )
    keeping.copy_follows(source, target)
    _take(chosen, source, target, by, reason)
    using.use_all([target.subject_ref] if target.subject_ref else [], by=Ref("thread", target.pk))
    indexing.index_thread(target)
    state(facts.ThreadOpened(target.pk, to.pk, target.author_id, kind))
    announce(events.ThreadOpened(thread_id=target.pk), to=to.stream, by=by)
    return target


@action
def move_posts(*, thread: Thread, by: "Person", posts: Collection[int], into: Thread, reason: str = "") -> Thread:
    """Takes some posts, and the answers beneath them, to the end of another thread."""
    chosen = _chosen(thread, posts)
    source, target = _held(thread, into)
    _refuse_other(source, target)
    _refuse_unless(
        rules.may_split_thread(standing(by, source.space), source), _may_join(standing(by, target.space), target)
    )
    _refuse_barrier(rules.barrier_to_thread(source, target))
    _take(chosen, source, target, by, reason)
    return target


@action
def merge_threads(*, thread: Thread, by: "Person", into: Thread, reason: str = "") -> Thread:
    """Joins a thread to another: its posts go to the end of that, and its address leads there."""
    posts = _with_authors(Post.objects.filter(thread=thread))
    source, target = _held(thread, into)
    _refuse_other(source, target)
    _refuse_unless(
        rules.may_move_thread(standing(by, source.space), source), _may_join(standing(by, target.space), target)
    )
    _refuse_barrier(rules.barrier_to_thread(source, target))
    # What was written while the two were waited for comes along.
    posts += _with_authors(Post.objects.filter(thread=source).exclude(pk__in=[post.pk for post in posts]))
    answering.leave_answers(posts, source, target, by, is_merge=True)
    carrying.carry(posts, source=source, target=target, by=by, is_merge=True)
    _point_on(source, target)
    keeping.join_follows(source, target)
    keeping.carry_drafts(source, target)
    keeping.carry_bookmarks(source, target)
    indexing.forget_thread(source)
    no_longer_shown([Ref("thread", source.pk)], on=source.space.stream)
    trail.record(by, "social.thread_merged", source, {"posts": len(posts)}, {"thread": target.pk}, reason)
    announce(events.ThreadMerged(thread_id=source.pk), to=source.stream, by=by)
    announce(events.ThreadLeft(thread_id=source.pk), to=source.space.stream, by=by)
    return target


def _take(chosen: list[Post], source: Thread, target: Thread, by: "Person", reason: str) -> None:
    gone = sorted(post.number for post in chosen)
    carrying.leave_a_word(source, chosen, target, by)
    answering.leave_answers(chosen, source, target, by)
    carrying.carry(chosen, source=source, target=target, by=by)
    keeping.close_ranks(source, gone)
    announce(events.ThreadChanged(thread_id=source.pk, state=source.state), to=source.stream, by=by)
    announce(events.ThreadChanged(thread_id=target.pk, state=target.state), to=target.stream, by=by)
    new = {"thread": target.pk, "posts": ", ".join(map(str, sorted(post.pk for post in chosen)))}
    old = {"thread": source.pk, "numbers": ", ".join(map(str, gone))}
    trail.record(by, "social.posts_moved", source, old, new, reason)


def _chosen(thread: Thread, pks: Collection[int]) -> list[Post]:
    """The posts, held, with the answers beneath them. Raises Refused (422) for what cannot leave."""
    posts = _with_authors(Post.objects.filter(Q(pk__in=pks) | Q(reply_to__in=pks), thread=thread))
    missing = set(pks) - {post.pk for post in posts}
    if missing or not posts:
        text = _("Choose the posts to move. Some of these are not there any more.")
        raise Refused("social.nothing_chosen", text, field="pick", status=422)
    if any(post.number == 1 for post in posts):
        text = _("The first post opens the talk and stays in it. To take everything away, join the whole talk.")
        raise Refused("social.first_stays", text, field="pick", status=422)
    if len(posts) > MOST_SPLIT:
        text = _("Move at most a hundred posts at once, answers included.")
        raise Refused("social.too_many_chosen", text, field="pick", status=422)
    return posts


def _with_authors(posts: "QuerySet[Post]") -> list[Post]:
    """Held before their threads, as whoever deletes a post holds them."""
    return list(posts.select_for_update(of=("self",)).select_related("author").order_by("pk"))


def _held(*threads: Thread) -> list[Thread]:
    """The threads as they are now, in the order given, held in that of their keys."""
    rows = Thread.objects.select_for_update(of=("self",)).select_related("space").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[thread.pk for thread in threads])}
    return [found[thread.pk] for thread in threads]


def _point_on(source: Thread, target: Thread) -> None:
    """Everything that led to the joined thread leads to the other."""
    Thread.objects.filter(merged_into=source).update(merged_into=target)
    Thread.objects.filter(elsewhere=source).exclude(pk=target.pk).update(elsewhere=target)
    Thread.objects.filter(elsewhere=source, pk=target.pk).update(elsewhere=None, elsewhere_post=None)
    ReadMark.objects.filter(thread=source).delete()
    subject = source.subject_ref
    using.release_all([subject] if subject else [], by=Ref("thread", source.pk))
    if subject and target.subject_ref is None:
        target.subject_type, target.subject_id, target.place = source.subject_type, source.subject_id, source.place
        target.save(update_fields=["subject_type", "subject_id", "place"])
        using.use_all([subject], by=Ref("thread", target.pk))
    source.merged_into = target
    source.elsewhere = source.elsewhere_post = None
    source.save(update_fields=["merged_into", "elsewhere", "elsewhere_post"])


def _may_join(where: rules.Standing, target: Thread) -> bool:
    return rules.may_move_into(where) and rules.may_read_thread(where, target)


def _refuse_unless(*allowed: bool) -> None:
    if not all(allowed):
        raise Refused("social.may_not_move", _("Only who leads both places moves a talk, or posts, between them."))


def _refuse_other(source: Thread, target: Thread) -> None:
    if source.pk == target.pk:
        raise Refused("social.same_thread", _("That is this talk itself. Choose another."), field="where", status=422)


def _refuse_barrier(barrier: rules.Barrier | None) -> None:
    if barrier is not None:
        raise Refused(*barrier)
