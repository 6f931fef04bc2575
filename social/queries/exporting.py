"""What the file of a space says of it: all that who asks may read, and nothing that was taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from core.files.queries import files_on
from core.library.models import LearningObject
from social.models import Poll, Post, PostRevision, Quote, Reaction, Space, Thread
from social.queries.export_people import Named
from social.queries.polls import counted
from social.rules import shows_result
from social.space_file.writing import said_at

BATCH = 300
_CALLED = re.compile(r'(data-mention="person:)(\d{1,18})(")')


@dataclass(frozen=True)
class Scope:
    """What is taken along: posts up to a key, and what they said before where who asks leads the space."""

    space: Space
    last: int
    with_history: bool


def threads_to_export(scope: Scope) -> "QuerySet[Thread]":
    """Talks that every reader of the space may read, with something in them; in the order in which they were opened."""
    standing = Post.objects.standing().filter(thread=OuterRef("pk"), pk__lte=scope.last)
    threads = Thread.objects.filter(space=scope.space, audience="", merged_into=None).filter(Exists(standing))
    return threads.select_related("author", "elsewhere_post").prefetch_related("tag_uses__tag").order_by("pk")


def what_stands(space: Space, last: int | None = None) -> list[int]:
    """A seal on what a file may say: it is another as soon as a post up to `last` is taken out, held or shortened."""
    posts = Post.objects.filter(thread__space=space, thread__audience="", thread__merged_into=None)
    if last is None:
        last = posts.order_by("-pk").values_list("pk", flat=True).first() or 0
    shortened = Count("pk", filter=Q(carries__has_key="redacted"))
    said = (
        posts.standing().filter(pk__lte=last).order_by().aggregate(n=Count("pk"), keys=Sum("pk"), shortened=shortened)
    )
    # PostgreSQL adds keys up as a decimal.
    return [last, said["n"], int(said["keys"] or 0), said["shortened"]]


def space_said(space: Space) -> dict[str, Any]:
    """The space itself; one that still opens in waves is as secret as it is now."""
    return {
        "name": space.name,
        "about": space.about,
        "openness": space.openness,
        "language": space.language,
        "slow_seconds": space.slow_seconds,
        "vocabulary": space.vocabulary,
        "created_at": said_at(space.created_at),
        "archived": space.is_archived,
    }


def members_said(space: Space, named: Named) -> list[dict[str, Any]]:
    """Who belongs, with their role."""
    rows = space.memberships.select_related("person").order_by("joined_at", "pk")
    said = [
        {"person": named.email(row.person), "role": row.role, "joined_at": said_at(row.joined_at)}
        for row in rows
        if row.person.is_active
    ]
    return sorted(said, key=lambda member: str(member["person"]))


def pins_said(space: Space, keys: dict[int, int]) -> list[dict[str, Any]]:
    """What stands first, as far as it is in the file or has a code."""
    refs = [pin.ref for pin in space.pins.all() if pin.ref]
    codes = _codes([ref.pk for ref in refs if ref.kind == "learning_object"])
    said: list[dict[str, Any]] = [
        {"thread": keys.get(ref.pk), "learning_object": None}
        if ref.kind == "thread"
        else {"thread": None, "learning_object": codes.get(ref.pk)}
        for ref in refs
    ]
    return [pin for pin in said if any(pin.values())]


def threads_said(scope: Scope, named: Named, keys: dict[int, int]) -> Iterator[dict[str, Any]]:
    """Every talk, one by one; `keys` is what the file calls each."""
    threads = threads_to_export(scope)
    rows = iter(threads.iterator(chunk_size=BATCH))
    while batch := list(islice(rows, BATCH)):
        objects = _codes([thread.subject_id for thread in batch if _hangs_on_object(thread)])
        for thread in batch:
            yield _thread_said(thread, scope, named, keys, objects)


def _thread_said(
    thread: Thread, scope: Scope, named: Named, keys: dict[int, int], objects: dict[int, str]
) -> dict[str, Any]:
    code = objects.get(thread.subject_id or 0) if _hangs_on_object(thread) else None
    return {
        "key": keys[thread.pk],
        "title": thread.title,
        "kind": thread.kind,
        "state": thread.state,
        "language": thread.language,
        "author": _opened_by(thread, named),
        "opened_at": said_at(thread.opened_at),
        "answered_at": said_at(thread.answered_at),
        "elsewhere": _elsewhere(thread, scope, keys),
        "slow_seconds": thread.slow_seconds,
        "tags": [{"en": use.tag.label["en"], "fr": use.tag.label["fr"]} for use in thread.tag_uses.all()],
        "learning_object": code,
        "place": thread.place if code else {},
        "posts": list(_posts_said(thread, scope, named)),
    }


def _opened_by(thread: Thread, named: Named) -> dict[str, Any]:
    """Who opened a talk is who wrote its first post, and is masked with it."""
    first = thread.posts.select_related("author").filter(number=1).first()
    return named.author(first) if first and first.author_id == thread.author_id else named.said_by(thread.author)


def _elsewhere(thread: Thread, scope: Scope, keys: dict[int, int]) -> dict[str, Any] | None:
    key = keys.get(thread.elsewhere_id or 0)
    post = thread.elsewhere_post
    is_there = post is not None and not post.is_hidden and post.thread_id == thread.elsewhere_id
    number = post.number if post is not None and is_there and post.pk <= scope.last else None
    return {"thread": key, "post": number} if key and thread.answered_at else None


def _posts_said(thread: Thread, scope: Scope, named: Named) -> Iterator[dict[str, Any]]:
    posts = Post.objects.standing().filter(thread=thread, pk__lte=scope.last)
    roots = dict(posts.filter(reply_to=None).values_list("pk", "number"))
    numbers = dict(posts.values_list("pk", "number"))
    whole = posts.select_related("author", "accepted_by", "poll").order_by("number")
    whole = whole.prefetch_related(
        Prefetch("revisions", PostRevision.objects.select_related("by").order_by("pk")),
        Prefetch("quotes", Quote.objects.order_by("pk")),
        Prefetch("reactions", Reaction.objects.select_related("person").order_by("pk")),
        "poll__ballots__person",
    )
    rows = iter(whole.iterator(chunk_size=BATCH))
    while batch := list(islice(rows, BATCH)):
        files = files_on(Post, [post.pk for post in batch])
        calls = named.emails({int(pk) for text in _texts(batch) for _before, pk, _after in _CALLED.findall(text)})
        for post in batch:
            said = _post_said(post, numbers, named, calls, with_history=scope.with_history)
            hung = [{"sha256": f.sha256, "name": f.name, "media_type": f.media_type} for f in files.get(post.pk, [])]
            yield {**said, "reply_to": roots.get(post.reply_to_id or 0), "files": hung}


def _post_said(
    post: Post, numbers: dict[int, int], named: Named, calls: dict[int, str], *, with_history: bool
) -> dict[str, Any]:
    meant = numbers.get(post.meant_for_id or 0)
    poll = getattr(post, "poll", None)
    return {
        "number": post.number,
        "meant_for": meant if meant and meant < post.number else None,
        "author": named.author(post),
        "spoke_as": post.spoke_as,
        "source": _portable(post.source, calls),
        "format": post.format,
        "language": post.language,
        "written_at": said_at(post.written_at),
        "edited_at": said_at(post.edited_at),
        "redacted": "redacted" in post.carries,
        "history": [_was(row, post, named, calls) for row in post.revisions.all()] if with_history else [],
        "quotes": [
            {"post": numbers[quote.quoted_id], "text": quote.text}
            for quote in post.quotes.all()
            if numbers.get(quote.quoted_id, post.number) < post.number
        ],
        "reactions": [
            {"person": named.email(each.person), "sign": each.sign, "at": said_at(each.at)}
            for each in post.reactions.all()
            if named.email(each.person)
        ],
        "poll": _poll_said(poll, named) if poll else None,
        "accepted": _accepted(post, named),
    }


def _was(row: PostRevision, post: Post, named: Named, calls: dict[int, str]) -> dict[str, Any]:
    by = named.author(post) if row.by_id == post.author_id else named.said_by(row.by)
    return {
        "source": _portable(row.source, calls),
        "format": row.format,
        "by": by,
        "replaced_at": said_at(row.replaced_at),
    }


def _accepted(post: Post, named: Named) -> dict[str, Any] | None:
    if post.accepted_at is None or post.accepted_by is None:
        return None
    return {"by": named.email(post.accepted_by), "at": said_at(post.accepted_at)}


def _poll_said(poll: Poll, named: Named) -> dict[str, Any]:
    """A poll as it shows itself to everybody: of an anonymous one no ballot, of one that keeps its result back none."""
    now = counted(poll)
    shown = shows_result(poll, now.voters)
    ballots = [] if poll.is_anonymous or not shown else list(poll.ballots.all())
    said = [{"person": named.email(each.person), "choices": each.choices} for each in ballots if each.person]
    return {
        "question": poll.question,
        "options": poll.options,
        "kind": poll.kind,
        "most": poll.most,
        "anonymous": poll.is_anonymous,
        "shows": poll.shows,
        "due_at": said_at(poll.due_at),
        "closed_at": said_at(poll.closed_at),
        "result": now.as_plain() if shown and poll.closed_at else None,
        "ballots": sorted(said, key=lambda ballot: str(ballot["person"])),
    }


def _texts(posts: list[Post]) -> Iterator[str]:
    for post in posts:
        yield post.source
        for row in post.revisions.all():
            yield row.source


def _portable(source: str, calls: dict[int, str]) -> str:
    """A text whose calls name people by e-mail: keys are of this house only."""
    return _CALLED.sub(lambda call: call[1] + (calls.get(int(call[2])) or call[2]) + call[3], source)


def _hangs_on_object(thread: Thread) -> bool:
    ref = thread.subject_ref
    return ref is not None and ref.kind == "learning_object"


def _codes(pks: list[Any]) -> dict[int, str]:
    return dict(LearningObject.objects.filter(pk__in=pks).values_list("pk", "code")) if pks else {}
