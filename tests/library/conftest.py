"""Who writes and keeps the library in these stories."""

import pytest

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR, TRAINING_MANAGER


@pytest.fixture
def ines(company):
    """An author of the training department."""
    ines = Person.objects.make(email="ines@example.org", name="Inès Moreau", unit=company.training)
    RoleGrant.objects.create(person=ines, role=AUTHOR)
    return ines


@pytest.fixture
def paul(company):
    """The training manager."""
    paul = Person.objects.make(email="paul@example.org", name="Paul Berger", unit=company.training)
    RoleGrant.objects.create(person=paul, role=TRAINING_MANAGER)
    return paul


@pytest.fixture
def guest(company):
    """A supplier's writer, from outside the company."""
    return Person.objects.make(email="guest@example.com", name="Gus Ext", is_external=True)
