"""Who may do what with studies."""

from typing import TYPE_CHECKING

from core.accounts.roles import ADMINISTRATOR, TUTOR
from core.acts.pace import keep_pace
from tutoring.querysets import sees_studies

if TYPE_CHECKING:
    from core.accounts.models import Person
    from tutoring.models import StudyGroup

# From which state a group may go where.
WAYS = {"planned": {"running", "archived"}, "running": {"closed"}, "closed": {"running", "archived"}, "archived": set()}


def can_import(person: "Person") -> bool:
    """Tutors and administrators bring records in."""
    return sees_studies(person) and (person.has_role(TUTOR) or person.has_role(ADMINISTRATOR))


def keep_import_pace(person: "Person") -> None:
    """Raises Refused (429) past 30 files in a minute, looked at or imported: each costs the machine a while."""
    keep_pace("study-import", person.pk, most=30, seconds=60)


def can_edit_pico(person: "Person") -> bool:
    """Tutors put a study in a nutshell."""
    return sees_studies(person) and person.has_role(TUTOR)


def can_open_group(person: "Person") -> bool:
    """Tutors open study groups."""
    return sees_studies(person) and person.has_role(TUTOR)


def can_run_group(person: "Person", group: "StudyGroup") -> bool:
    """Its tutor and co-tutor run a group."""
    return sees_studies(person) and person.pk in {group.tutor_id, group.co_tutor_id}


def can_change_group(person: "Person", group: "StudyGroup") -> bool:
    """Whoever runs it changes it, until it is closed."""
    return can_run_group(person, group) and not group.is_over


def can_move_group(person: "Person", group: "StudyGroup", state: str) -> bool:
    """Whoever runs it starts, closes, reopens and archives it, each in its turn."""
    return can_run_group(person, group) and state in WAYS.get(group.state, set())
