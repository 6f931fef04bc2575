"""Flagging a post, and answering the flags on it."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from social import facts, rules
from social.actions import hiding
from social.actions.holding import held_post
from social.actions.leading import lock_thread
from social.actions.posts import erase
from social.actions.sanctions import sanction
from social.models import Flag, Post, Sanction, Thread
from social.models.moderation import FLAGS_TO_HIDE
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

DISMISS, DELETE, LOCK = "dismiss", "delete", "lock"


@action
def flag_post(*, post: Post, person: "Person", sort: str, words: str = "") -> Flag:
    """Asks who leads to look at a post, once a person; the third hides it until somebody has looked."""
    post = held_post(post)
    if known := Flag.objects.filter(post=post, person=person).first():
        return known
    if not rules.may_flag(standing(person, post.thread.space), post):
        raise Refused("social.may_not_flag", _("You can flag what others wrote, while it is shown."))
    if sort not in Flag.Sort.values:
        raise Refused("social.no_such_flag", _("There is no such reason."), field="sort", status=422)
    if sort == Flag.Sort.OTHER and not words.strip():
        text = _("Say in a few words what it is.")
        raise Refused("social.flag_needs_words", text, field="words", status=422)
    flag = Flag.objects.create(post=post, person=person, sort=sort, words=words.strip()[:500], at=timezone.now())
    hides = post.flags.filter(outcome="").count() >= FLAGS_TO_HIDE
    if hides:
        trail.record(None, "social.post_held", post, {"held": False}, {"held": True})
        hiding.hold(post, Post.Hold.FLAGS)
    state(facts.PostFlagged(flag.pk, hides))
    return flag


@action
def answer_flags(*, post: Post, by: "Person", deed: str, reason: str, length: str = "") -> int:
    """Does what follows from the flags on a post: `dismiss`, `delete`, `lock`, or a sanction's sort.

    Answers those flags that are this person's to answer, and tells each who flagged. Returns how many.
    """
    post = held_post(post)
    where = standing(by, post.thread.space)
    flags = [flag for flag in post.flags.filter(outcome="").select_for_update() if rules.may_answer_flag(where, flag)]
    leads = rules.may_moderate(where)
    if not flags or not (leads or deed in (DISMISS, DELETE)):
        raise Refused("social.nothing_to_answer", _("There is no flag here that you can answer so."), status=409)
    if post.held_for == Post.Hold.SAFETY or post.is_deleted:
        raise Refused("social.with_the_officers", _("This post is not there any more."), status=409)
    if not reason.strip():
        raise Refused("social.needs_a_reason", _("Give a reason."), field="reason", status=422)
    if post.veil_id is not None and deed in Sanction.Sort.values:
        # A sanction names somebody; coming from this post it would say who wrote it.
        text = _("This was written without a name, so nobody can be warned or paused for it here. You can delete it.")
        raise Refused("social.nobody_to_sanction", text, field="deed", status=422)
    outcome = Flag.Outcome.DISMISSED if deed == DISMISS else Flag.Outcome.ACTED
    _settle(post, flags, by, outcome, reason.strip())
    if post.held_for == Post.Hold.FLAGS and (deed == DELETE or post.flags.filter(outcome="").count() < FLAGS_TO_HIDE):
        hiding.release(post)
    _follow(post, by, deed, reason.strip(), length)
    return len(flags)


def _follow(post: Post, by: "Person", deed: str, reason: str, length: str) -> None:
    if deed == DELETE:
        erase(post, by, reason)
    elif deed == LOCK and post.thread.state not in (Thread.State.LOCKED, Thread.State.ARCHIVED):
        lock_thread(thread=post.thread, by=by)
    elif deed in Sanction.Sort.values:
        sanction(space=post.thread.space, person=post.author, by=by, sort=deed, reason=reason, length=length, post=post)


def _settle(post: Post, flags: list[Flag], by: "Person", outcome: str, reason: str) -> None:
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(
        outcome=outcome, handled_by=by, handled_at=timezone.now(), reason=reason
    )
    kinds = ", ".join(sorted({flag.sort for flag in flags}))
    trail.record(by, "social.flags_answered", post, {"flags": kinds}, {"outcome": outcome, "count": len(flags)}, reason)
    state(facts.FlagsAnswered([flag.pk for flag in flags]))
