"""Saying which languages one reads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from social.models import ReadLanguages

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def read_in(*, person: "Person", languages: Iterable[str]) -> set[str]:
    """Says which languages somebody reads: lists of talk leave the others out until they are asked for."""
    codes = [code for code, _name in settings.LANGUAGES if code in set(languages)]
    if not codes:
        raise Refused("social.no_language", _("Choose at least one language."), field="languages", status=422)
    ReadLanguages.objects.update_or_create(person=person, defaults={"codes": codes})
    return set(codes)
