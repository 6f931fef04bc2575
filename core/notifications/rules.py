"""Who may look into the folder of kept mail."""

from core.accounts.models import Person
from core.accounts.roles import ADMINISTRATOR


def can_read_kept_mail(person: Person) -> bool:
    """Administrators of everything; the folder holds everybody's mail."""
    return person.has_role_everywhere(ADMINISTRATOR)
