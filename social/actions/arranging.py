"""Arranging a space: what stands first, who joins by themselves."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds import registry
from core.kinds.registry import Ref
from social import facts, rules
from social.actions.members import add_member
from social.actions.telling_spaces import tell_admitted
from social.models import JoinRule, Pin, Space
from social.queries.joining import joining_by
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import JobRole, Person, Unit

PINNABLE = ("thread", "learning_object")
# So many members are made in one transaction.
TOGETHER = 100


@action
def pin(*, space: Space, by: "Person", ref: Ref) -> Pin:
    """Puts a talk of the space, or a learning object, among what stands first; at most five."""
    space = _arranged(space, by)
    thing = registry.load(by, [ref]).get(ref) if ref.kind in PINNABLE else None
    if thing is None or (ref.kind == "thread" and thing.thing.space_id != space.pk):
        raise Refused(
            "social.not_to_be_pinned", _("Only talks of this space and learning objects are pinned."), status=422
        )
    content_type = registry.of(ref.kind).content_type()
    pins = list(space.pins.all())
    known = next((pin for pin in pins if (pin.target_type_id, pin.target_id) == (content_type.pk, ref.pk)), None)
    if known is not None:
        return known
    if len(pins) >= rules.MOST_PINS:
        raise Refused("social.too_many_pins", _("Five things are pinned already. Take one off first."), status=409)
    return Pin.objects.create(space=space, target_type=content_type, target_id=ref.pk, position=len(pins) + 1, by=by)


@action
def unpin(*, space: Space, by: "Person", pin_pk: int) -> None:
    """Takes something off what stands first."""
    space = _arranged(space, by)
    space.pins.filter(pk=pin_pk).delete()
    _in_order(list(space.pins.all()))


@action
def move_pin(*, space: Space, by: "Person", pin_pk: int, up: bool) -> None:
    """Moves it one place up or down."""
    space = _arranged(space, by)
    pins = list(space.pins.all())
    place = next((place for place, pin in enumerate(pins) if pin.pk == pin_pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is not None and other is not None and 0 <= other < len(pins):
        pins[place], pins[other] = pins[other], pins[place]
        _in_order(pins)


@action
def make_join_rule(
    *, space: Space, by: "Person", unit: "Unit | None" = None, job_role: "JobRole | None" = None
) -> JoinRule:
    """Says that whoever fits becomes a member by themselves: now, by a job, and whenever somebody comes to fit."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    _refuse_unless_ruling(space, by)
    rule, is_new = JoinRule.objects.get_or_create(space=space, unit=unit, job_role=job_role, defaults={"by": by})
    if is_new:
        trail.record(by, "social.join_rule", space, None, _said(rule))
        state(facts.JoinRuleMade(rule.pk))
    return rule


@action
def drop_join_rule(*, rule: JoinRule, by: "Person") -> None:
    """Takes a rule back; who came by it stays."""
    _refuse_unless_ruling(rule.space, by)
    trail.record(by, "social.join_rule", rule.space, _said(rule), None)
    rule.delete()


@action
def bring_in_by_rule(*, rule_id: int, among: list[int] | None = None) -> int:
    """Makes some of those who fit a rule members; by a job, again until nobody is left. Returns how many."""
    rule = JoinRule.objects.select_related("space", "unit", "by").filter(pk=rule_id).first()
    if rule is None or rule.space.is_archived:
        return 0
    wave = rule.waves.order_by("-pk").first()
    if rule.space.is_in_waves and wave is None:
        # Whom it admits comes with a wave, or when the last has opened.
        return 0
    people = joining_by(rule.space, rule.unit, rule.job_role_id)
    if among is not None:
        people = people.filter(pk__in=among)
    some = list(people.order_by("pk")[:TOGETHER])
    for person in some:
        add_member(space=rule.space, person=person, by=rule.by, role=rule.role)
    if wave is not None and some:
        tell_admitted(wave=wave, people=some)
    return len(some)


def _arranged(space: Space, by: "Person") -> Space:
    """The space, held until the end of the action. Raises Refused for who may not arrange it."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=space.pk)
    if not rules.may_pin(standing(by, space)):
        raise Refused("social.may_not_pin", _("Only those who lead this space choose what stands first."))
    return space


def _in_order(pins: list[Pin]) -> None:
    for position, pin in enumerate(pins, start=1):
        pin.position = position
    Pin.objects.bulk_update(pins, ["position"])


def _refuse_unless_ruling(space: Space, by: "Person") -> None:
    if not rules.may_rule_joining(standing(by, space)):
        raise Refused("social.not_a_moderator", _("Only moderators of this space manage its members."))


def _said(rule: JoinRule) -> dict[str, str]:
    unit = rule.unit.code if rule.unit else ""
    return {"unit": unit, "job_role": rule.job_role.code if rule.job_role else "", "role": rule.role}
