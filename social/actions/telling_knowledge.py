"""Tells people what became of an answer: confirmed, changed since, promoted."""

from typing import Any

from core.accounts.models import Person
from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications.actions import notify
from social.actions.telling import hears_of
from social.models import Post, Promotion
from social.queries.people import readers_of, who_may_read


def tell_confirmed(*, post_id: int, **_fact: Any) -> None:
    """Whose answer a tutor confirmed hears of it, once for each answer."""
    post = _post(post_id)
    if not hears_of(post, post.writer_id):
        return
    notify(
        people=_readers(post, post.writer_id),
        kind="social.confirmed",
        about=post,
        by=post.confirmed_by,
        effect_key=f"social.confirmed:{post_id}",
    )


def tell_tutor(*, post_id: int, tutor_id: int, since: str, by_id: int, why: str, **_fact: Any) -> None:
    """Who confirmed an answer that was edited since looks at it again."""
    if why not in ("edited", "redacted") or tutor_id == by_id:
        return
    post = _post(post_id)
    notify(
        people=_readers(post, tutor_id),
        kind="social.confirmation_lost",
        about=post,
        effect_key=f"social.confirmation_lost:{post_id}:{since}",
    )


def tell_authors(*, post_ids: list[int], object_id: int | None, by_id: int) -> None:
    """Whose answers became part of a job aid hear of it; the notice is about the answer, the draft is not theirs."""
    if object_id is None:
        return
    for post in Post.objects.credited().filter(pk__in=post_ids).select_related("thread__space", "author"):
        if post.author_id == by_id:
            continue
        notify(
            people=_readers(post, post.author_id),
            kind="social.promoted",
            about=post,
            by=Person.objects.get(pk=by_id),
            effect_key=f"social.promoted:{post.pk}:{object_id}",
        )


def tell_owner(*, post_id: int, by_id: int) -> None:
    """Whoever answers for a job aid reads it again when what it comes from has changed."""
    made = Promotion.objects.select_related("learning_object__owner", "post").get(post=post_id)
    owner = made.learning_object.owner
    if owner.pk == by_id or not registry.load(owner, [Ref.to(made.learning_object)]):
        return
    notify(
        people=[owner],
        kind="social.source_changed",
        about=made.learning_object,
        effect_key=f"social.source_changed:{post_id}:{made.post.look}",
    )


def _readers(post: Post, person_id: int) -> list[Person]:
    return who_may_read(post.thread, readers_of(post.thread.space).filter(pk=person_id))


def _post(post_id: int) -> Post:
    related = ("thread__space", "thread__veil", "author", "veil", "confirmed_by")
    return Post.objects.select_related(*related).get(pk=post_id)
