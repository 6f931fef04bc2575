"""Letting people into a study group, and out."""

from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from social import actions as social
from social.models import Membership
from tutoring import rules
from tutoring.actions.groups import locked
from tutoring.models import StudyGroup


@action
def add_to_group(*, group: StudyGroup, tutor: Person, person: Person) -> Membership:
    """Makes somebody a member of the group."""
    group = locked(group)
    _refuse_others(tutor, group)
    if not person.is_active:
        raise Refused("tutoring.inactive", _("This person has no account any more."), field="person", status=422)
    return social.add_member(space=group.space, person=person, by=tutor)


@action
def remove_from_group(*, group: StudyGroup, tutor: Person, person: Person) -> None:
    """Ends somebody's membership; the group's tutors stay."""
    group = locked(group)
    _refuse_others(tutor, group)
    if person.pk in {group.tutor_id, group.co_tutor_id}:
        raise Refused("tutoring.tutors_stay", _("Hand the group over before a tutor leaves it."), status=409)
    social.remove_member(space=group.space, person=person, by=tutor)


def _refuse_others(tutor: Person, group: StudyGroup) -> None:
    if not rules.can_change_group(tutor, group):
        raise Refused("tutoring.may_not_change_group", _("Only the group's tutors change it, until it is closed."))
