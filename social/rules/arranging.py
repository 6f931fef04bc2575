"""Who arranges a space: pins, rules of joining, figures."""

from social.models import Space
from social.rules.spaces import Standing, may_manage_members, may_moderate

MOST_PINS = 5
# Below so many people no figure tells of persons.
FEWEST_FOR_FIGURES = 5


def may_pin(standing: Standing) -> bool:
    """Whether they choose what stands first: who leads, while the space is not put away."""
    return may_moderate(standing) and not standing.space.is_archived and standing.space.kind != Space.Kind.DIRECT


def may_rule_joining(standing: Standing) -> bool:
    """Whether they say who joins by themselves: who manages the members of a community."""
    return may_manage_members(standing) and not standing.space.is_archived


def may_see_figures(standing: Standing) -> bool:
    """Whether they see how the talk goes: who leads."""
    return may_moderate(standing) and standing.space.kind != Space.Kind.DIRECT
