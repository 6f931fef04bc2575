"""Who stands where somebody's name is not said: one row of people, whom nobody is."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext

from core.accounts.querysets import STAND_IN

if TYPE_CHECKING:
    from core.accounts.models.people import Person

    CharField = models.CharField[str, str]
else:
    CharField = models.CharField

# As the row keeps it; people read it in their own language.
KEPT_NAME = "A colleague"


class NameAttribute(DeferredAttribute):
    """A person's name; that of the stand-in is said in the language of whoever reads, wherever it is said."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        name = super().__get__(instance, cls)
        is_mark = instance is not None and instance.__dict__.get("email") == STAND_IN
        return gettext("A colleague") if is_mark else name

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__["name"] = value


class NameField(CharField):
    """A column like any other, read through `NameAttribute`."""

    descriptor_class = NameAttribute

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What is written is what was set, in no language."""
        return model_instance.__dict__[self.attname]

    def deconstruct(self) -> Any:
        """To the database it is a CharField."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def stand_in(people: "Any") -> "Person":
    """The row, made when it is first needed: not active, in no unit, without a password."""
    fields = {"name": KEPT_NAME, "sought": "", "is_active": False, "password": "!"}
    person: Person = people.get_or_create(email=STAND_IN, defaults=fields)[0]
    return person
