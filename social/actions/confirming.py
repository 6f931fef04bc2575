"""Standing by an answer: a tutor says that it is right as it stands, and for how long that holds."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held_post
from social.models import Post
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def confirm_answer(*, post: Post, tutor: "Person") -> Post:
    """Says that a tutor stands by an answer as it is now; it changes nothing about which answer is accepted."""
    post = _held(post, tutor)
    if post.is_confirmed:
        return post
    post.confirmed_at, post.confirmed_by = timezone.now(), tutor
    _show(post, tutor)
    trail.record(tutor, "social.answer_confirmed", post, {"confirmed": None}, {"confirmed": tutor.pk})
    state(facts.AnswerConfirmed(post.pk, post.thread_id, post.author_id, tutor.pk))
    return post


@action
def withdraw_confirmation(*, post: Post, tutor: "Person") -> Post:
    """Takes that back: any tutor of the place may, whoever confirmed it."""
    post = _held(post, tutor)
    if post.is_confirmed:
        lose_confirmation(post, tutor, "withdrawn")
    return post


def lose_confirmation(post: Post, by: "Person", why: str) -> None:
    """No tutor stands by a post that the action holds any more: what they read is not what stands there."""
    was, since = post.confirmed_by_id or 0, post.confirmed_at
    post.confirmed_at = post.confirmed_by = None
    _show(post, by)
    trail.record(by, "social.answer_confirmed", post, {"confirmed": was}, {"confirmed": None}, why)
    told = since.isoformat() if since else ""
    state(facts.ConfirmationLost(post.pk, post.thread_id, was, told, by.pk, why))


def _show(post: Post, by: "Person") -> None:
    post.look += 1
    post.save(update_fields=["confirmed_at", "confirmed_by", "look"])
    changed = events.ConfirmationChanged(post_id=post.pk, number=post.number, confirmed=post.is_confirmed)
    announce(changed, to=post.thread.stream, by=by)


def _held(post: Post, tutor: "Person") -> Post:
    post = held_post(post)
    if not rules.may_confirm(standing(tutor, post.thread.space), post):
        text = _("Only a tutor of this place confirms an answer, and nobody their own.")
        raise Refused("social.not_the_tutor", text)
    return post
