"""Who may write to whom directly, enter such a talk, leave it."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from social.models import DirectTalk, Space
from social.querysets.spaces import is_guest, is_stranger
from social.rules.posts import Barrier
from social.rules.spaces import Standing

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_PEOPLE = 12


def may_write_to(person: "Person", other: "Person", *, shares: bool) -> bool:
    """Colleagues write to each other; where a guest is one of the two, they must share a space."""
    if is_stranger(person) or not other.is_active or person.pk == other.pk:
        return False
    return shares or not (is_guest(person) or is_guest(other))


def barrier_in_direct(person: "Person", others: "Sequence[Person]", sharing: Collection[int]) -> Barrier | None:
    """What keeps them from writing in a talk with `others`; `sharing` are those of a common space."""
    if not others:
        return "social.alone", _("Nobody else is in this talk any more. It can be read, not continued.")
    if any(may_write_to(person, other, shares=other.pk in sharing) for other in others):
        return None
    if not any(other.is_active for other in others):
        words = _("%(names)s has no account here any more. The talk can be read, not continued.")
        return "social.account_ended", words % {"names": ", ".join(other.name for other in others)}
    return "social.no_common_space", _("You share no space with them any more. The talk can be read, not continued.")


def may_add_to_talk(standing: Standing, talk: DirectTalk) -> bool:
    """Whether they may bring somebody into this very talk: who is in a group that has room."""
    return standing.is_own and not talk.is_pair and standing.space.member_count < MOST_PEOPLE


def may_leave_talk(standing: Standing, talk: DirectTalk) -> bool:
    """Whether they may leave it: a group, never a pair."""
    return standing.is_own and standing.space.kind == Space.Kind.DIRECT and not talk.is_pair
