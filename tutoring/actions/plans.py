"""What a study group reads, and until when."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from tutoring import rules
from tutoring.actions.groups import locked
from tutoring.models import GroupStudy, ReadingStep, Study, StudyGroup


@action
def add_study(*, group: StudyGroup, tutor: Person, study: Study) -> GroupStudy:
    """Puts a study at the end of the group's list; one that is there stays where it is."""
    group = _changeable(group, tutor)
    last = group.group_studies.aggregate(last=Max("position"))["last"] or 0
    row, _is_new = GroupStudy.objects.get_or_create(group=group, study=study, defaults={"position": last + 1})
    return row


@action
def remove_study(*, group: StudyGroup, tutor: Person, study: Study) -> None:
    """Takes a study off the list; its threads stay."""
    group = _changeable(group, tutor)
    group.group_studies.filter(study=study).delete()


@action
def add_step(*, group: StudyGroup, tutor: Person, due_on: date, title: str, study: Study | None = None) -> ReadingStep:
    """Adds a step to the reading plan."""
    group = _changeable(group, tutor)
    title = " ".join(title.split())
    if not title:
        raise Refused("tutoring.step_needs_words", _("Say what is to be read."), field="title", status=422)
    return ReadingStep.objects.create(group=group, due_on=due_on, title=title[:200], study=study)


@action
def remove_step(*, group: StudyGroup, tutor: Person, step: ReadingStep) -> None:
    """Takes a step off the reading plan."""
    group = _changeable(group, tutor)
    group.steps.filter(pk=step.pk).delete()


def _changeable(group: StudyGroup, tutor: Person) -> StudyGroup:
    group = locked(group)
    if not rules.can_change_group(tutor, group):
        raise Refused("tutoring.may_not_change_group", _("Only the group's tutors change it, until it is closed."))
    return group
