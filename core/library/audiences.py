"""Keys under which the search box knows who may find an object."""

from typing import TYPE_CHECKING

from core.library.querysets import keeps_library
from core.search.audiences import COLLEAGUES

if TYPE_CHECKING:
    from core.accounts.models import Person
    from core.library.models import LearningObject

KEEPERS = "library:keepers"


def of_object(thing: "LearningObject") -> set[str]:
    """Who may find a published object: the mirror of `LearningObject.objects.visible_to`."""
    workers = {thing.owner_id, *(each.person_id for each in thing.contributors.all())}
    keys = {KEEPERS, *(f"person:{pk}" for pk in workers)}
    if thing.confidentiality == thing.Confidentiality.INTERNAL:
        return keys | {COLLEAGUES}
    return keys | {f"job_role:{role.pk}" for role in thing.audience.all()}


def of_person(person: "Person") -> set[str]:
    """What a person holds besides a key of their own and the company's."""
    keys = {KEEPERS} if keeps_library(person) else set()
    if person.job_role_id and not person.is_external:
        keys.add(f"job_role:{person.job_role_id}")
    return keys
