"""Opening a space in waves: planned, moved, stopped, opened at their hour."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts import zones
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import access_changed
from social import facts, rules
from social.actions import indexing
from social.models import JoinRule, Space, Wave
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import JobRole, Person, Unit

MOST_WAITING = 20
FARTHEST = timedelta(days=2 * 366)


@action
def plan_wave(
    *,
    space: Space,
    by: "Person",
    opens_local: datetime,
    zone: str,
    unit: "Unit | None" = None,
    job_role: "JobRole | None" = None,
) -> Wave:
    """Says when people of a unit and job role come in; from now on only members see the space, until its last wave."""
    space = _held(space, by)
    due_at = _moment(opens_local, zone)
    waiting = list(space.waves.waiting())
    if any((wave.unit_id, wave.job_role_id) == (_key(unit), _key(job_role)) for wave in waiting):
        raise Refused(
            "social.wave_planned", _("A wave of these people is planned already. Move it instead."), status=409
        )
    if len(waiting) >= MOST_WAITING:
        raise Refused("social.too_many_waves", _("Twenty waves are planned already."), status=409)
    wave = Wave.objects.create(
        space=space,
        unit=unit,
        job_role=job_role,
        opens_on=opens_local.date(),
        opens_clock=opens_local.time(),
        zone=zone,
        due_at=due_at,
        by=by,
    )
    if not space.is_in_waves:
        _become(space, by, openness=Space.Openness.SECRET, opens_as=space.openness)
    trail.record(by, "social.wave", space, None, _said(wave))
    return wave


@action
def move_wave(*, wave: Wave, by: "Person", opens_local: datetime, zone: str) -> Wave:
    """Gives a wave that has not opened another moment."""
    wave = _held_wave(wave, by)
    before = _said(wave)
    wave.due_at = _moment(opens_local, zone)
    wave.opens_on, wave.opens_clock, wave.zone = opens_local.date(), opens_local.time(), zone
    wave.save(update_fields=["opens_on", "opens_clock", "zone", "due_at"])
    trail.record(by, "social.wave", wave.space, before, _said(wave))
    return wave


@action
def stop_wave(*, wave: Wave, by: "Person") -> Wave:
    """Lets a wave never open; the space stays with those who are in, whatever was the last."""
    wave = _held_wave(wave, by)
    wave.stopped_at = timezone.now()
    wave.save(update_fields=["stopped_at"])
    trail.record(by, "social.wave", wave.space, _said(wave), None)
    return wave


@action
def end_waves(*, space: Space, by: "Person") -> Space:
    """Opens a space in which no wave waits any more, as it was meant to be read."""
    space = _held(space, by)
    if space.waves.waiting().exists():
        raise Refused("social.waves_wait", _("Stop the waves that are planned first."), status=409)
    if space.is_in_waves:
        _open_whole(space, by)
    return space


@action
def open_wave(*, wave: Wave) -> Wave:
    """Opens a wave whose moment has come, once: a rule is made of it, by which a job brings its people in."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=wave.space_id)
    wave = Wave.objects.select_related("unit", "job_role", "by").get(pk=wave.pk)
    if not wave.is_waiting or wave.due_at > timezone.now() or space.is_archived:
        return wave
    wave.rule = JoinRule.objects.get_or_create(
        space=space, unit=wave.unit, job_role=wave.job_role, defaults={"by": wave.by}
    )[0]
    wave.opened_at = timezone.now()
    wave.save(update_fields=["rule", "opened_at"])
    trail.record(None, "social.wave", space, _said(wave), {**_said(wave), "opened": True})
    state(facts.JoinRuleMade(wave.rule.pk))
    if space.is_in_waves and not space.waves.waiting().exists():
        _open_whole(space, None)
    return wave


def _open_whole(space: Space, by: "Person | None") -> None:
    """The last wave has opened: the space is read by whom it is for, and the rules that rested hold."""
    _become(space, by, openness=space.opens_as, opens_as="")
    for rule in space.join_rules.filter(waves=None):
        state(facts.JoinRuleMade(rule.pk))


def _become(space: Space, by: "Person | None", **fields: Any) -> None:
    before = {name: getattr(space, name) for name in fields}
    for name, value in fields.items():
        setattr(space, name, value)
    space.save(update_fields=list(fields))
    trail.record(by, "social.space_changed", space, before, fields)
    access_changed(space.scope)
    indexing.index_space(space)


def _held(space: Space, by: "Person") -> Space:
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    if not rules.may_open_in_waves(standing(by, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space manage its members."))
    return space


def _held_wave(wave: Wave, by: "Person") -> Wave:
    space = _held(wave.space, by)
    wave = Wave.objects.select_related("unit", "job_role").get(pk=wave.pk)
    wave.space = space
    if not wave.is_waiting:
        raise Refused("social.wave_gone", _("This wave has opened, or was stopped. It cannot be changed."), status=409)
    return wave


def _moment(opens_local: datetime, zone: str) -> datetime:
    """The UTC moment of a wall clock; an hour that the clocks skip is the one after it."""
    if not zones.is_known(zone):
        raise Refused("social.no_such_zone", _("There is no such time zone."), field="zone", status=422)
    due_at, now = opens_local.replace(tzinfo=zones.of(zone)).astimezone(UTC), timezone.now()
    if not now < due_at <= now + FARTHEST:
        text = _("Choose a time that is still to come, within two years.")
        raise Refused("social.no_time_for_a_wave", text, field="opens_local", status=422)
    return due_at


def _key(thing: Any) -> int | None:
    return thing.pk if thing is not None else None


def _said(wave: Wave) -> dict[str, Any]:
    return {
        "unit": wave.unit.code if wave.unit else "",
        "job_role": wave.job_role.code if wave.job_role else "",
        "opens": f"{wave.opens_local:%Y-%m-%d %H:%M} {wave.zone}",
    }
