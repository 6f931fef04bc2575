"""What a person is in a space."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from social.models import Departure, JoinRequest, Membership, Sanction, Space
from social.querysets.spaces import is_guest, is_stranger
from social.rules import Standing

if TYPE_CHECKING:
    from core.accounts.models import Person


def standing(person: "Person", space: Space) -> Standing:
    """Their standing, by one query; one more for whoever does not belong: they may be removed, or invited."""
    if is_stranger(person):
        return Standing(person, space)
    homes = [space.pk] if space.parent_id is None else [space.pk, space.parent_id]
    rows = {row.space_id: row for row in Membership.objects.filter(person=person, space__in=homes)}
    if not rows:
        removed = _may_be_removed(person, space) and is_removed(person, space)
        invited = (removed or _may_need_it(person, space)) and is_invited(person, space)
        return Standing(person, space, is_invited=invited, is_removed=removed)
    own, inherited = rows.get(space.pk), rows.get(space.parent_id or 0)
    held = [(row.role, row.muted_until) for row in (own, inherited) if row is not None]
    return _standing(person, space, held, is_own=own is not None)


def standing_beside(person: "Person", thread: Any) -> Standing:
    """The same for a thread that came `with_my_standing`, by no query at all."""
    own, inherited = (
        (thread.my_role, thread.my_muted_until),
        (thread.my_inherited_role, thread.my_inherited_muted_until),
    )
    held = [row for row in (own, inherited) if row[0]]
    if not held:
        until = thread.my_removed_until
        removed = thread.my_sent_away or (until is not None and until > timezone.now())
        return Standing(person, thread.space, is_removed=removed)
    return _standing(person, thread.space, held, is_own=bool(own[0]))


def _standing(person: "Person", space: Space, held: list[tuple[str, datetime | None]], *, is_own: bool) -> Standing:
    """Who leads the parent leads here, whatever they signed up as; who is muted in either is muted."""
    role = next((role for role, _muted in held if role != "member"), held[0][0])
    muted = [muted for _role, muted in held if muted]
    return Standing(person, space, role=role, is_own=is_own, muted_until=max(muted, default=None))


def _may_need_it(person: "Person", space: Space) -> bool:
    return space.openness != "open" or is_guest(person)


def _may_be_removed(person: "Person", space: Space) -> bool:
    """Who reads nothing needs no telling that they may not write."""
    return space.openness == "open" and not is_guest(person)


def is_removed(person: "Person", space: Space) -> bool:
    """Whether who leads has sent them away from this space, by hand or by a sanction that holds."""
    sent = Departure.objects.filter(space=space, person=person, was_sent=True).values("pk")
    held = Sanction.objects.running().filter(space=space, person=person, sort=Sanction.Sort.REMOVE).values("pk")
    return sent.union(held).exists()


def is_invited(person: "Person", space: Space) -> bool:
    """Whether an invitation of this space waits for them."""
    return JoinRequest.objects.invited().filter(space=space, person=person).exists()
