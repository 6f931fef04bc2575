"""How lower rooms name a class."""

from django.utils.translation import gettext_lazy as _

from core.kinds.registry import Kind
from virtualclass.models import ClassSession
from virtualclass.queries import listeners_of_classes

CLASS = Kind(
    name="class",
    model=ClassSession,
    visible_to=lambda person: ClassSession.objects.visible_to(person),
    listeners=listeners_of_classes,
    title=lambda session: session.title,
    url=lambda session: session.get_absolute_url(),
    icon="video",
    word=_("Class"),
)
