"""Fields in which somebody picks a unit, a job role, a colleague."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.accounts.models import JobRole, Person, Unit, plain_email

NO_BREAK = "\u00a0"


class UnitField(forms.TypedChoiceField):
    """One of the units it was given, indented as they stand in the tree."""

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(empty_value=None, **kwargs)

    def offer(self, units: list[Unit]) -> None:
        """Sets what may be picked; forms do so when they are made."""
        self.coerce = {str(unit.pk): unit for unit in units}.__getitem__
        words = [(str(unit.pk), f"{NO_BREAK * 3 * (unit.depth - 1)}{unit.name}") for unit in units]
        self.choices = [("", self.empty), *words]


class JobRoleField(forms.TypedChoiceField):
    """One of the job roles."""

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(empty_value=None, **kwargs)

    def offer(self, job_roles: list[JobRole]) -> None:
        """Sets what may be picked; forms do so when they are made."""
        self.coerce = {str(job.pk): job for job in job_roles}.__getitem__
        self.choices = [("", self.empty), *sorted(((str(job.pk), job.title) for job in job_roles), key=lambda c: c[1])]


class ColleagueField(forms.EmailField):
    """An active person, written by their e-mail address: a list of 25,000 names helps nobody."""

    def clean(self, value: Any) -> Any:
        email = super().clean(value)
        if not email:
            return None
        person = Person.objects.active().filter(email=plain_email(email)).first()
        if person is None:
            raise ValidationError(_("Nobody has this e-mail address."), code="unknown")
        return person
