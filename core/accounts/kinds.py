"""What lower rooms may know of a person."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person


def visible_to(person: Any) -> QuerySet[Person]:
    """The directory's rule."""
    return Person.objects.visible_to(person)


def self_only(person: Any) -> QuerySet[Person]:
    """A person's own stream is theirs alone."""
    return Person.objects.visible_to(person).filter(pk=person.pk)


def title(person: Person) -> str:
    """What a person is called."""
    return person.name


def url(person: Person) -> str:
    """A person's page."""
    return reverse("accounts:person", args=[person.pk])


WORD = _("Person")
ICON = "user-round"
