"""Saying that a question has its answer: in a post of the talk, in another place, or nowhere to be named."""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds import registry
from core.kinds.registry import Ref
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held, held_post
from social.actions.states import become, refuse_unless
from social.actions.veiling import as_opener
from social.models import Post, Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

ELSEWHERE = ("elsewhere", "elsewhere_post")


@action
def accept_answer(*, post: Post, by: "Person") -> Post:
    """Says that a post is the answer to its thread's question, in place of any other."""
    post = _held_with_thread(post)
    thread = post.thread
    if not rules.may_accept(standing(by, thread.space), post):
        raise Refused(
            "social.may_not_accept",
            _("Only who asked, or who leads, accepts an answer, while the question is not shut."),
        )
    if post.is_accepted:
        return post
    by = as_opener(thread, by)
    before = _let_go(thread, by)
    post.accepted_at, post.accepted_by = timezone.now(), by
    _show(post, by)
    thread.answered_at = thread.answered_at or timezone.now()
    thread.elsewhere = thread.elsewhere_post = None
    trail.record(by, "social.answer_accepted", thread, {"post": before}, {"post": post.pk})
    state(facts.AnswerAccepted(post.pk, thread.pk, post.author_id, by.pk))
    become(thread, Thread.State.ANSWERED, by, *ELSEWHERE)
    return post


@action
def withdraw_answer(*, post: Post, by: "Person") -> Post:
    """Takes that back: the question waits again."""
    post = _held_with_thread(post)
    refuse_unless(rules.may_mark_answered(standing(by, post.thread.space), post.thread))
    if post.is_accepted:
        lose_answer(post, as_opener(post.thread, by))
    return post


@action
def mark_answered(*, thread: Thread, by: "Person") -> Thread:
    """Says that a question has its answer, without saying which."""
    thread = held(thread)
    refuse_unless(rules.may_mark_answered(standing(by, thread.space), thread))
    thread.answered_at = thread.answered_at or timezone.now()
    return become(thread, Thread.State.ANSWERED, as_opener(thread, by))


@action
def mark_answered_elsewhere(*, thread: Thread, by: "Person", where: Ref) -> Thread:
    """Says in which other talk, or post of one, a question is answered; `where` is one that `by` may see."""
    thread = held(thread)
    refuse_unless(rules.may_mark_answered(standing(by, thread.space), thread))
    shown = registry.load(by, [where]).get(where) if where.kind in ("thread", "post") else None
    if shown is None:
        raise Refused("social.nothing_there", _("There is no such talk or post."), field="where", status=422)
    post = shown.thing if where.kind == "post" else None
    target_id = post.thread_id if post else where.pk
    if target_id == thread.pk:
        text = _("That is this talk itself. Accept the post that answers it instead.")
        raise Refused("social.not_elsewhere", text, field="where", status=422)
    by = as_opener(thread, by)
    before = {"post": _let_go(thread, by), "elsewhere": str(thread.elsewhere_ref or "")}
    thread.elsewhere_id, thread.elsewhere_post = target_id, post
    thread.answered_at = thread.answered_at or timezone.now()
    trail.record(by, "social.answered_elsewhere", thread, before, {"post": None, "elsewhere": str(where)})
    return become(thread, Thread.State.ANSWERED, by, *ELSEWHERE)


@action
def reopen_question(*, thread: Thread, by: "Person") -> Thread:
    """Says that a question still waits, whatever was said to be its answer."""
    thread = held(thread)
    refuse_unless(rules.may_mark_answered(standing(by, thread.space), thread))
    if thread.state == Thread.State.OPEN:
        return thread
    by = as_opener(thread, by)
    if answer := _let_go(thread, by):
        trail.record(by, "social.answer_accepted", thread, {"post": answer}, {"post": None})
    thread.answered_at = thread.elsewhere = thread.elsewhere_post = None
    return become(thread, Thread.State.OPEN, by, *ELSEWHERE)


def lose_answer(post: Post, by: "Person") -> None:
    """An accepted post, held with its thread, is the answer no longer; a locked or archived question stays so."""
    thread = post.thread
    post.accepted_at = post.accepted_by = None
    _show(post, by)
    trail.record(by, "social.answer_accepted", thread, {"post": post.pk}, {"post": None})
    state(facts.AnswerWithdrawn(post.pk, thread.pk, by.pk))
    thread.answered_at = None
    become(thread, thread.state if thread.is_shut else Thread.State.OPEN, by, "answered_at")


def leave_answers(posts: list[Post], source: Thread, target: Thread, by: "Person", *, is_merge: bool = False) -> None:
    """Where the accepted post is among `posts` that leave: the question they leave is answered elsewhere from then on.

    A question that is joined to another brings its answer along, unless that one has its own.
    """
    answer = next((post for post in posts if post.is_accepted), None)
    if answer is None:
        return
    takes = is_merge and target.kind == Thread.Kind.QUESTION and target.answered_at is None and not target.is_shut
    if not takes:
        answer.accepted_at = answer.accepted_by = None
        answer.save(update_fields=["accepted_at", "accepted_by"])
        state(facts.AnswerWithdrawn(answer.pk, source.pk, by.pk))
    trail.record(by, "social.answer_accepted", source, {"post": answer.pk}, {"post": None})
    if takes:
        target.answered_at = timezone.now()
        trail.record(by, "social.answer_accepted", target, {"post": None}, {"post": answer.pk})
        become(target, Thread.State.ANSWERED, by)
    elif not is_merge:
        source.elsewhere, source.elsewhere_post = target, answer
        source.save(update_fields=[*ELSEWHERE])


def _let_go(thread: Thread, by: "Person") -> int | None:
    """Lets go of the accepted post of a thread that is held, if it has one; gives its key."""
    old = thread.posts.accepted().select_for_update(of=("self",)).first()
    if old is None:
        return None
    old.thread = thread
    old.accepted_at = old.accepted_by = None
    _show(old, by)
    state(facts.AnswerWithdrawn(old.pk, thread.pk, by.pk))
    return old.pk


def _show(post: Post, by: "Person") -> None:
    """Saves the mark; the post looks different, on open pages too."""
    post.look = F("look") + 1
    post.save(update_fields=["accepted_at", "accepted_by", "look"])
    post.refresh_from_db(fields=["look"])
    changed = events.AnswerChanged(post_id=post.pk, number=post.number, accepted=post.is_accepted)
    announce(changed, to=post.thread.stream, by=by)


def _held_with_thread(post: Post) -> Post:
    """Post and thread, in the order in which deleting holds them."""
    post = held_post(post)
    post.thread = held(post.thread)
    return post
