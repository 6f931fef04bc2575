"""Who may read the trail."""

from typing import Any


def can_read_trail(person: Any) -> bool:
    """Administrators of everything; one of a single unit may not, since entries name people of all units."""
    return bool(person.is_authenticated and person.has_role_everywhere("administrator"))
