"""Who may enter, lead and leave a space."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from social.models import Role, Space
from social.querysets.spaces import is_guest, is_stranger

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_HERE = 50
LEADING = (Role.MODERATOR, Role.TUTOR)


@dataclass(frozen=True)
class Standing:
    """What a person is in a space: their role there or by the parent ("" for none), and what holds for them.

    `is_own` when the membership is of this very space; `is_invited` when an invitation waits; `is_removed` when who
    leads has sent them away, for good or for now.
    """

    person: "Person"
    space: Space
    role: str = ""
    is_own: bool = False
    is_invited: bool = False
    muted_until: datetime | None = None
    is_removed: bool = False

    @property
    def is_member(self) -> bool:
        """Whether they are at home here."""
        return bool(self.role) and not is_stranger(self.person)

    @property
    def is_muted(self) -> bool:
        """Whether a moderator has silenced them for now."""
        return self.muted_until is not None and self.muted_until > timezone.now()

    @property
    def is_colleague(self) -> bool:
        """Whether they are of the company, and may see what is open to everybody there."""
        return not is_stranger(self.person) and not is_guest(self.person)


def may_see_space(standing: Standing) -> bool:
    """Whether the space exists for them."""
    if is_stranger(standing.person):
        return False
    space = standing.space
    is_named = space.openness == "open" or (space.openness == "closed" and space.kind == "community")
    return standing.is_member or standing.is_invited or (standing.is_colleague and is_named)


def may_read_space(standing: Standing) -> bool:
    """Whether they may read its threads."""
    return standing.is_member or (standing.is_colleague and standing.space.openness == "open")


def may_see_members(standing: Standing) -> bool:
    """Whether they may see who belongs."""
    return may_read_space(standing)


def may_open_community(person: "Person") -> bool:
    """Whether they may found a community: every colleague may."""
    return not is_stranger(person) and not is_guest(person)


def may_join(standing: Standing) -> bool:
    """Whether they may enter by themselves."""
    return _may_still_enter(standing) and (
        (standing.is_colleague and standing.space.openness == "open" and not standing.is_removed) or standing.is_invited
    )


def may_ask_to_join(standing: Standing) -> bool:
    """Whether they may ask a moderator to let them in: to a closed space, or back to an open one."""
    is_shut = standing.space.openness == "closed" or (standing.space.openness == "open" and standing.is_removed)
    return _may_still_enter(standing) and standing.is_colleague and is_shut and not standing.is_invited


def may_leave(standing: Standing) -> bool:
    """Whether they may leave by themselves; groups and classes are left where they are run."""
    return standing.is_own and standing.space.kind == "community"


def may_moderate(standing: Standing) -> bool:
    """Whether they lead the talk: lock, archive, delete what others wrote."""
    return standing.is_member and standing.role in LEADING


def may_call_here(standing: Standing, people: int) -> bool:
    """Whether they may call everybody in the space at once: who leads, where it is small."""
    return may_moderate(standing) and people <= MOST_HERE


def may_manage_members(standing: Standing) -> bool:
    """Whether they let people in, send them away, give roles; groups and classes do so in their own room."""
    return may_moderate(standing) and standing.is_own and standing.space.kind == "community"


def may_bring_in(standing: Standing) -> bool:
    """Whether they let people in now: not into what is put away."""
    return may_manage_members(standing) and not standing.space.is_archived


def may_invite(standing: Standing) -> bool:
    """Whether they may invite: members of an open community, leaders of any other."""
    if may_manage_members(standing):
        return may_bring_in(standing)
    return standing.is_own and standing.space.openness == "open" and _may_grow(standing.space)


def _may_still_enter(standing: Standing) -> bool:
    return not is_stranger(standing.person) and not standing.is_own and _may_grow(standing.space)


def _may_grow(space: Space) -> bool:
    return space.kind == "community" and not space.is_archived
