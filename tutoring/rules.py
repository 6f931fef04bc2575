"""Who may do what with studies."""

from typing import TYPE_CHECKING

from core.accounts.roles import ADMINISTRATOR, TUTOR
from tutoring.querysets import sees_studies

if TYPE_CHECKING:
    from core.accounts.models import Person


def can_import(person: "Person") -> bool:
    """Tutors and administrators bring records in."""
    return sees_studies(person) and (person.has_role(TUTOR) or person.has_role(ADMINISTRATOR))


def can_edit_pico(person: "Person") -> bool:
    """Tutors put a study in a nutshell."""
    return sees_studies(person) and person.has_role(TUTOR)
