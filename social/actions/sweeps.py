"""Deleting many posts at once, and taking exactly that back within a quarter of an hour."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from social import facts, rules
from social.actions.holding import held_post
from social.actions.posts import bring_back, erase
from social.models import Space, Sweep, Thread
from social.queries.conduct import posts_to_sweep
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

# More than so many take longer than somebody should look at a page that loads.
AT_ONCE = 30


@action
def delete_many(
    *,
    space: Space,
    by: "Person",
    reason: str,
    up_to: int,
    thread: Thread | None = None,
    person: "Person | None" = None,
) -> Sweep:
    """Deletes the posts of a talk, of a person in a space, or of a person in a talk, up to the key `up_to`.

    What was written after it was looked at stays, and so does what the safety officers look at.
    """
    if not rules.may_sweep(standing(by, space)):
        raise Refused("social.may_not_lead", _("Only those who lead this talk can do that."))
    if not reason.strip():
        raise Refused("social.needs_a_reason", _("Give a reason."), field="reason", status=422)
    if thread is None and person is None:
        raise Refused("social.whose_posts", _("Choose a talk or a person."), status=422)
    sweep = Sweep.objects.create(
        space=space, thread=thread, person=person, reason=reason.strip()[:500], by=by, at=timezone.now(), up_to=up_to
    )
    if posts_to_sweep(sweep).count() > AT_ONCE:
        state(facts.SweepBegun(sweep.pk))
    else:
        carry_out(sweep_id=sweep.pk)
    sweep.refresh_from_db()
    return sweep


@action
def carry_out(*, sweep_id: int) -> int:
    """Deletes them, each with an entry on the trail; a second worker finds nothing left to do."""
    sweep = Sweep.objects.select_for_update(of=("self",)).select_related("by", "space").get(pk=sweep_id)
    if sweep.done_at is not None:
        return 0
    done = []
    for found in posts_to_sweep(sweep).order_by("pk"):
        post = held_post(found)
        if not post.is_hidden:
            done.append(erase(post, sweep.by, sweep.reason))
    sweep.posts.set(done)
    sweep.done_at = timezone.now()
    sweep.save(update_fields=["done_at"])
    trail.record(sweep.by, "social.sweep", sweep, None, {"posts": len(done)}, sweep.reason)
    return len(done)


@action
def restore_many(*, sweep: Sweep, by: "Person") -> int:
    """Brings back what a sweep deleted, and nothing that was deleted otherwise."""
    sweep = Sweep.objects.select_for_update(of=("self",)).select_related("space").get(pk=sweep.pk)
    if not rules.may_undo_sweep(standing(by, sweep.space), sweep):
        text = _("It can be taken back within a quarter of an hour, by who leads.")
        raise Refused("social.too_late", text, status=409)
    back = 0
    for found in sweep.posts.filter(deleted_by=sweep.by).order_by("pk"):
        post = held_post(found)
        if post.is_deleted:
            bring_back(post, by)
            back += 1
    sweep.undone_at = timezone.now()
    sweep.save(update_fields=["undone_at"])
    trail.record(by, "social.sweep", sweep, {"posts": back}, {"posts": 0})
    return back
