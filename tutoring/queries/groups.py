"""What the pages of study groups show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.realtime.streams import last_number
from social.models import Membership, Thread
from social.queries.reading import Line, lines, unread_by_space
from tutoring import rules
from tutoring.models import StudyGroup

MOST_THREADS = 10
MOST_MEMBERS = 60


@dataclass(frozen=True)
class GroupShown:
    """A group in a list, with how much is new in it."""

    group: StudyGroup
    unread: int


def my_groups(person: Any, *, over: bool = False) -> list[GroupShown]:
    """The groups the person sees: those alive, or those that are over; two queries."""
    states = ["closed", "archived"] if over else ["planned", "running"]
    found = (
        StudyGroup.objects.visible_to(person)
        .filter(state__in=states)
        .select_related("space", "tutor")
        .annotate(study_count=Count("group_studies"))
        .order_by("-state", "space__name", "pk")[:200]
    )
    unread = unread_by_space(person)
    return [GroupShown(group, unread.get(group.space_id, 0)) for group in found]


def group_page(person: Any, group: StudyGroup) -> dict[str, Any]:
    """The context of a group's page."""
    steps = list(group.steps.select_related("study"))
    return {
        "since": last_number(group.space.stream.name),
        "group": group,
        "space": group.space,
        "members": members_of(group),
        "group_studies": list(group.group_studies.select_related("study__current").defer("study__current__raw")),
        "steps": steps,
        "next_step": next((step for step in steps if step.due_on >= timezone.localdate()), None),
        "lines": threads_in(person, group),
        "may_change": rules.can_change_group(person, group),
        "may_move": [state for state in StudyGroup.State if rules.can_move_group(person, group, state)],
        "new_thread_url": f"{reverse('social:thread-new')}?space={group.space_id}",
    }


def members_of(group: StudyGroup) -> "QuerySet[Membership]":
    """Tutors before members, each by name."""
    return group.space.memberships.leading_first().select_related("person")[:MOST_MEMBERS]


def threads_in(person: Any, group: StudyGroup) -> list[Line]:
    """The latest threads of the group's space."""
    threads = Thread.objects.visible_to(person).filter(space=group.space_id)
    return lines(list(threads.with_mine(person).select_related("author", "space").latest_first()[:MOST_THREADS]))
