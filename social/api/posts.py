"""Posts by REST."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Router, Status

from core.acts.refusals import Refused
from social import actions
from social.api.asking import key_of, person_of
from social.models import Post, Thread
from social.models.posts import REACTIONS
from social.queries.attachments import own_files
from social.schemas import PostChange, PostIn, PostOut, PostsOut, ReactionOut

router = Router()
PAGE, LARGEST_PAGE = 50, 100


@router.get("/threads/{int:thread_id}/posts", response=PostsOut)
def list_posts(request: HttpRequest, thread_id: int, after: int = 0, limit: int = PAGE) -> dict[str, Any]:
    """The posts of a thread by number, after number `after`."""
    thread = get_object_or_404(Thread.objects.visible_to(person_of(request)), pk=thread_id)
    limit = min(max(limit, 1), LARGEST_PAGE)
    posts = thread.posts.with_author_and_quotes().filter(number__gt=after).order_by("number")
    found = list(posts[: limit + 1])
    last = f"?after={found[limit - 1].number}&limit={limit}" if len(found) > limit else None
    return {"items": [PostOut.of(post) for post in found[:limit]], "next": last}


@router.post("/threads/{int:thread_id}/posts", response={201: PostOut})
def write_post(request: HttpRequest, thread_id: int, body: PostIn) -> Status[PostOut]:
    """Answers in a thread; with an Idempotency-Key header, once."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person).select_related("space"), pk=thread_id)
    post = actions.write_post(
        thread=thread,
        author=person,
        source=body.source,
        format=body.format,
        reply_to=_answered(thread, body.reply_to),
        quotes=[(quote.post, quote.text) for quote in body.quotes],
        files=own_files(person, body.files),
        language=body.language,
        poll=body.poll.wish() if body.poll else None,
        unnamed=body.unnamed,
        key=key_of(request),
    )
    return Status(201, PostOut.of(post))


@router.get("/posts/{int:post_id}", response=PostOut)
def read_post(request: HttpRequest, post_id: int) -> PostOut:
    """One post; a deleted one has no words."""
    return PostOut.of(_post(request, post_id))


@router.patch("/posts/{int:post_id}", response=PostOut)
def edit_post(request: HttpRequest, post_id: int, body: PostChange) -> PostOut:
    """Changes my words."""
    post = actions.edit_post(
        post=_post(request, post_id), author=person_of(request), source=body.source, format=body.format
    )
    return PostOut.of(post)


@router.delete("/posts/{int:post_id}", response={204: None})
def delete_post(request: HttpRequest, post_id: int) -> Status[None]:
    """Hides a post's words from everybody."""
    actions.delete_post(post=_post(request, post_id), by=person_of(request))
    return Status(204, None)


@router.put("/posts/{int:post_id}/accepted", response=PostOut)
def accept_answer(request: HttpRequest, post_id: int) -> PostOut:
    """Says that a post is the answer to its question."""
    return PostOut.of(actions.accept_answer(post=_post(request, post_id), by=person_of(request)))


@router.delete("/posts/{int:post_id}/accepted", response=PostOut)
def withdraw_answer(request: HttpRequest, post_id: int) -> PostOut:
    """Takes that back."""
    return PostOut.of(actions.withdraw_answer(post=_post(request, post_id), by=person_of(request)))


@router.put("/posts/{int:post_id}/confirmed", response=PostOut)
def confirm_answer(request: HttpRequest, post_id: int) -> PostOut:
    """Says that I, a tutor of its place, stand by an answer as it is now."""
    return PostOut.of(actions.confirm_answer(post=_post(request, post_id), tutor=person_of(request)))


@router.delete("/posts/{int:post_id}/confirmed", response=PostOut)
def withdraw_confirmation(request: HttpRequest, post_id: int) -> PostOut:
    """Takes that back."""
    return PostOut.of(actions.withdraw_confirmation(post=_post(request, post_id), tutor=person_of(request)))


@router.put("/posts/{int:post_id}/reactions/{sign}", response=ReactionOut)
def react(request: HttpRequest, post_id: int, sign: str) -> dict[str, Any]:
    """Reacts to a post."""
    return _react(request, post_id, sign, on=True)


@router.delete("/posts/{int:post_id}/reactions/{sign}", response=ReactionOut)
def take_back(request: HttpRequest, post_id: int, sign: str) -> dict[str, Any]:
    """Takes a reaction back."""
    return _react(request, post_id, sign, on=False)


@router.get("/reactions", response=dict[str, str])
def list_reactions(request: HttpRequest) -> dict[str, str]:
    """The signs one can react with, by name."""
    return REACTIONS


def _react(request: HttpRequest, post_id: int, sign: str, *, on: bool) -> dict[str, Any]:
    post = _post(request, post_id)
    stands = actions.react(post=post, person=person_of(request), sign=sign, on=on)
    post.refresh_from_db(fields=["reaction_counts"])
    return {"on": stands, "reactions": post.reaction_counts}


def _post(request: HttpRequest, post_id: int) -> Post:
    posts = Post.objects.in_threads_of(person_of(request)).select_related("thread__space", "author")
    return get_object_or_404(posts, pk=post_id)


def _answered(thread: Thread, post_id: int | None) -> Post | None:
    if post_id is None:
        return None
    post = thread.posts.filter(pk=post_id).select_related("reply_to").first()
    if post is None:
        raise Refused("social.other_thread", _("That post stands in another talk."), field="reply_to", status=422)
    return post
