"""Opening a study group, changing it, and taking it through its life."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from social import actions as social
from social.models import Role, Space
from tutoring import rules
from tutoring.actions.indexing import index_group
from tutoring.facts import GroupMoved
from tutoring.models import GroupStudy, Study, StudyGroup


@action
@once(by="tutor")
def open_group(
    *,
    tutor: Person,
    name: str,
    about: str = "",
    language: str = "en",
    co_tutor: Person | None = None,
    begins_on: date | None = None,
    ends_on: date | None = None,
    members: Iterable[Person] = (),
    studies: Iterable[Study] = (),
    key: UUID | None = None,
) -> StudyGroup:
    """Opens a planned group with its space, people and studies."""
    if not rules.can_open_group(tutor):
        raise Refused("tutoring.may_not_open_group", _("Only tutors open study groups."))
    _refuse_nonsense(tutor=tutor, co_tutor=co_tutor, begins_on=begins_on, ends_on=ends_on)
    space = social.open_space(
        kind=Space.Kind.STUDY_GROUP, name=name, by=tutor, about=about, language=language, lead=Role.TUTOR
    )
    group = StudyGroup.objects.create(space=space, tutor=tutor, co_tutor=co_tutor, begins_on=begins_on, ends_on=ends_on)
    if co_tutor:
        social.add_member(space=space, person=co_tutor, by=tutor, role=Role.TUTOR)
    for person in members:
        social.add_member(space=space, person=person, by=tutor)
    GroupStudy.objects.bulk_create(
        GroupStudy(group=group, study=study, position=place) for place, study in enumerate(studies, start=1)
    )
    trail.record(tutor, "tutoring.group_opened", group, None, {"name": space.name})
    index_group(group)
    return group


@action
def change_group(
    *,
    group: StudyGroup,
    by: Person,
    name: str,
    about: str,
    language: str,
    co_tutor: Person | None,
    begins_on: date | None,
    ends_on: date | None,
) -> StudyGroup:
    """Changes what a group says of itself, its second tutor and its days."""
    group = locked(group)
    if not rules.can_change_group(by, group):
        raise Refused("tutoring.may_not_change_group", _("Only the group's tutors change it, until it is closed."))
    _refuse_nonsense(tutor=group.tutor, co_tutor=co_tutor, begins_on=begins_on, ends_on=ends_on)
    social.change_space(space=group.space, by=by, name=name, about=about, language=language)
    before = group.co_tutor
    group.co_tutor, group.begins_on, group.ends_on = co_tutor, begins_on, ends_on
    group.save(update_fields=["co_tutor", "begins_on", "ends_on"])
    if before != co_tutor:
        _swap_co_tutor(group, by, before, co_tutor)
    group.space.refresh_from_db()
    index_group(group)
    return group


@action
def move_group(*, group: StudyGroup, by: Person, to: str, conclusions: str = "") -> StudyGroup:
    """Starts, closes, reopens or archives a group; closing keeps its conclusions."""
    group = locked(group)
    if not rules.can_move_group(by, group, to):
        raise Refused("tutoring.may_not_move_group", _("The group cannot go there from where it stands."), status=409)
    before = group.state
    group.state = to
    if to == StudyGroup.State.CLOSED:
        group.conclusions = conclusions.strip()
    group.save(update_fields=["state", "conclusions"])
    if to == StudyGroup.State.ARCHIVED:
        social.archive_space(space=group.space, by=by)
    trail.record(by, "tutoring.group_moved", group, {"state": before}, {"state": to})
    state(GroupMoved(group.pk, before, to))
    return group


def locked(group: StudyGroup) -> StudyGroup:
    """The group's row, held until the act is done."""
    return (
        StudyGroup.objects.select_for_update(of=("self",)).select_related("space", "tutor", "co_tutor").get(pk=group.pk)
    )


def _swap_co_tutor(group: StudyGroup, by: Person, before: Person | None, after: Person | None) -> None:
    """Who was co-tutor stays a member; who becomes it is one."""
    if before is not None:
        social.change_role(space=group.space, person=before, role=Role.MEMBER, by=by)
    if after is not None:
        social.add_member(space=group.space, person=after, by=by, role=Role.TUTOR)
        social.change_role(space=group.space, person=after, role=Role.TUTOR, by=by)


def _refuse_nonsense(*, tutor: Person, co_tutor: Person | None, begins_on: date | None, ends_on: date | None) -> None:
    if co_tutor is not None and co_tutor.pk == tutor.pk:
        raise Refused("tutoring.one_tutor_twice", _("Choose somebody else as co-tutor."), field="co_tutor", status=422)
    if begins_on and ends_on and ends_on < begins_on:
        raise Refused("tutoring.ends_before", _("The last day is before the first."), field="ends_on", status=422)
