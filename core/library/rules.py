"""Who may do what with a learning object, and what it lacks before it can be published."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.accounts.roles import TRAINING_MANAGER
from core.library.models import Draft, LearningObject
from core.library.querysets import keeps_library

if TYPE_CHECKING:
    from core.accounts.models import Person


def works_on(person: "Person", thing: LearningObject) -> bool:
    """Whether the person owns or contributes to the object."""
    return person.is_active and (
        thing.owner_id == person.pk or any(each.person_id == person.pk for each in thing.contributors.all())
    )


def can_see(person: "Person", thing: LearningObject) -> bool:
    """The same answer as `LearningObject.objects.visible_to(person)`."""
    if not person.is_active:
        return False
    if keeps_library(person) or works_on(person, thing):
        return True
    if person.is_external or thing.state == LearningObject.State.DRAFT:
        return False
    return thing.confidentiality == LearningObject.Confidentiality.INTERNAL or (
        person.job_role_id is not None and any(role.pk == person.job_role_id for role in thing.audience.all())
    )


def can_create(person: "Person") -> bool:
    """Authors and the training department begin objects."""
    return keeps_library(person)


def can_write(person: "Person", thing: LearningObject) -> bool:
    """The same answer as `LearningObject.objects.writable_by(person)`."""
    return thing.state != LearningObject.State.RETIRED and (keeps_library(person) or works_on(person, thing))


def can_publish(person: "Person", thing: LearningObject) -> bool:
    """Its authors, its owner, and whoever keeps the library; other contributors write only."""
    if thing.state == LearningObject.State.RETIRED or not person.is_active:
        return False
    return (
        keeps_library(person)
        or thing.owner_id == person.pk
        or any(each.person_id == person.pk and each.part == each.Part.AUTHOR for each in thing.contributors.all())
    )


def can_retire(person: "Person", thing: LearningObject) -> bool:
    """Its owner and the training department take a published object out of the catalogue."""
    return thing.state == LearningObject.State.PUBLISHED and _answers_for(person, thing)


def can_bring_back(person: "Person", thing: LearningObject) -> bool:
    """Whoever may retire an object may take that back."""
    return thing.state == LearningObject.State.RETIRED and _answers_for(person, thing)


def _answers_for(person: "Person", thing: LearningObject) -> bool:
    return person.is_active and (
        thing.owner_id == person.pk or (person.has_role(TRAINING_MANAGER) and not person.is_external)
    )


def missing(thing: LearningObject, draft: Draft, *, change_note: str) -> list[tuple[str, str | Promise]]:
    """What stands between a draft and its publication: (field, sentence); empty when it can be published."""
    has_audience = thing.confidentiality == LearningObject.Confidentiality.INTERNAL or thing.audience.all()
    lacks = [
        (not draft.is_whole, draft.content, _CONTENT[draft.content]),
        (not thing.summary, "summary", _("Say in a sentence or two what it is for.")),
        (not thing.minutes, "minutes", _("Say how long it usually takes.")),
        (not thing.objectives_list, "objectives", _("Write at least one objective.")),
        (not has_audience, "audience", _("Name the job roles that may see it.")),
        (
            thing.kind == LearningObject.Kind.VIDEO and not thing.accessibility,
            "accessibility",
            _("Say whether the video has captions and a transcript."),
        ),
        (thing.published_id is not None and not change_note, "change_note", _("Say what changed since last time.")),
    ]
    return [(field, sentence) for is_missing, field, sentence in lacks if is_missing]


_CONTENT: dict[str, str | Promise] = {
    "page": _("Write the page."),
    "file": _("Add the file."),
    "link": _("Add the address."),
}
