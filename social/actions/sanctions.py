"""Sanctions, graded and timed; and slow mode, which sanctions nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held
from social.actions.members import remove_member
from social.models import Membership, Post, Sanction, Space, Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_SLOW = 3600


@action
def sanction(
    *, space: Space, person: "Person", by: "Person", sort: str, reason: str, length: str = "", post: Post | None = None
) -> Sanction:
    """Warns somebody, has them pause, or removes them; `length` is hour, day or week. It ends by itself."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    where, theirs = standing(by, space), standing(person, space)
    may = rules.may_remove_by_sanction if sort == Sanction.Sort.REMOVE else rules.may_sanction
    if sort not in Sanction.Sort.values or not may(where, theirs):
        raise Refused("social.may_not_sanction", _("Who leads sanctions members, and nobody who leads here too."))
    if not reason.strip():
        raise Refused("social.needs_a_reason", _("Give a reason."), field="reason", status=422)
    if sort != Sanction.Sort.WARN and length not in Sanction.LENGTHS:
        raise Refused("social.needs_a_length", _("Say for how long."), field="length", status=422)
    now = timezone.now()
    made = Sanction.objects.create(
        space=_home_of(person, space),
        person=person,
        sort=sort,
        reason=reason.strip()[:500],
        post=post,
        by=by,
        at=now,
        until=None if sort == Sanction.Sort.WARN else now + Sanction.LENGTHS[length],
    )
    trail.record(by, "social.sanction", person, None, _facts_of(made), made.reason)
    if sort == Sanction.Sort.PAUSE:
        _keep_mute(made.space, person)
    elif sort == Sanction.Sort.REMOVE:
        remove_member(space=made.space, person=person, by=by, reason=made.reason)
    state(facts.PersonSanctioned(made.pk))
    return made


@action
def lift_sanction(*, made: Sanction, by: "Person", reason: str = "") -> Sanction:
    """Ends a sanction before its time."""
    made = Sanction.objects.select_for_update(of=("self",)).select_related("space", "person").get(pk=made.pk)
    if not rules.may_lift(standing(by, made.space), made):
        raise Refused("social.may_not_lift", _("Only who leads ends a sanction, while it holds."))
    made.lifted_by, made.lifted_at = by, timezone.now()
    made.save(update_fields=["lifted_by", "lifted_at"])
    _keep_mute(made.space, made.person)
    trail.record(by, "social.sanction", made.person, _facts_of(made), None, reason)
    return made


@action
def slow_thread(*, thread: Thread, by: "Person", seconds: int) -> Thread:
    """Has people wait between two posts in a talk; 0 ends it."""
    thread = held(thread)
    _refuse_unless_slowing(by, thread.space)
    before, thread.slow_seconds = thread.slow_seconds, _bounded(seconds)
    if before != thread.slow_seconds:
        thread.save(update_fields=["slow_seconds"])
        trail.record(by, "social.slow_mode", thread, {"seconds": before}, {"seconds": thread.slow_seconds})
        announce(events.ThreadChanged(thread_id=thread.pk, state=thread.state), to=thread.stream, by=by)
    return thread


@action
def slow_space(*, space: Space, by: "Person", seconds: int) -> Space:
    """The same for a whole space."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    _refuse_unless_slowing(by, space)
    before, space.slow_seconds = space.slow_seconds, _bounded(seconds)
    if before != space.slow_seconds:
        space.save(update_fields=["slow_seconds"])
        trail.record(by, "social.slow_mode", space, {"seconds": before}, {"seconds": space.slow_seconds})
    return space


def _refuse_unless_slowing(by: "Person", space: Space) -> None:
    if not rules.may_slow_down(standing(by, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space change it."))


def _bounded(seconds: int) -> int:
    if not 0 <= seconds <= LONGEST_SLOW:
        raise Refused("social.too_slow", _("Choose up to an hour."), field="seconds", status=422)
    return seconds


def _home_of(person: "Person", space: Space) -> Space:
    """Where the person belongs: this space, or its parent by which they are here."""
    if space.parent is None or Membership.objects.filter(space=space, person=person).exists():
        return space
    return space.parent


def _keep_mute(space: Space, person: "Person") -> None:
    """Brings a membership in line with the pauses that hold."""
    Membership.objects.filter(space=space, person=person).update(muted_until=paused_until(space, person))


def paused_until(space: Space, person: "Person") -> datetime | None:
    """Until when the pauses that hold last."""
    pauses = Sanction.objects.running().filter(space=space, person=person, sort=Sanction.Sort.PAUSE)
    until: datetime | None = pauses.aggregate(until=Max("until"))["until"]
    return until


def _facts_of(made: Sanction) -> dict[str, str]:
    until = made.until.isoformat() if made.until else ""
    return {"sanction": made.sort, "space": str(made.space_id), "until": until}
