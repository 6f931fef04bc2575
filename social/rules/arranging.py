"""Who arranges a space: pins, rules of joining, figures."""

from typing import TYPE_CHECKING

from core.accounts.roles import ADMINISTRATOR
from social.models import Space, SpaceTemplate
from social.querysets.spaces import is_stranger
from social.rules.spaces import Standing, may_manage_members, may_moderate, may_read_space

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_PINS = 5
# Below so many people no figure tells of persons.
FEWEST_FOR_FIGURES = 5


def may_pin(standing: Standing) -> bool:
    """Whether they choose what stands first: who leads, while the space is not put away."""
    return may_moderate(standing) and not standing.space.is_archived and standing.space.kind != Space.Kind.DIRECT


def may_rule_joining(standing: Standing) -> bool:
    """Whether they say who joins by themselves: who manages the members of a community."""
    return may_manage_members(standing) and not standing.space.is_archived


def may_open_in_waves(standing: Standing) -> bool:
    """Whether they say who comes in when: who manages the members of a community."""
    return may_rule_joining(standing)


def may_keep_template(standing: Standing) -> bool:
    """Whether they may keep how a space is arranged for others to begin with: who leads a community."""
    return may_manage_members(standing)


def may_drop_template(person: "Person", template: SpaceTemplate) -> bool:
    """Whether they may take a template away: who kept it, and administrators of everything."""
    return template.by_id == person.pk or person.has_role_everywhere(ADMINISTRATOR)


def may_export(standing: Standing) -> bool:
    """Whether they may take a space along as a file: who leads it, or an administrator of everything who reads it."""
    if not may_read_space(standing) or standing.space.kind not in (Space.Kind.COMMUNITY, Space.Kind.STUDY_GROUP):
        return False
    return may_moderate(standing) or standing.person.has_role_everywhere(ADMINISTRATOR)


def may_import(person: "Person") -> bool:
    """Whether they may bring a space in from a file, with what others wrote: administrators of everything."""
    return not is_stranger(person) and person.is_active and person.has_role_everywhere(ADMINISTRATOR)


def may_see_figures(standing: Standing) -> bool:
    """Whether they see how the talk goes: who leads."""
    return may_moderate(standing) and standing.space.kind != Space.Kind.DIRECT
