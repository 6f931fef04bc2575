"""The object under the hand of whoever changes it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.library import rules
from core.library.models import LearningObject


def locked(thing: LearningObject) -> LearningObject:
    """The object as it is now, held until the act ends."""
    return LearningObject.objects.select_for_update(of=("self",)).get(pk=thing.pk)


def locked_for_writing(thing: LearningObject, *, by: Person) -> LearningObject:
    """The object, held; refused to whoever may not work on it."""
    held = locked(thing)
    if held.state == LearningObject.State.RETIRED:
        raise Refused("library.retired", _("This object is retired. Bring it back before you change it."), status=409)
    if not rules.can_write(by, held):
        raise Refused("library.not_yours", _("Only its owner, its contributors and authors may change this object."))
    return held


def check(thing: LearningObject) -> None:
    """Turns the first thing wrong with an object's fields into a refusal that names the field."""
    try:
        thing.full_clean(exclude=["published", "superseded_by", "haystack"], validate_constraints=False)
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        name = None if field == "__all__" else field
        raise Refused("library.wrong_field", messages[0], field=name, status=422) from wrong
