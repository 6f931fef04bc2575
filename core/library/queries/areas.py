"""The therapeutic areas that somebody may know of."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.library.models import Area, LearningObject

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_OFFERED = 12


def areas_in_use(person: "Person") -> tuple[Any, list[str]]:
    """For a first day: the areas of what the person may open in the library, in the language of the page."""
    areas = Area.objects.filter(pk__in=LearningObject.objects.visible_to(person).values("area"))
    return _("Therapeutic areas"), [area.name for area in areas[:MOST_OFFERED]]
