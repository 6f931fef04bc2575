"""How lower rooms name learning objects, their drafts and versions."""

from django.utils.translation import gettext_lazy as _

from core.accounts.registries import offers_words
from core.kinds.registry import Kind
from core.library.models import Draft, LearningObject, Version
from core.library.queries.areas import areas_in_use

LEARNING_OBJECT = Kind(
    name="learning_object",
    model=LearningObject,
    visible_to=lambda person: LearningObject.objects.visible_to(person),
    title=lambda thing: thing.title,
    url=lambda thing: thing.get_absolute_url(),
    icon="library",
    word=_("learning object"),
)
# Files hang on these two, so that a draft's file is hidden from the readers of the published version.
LIBRARY_VERSION = Kind(
    name="library_version",
    model=Version,
    visible_to=lambda person: Version.objects.visible_to(person),
    title=lambda version: version.title,
    url=lambda version: version.get_absolute_url(),
    icon="library",
    word=_("version"),
)
LIBRARY_DRAFT = Kind(
    name="library_draft",
    model=Draft,
    visible_to=lambda person: Draft.objects.visible_to(person).select_related("learning_object"),
    title=lambda draft: draft.learning_object.title,
    url=lambda draft: draft.get_absolute_url(),
    icon="pencil",
    word=_("draft"),
)
KINDS = [LEARNING_OBJECT, LIBRARY_VERSION, LIBRARY_DRAFT]
offers_words(areas_in_use)
