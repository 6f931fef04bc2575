"""Loads what a page is about, through the permission."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.library import rules
from core.library.models import LearningObject

SHOWN_WITH = ("owner", "area", "published__file", "published__published_by", "draft__file", "draft__saved_by")


def seen(person: Person, pk: int) -> LearningObject:
    """The object, with all that its page shows; 404 for whoever may not see it."""
    found = LearningObject.objects.visible_to(person).select_related(*SHOWN_WITH, "superseded_by").with_is_used()
    return get_object_or_404(found.prefetch_related("contributors", "audience"), pk=pk)


def worked_on(person: Person, pk: int) -> LearningObject:
    """The object, for whoever may work on it; 404 for others."""
    found = LearningObject.objects.visible_to(person).writable_by(person).select_related(*SHOWN_WITH)
    return get_object_or_404(found.prefetch_related("contributors__person", "audience"), pk=pk)


def retirable(person: Person, pk: int) -> LearningObject:
    """The object, for whoever may take it out of the catalogue."""
    thing = seen(person, pk)
    if not rules.can_retire(person, thing):
        raise Refused("library.cannot_retire", _("Only its owner and the training department retire this object."))
    return thing


def retired(person: Person, pk: int) -> LearningObject:
    """The retired object, for whoever may bring it back."""
    thing = seen(person, pk)
    if not rules.can_bring_back(person, thing):
        raise Refused("library.cannot_bring_back", _("Only its owner and the training department bring it back."))
    return thing
