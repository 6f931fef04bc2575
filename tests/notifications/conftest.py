"""What people are told of in these stories: a published object, under two kinds of notice."""

from datetime import UTC, datetime

import pytest
import time_machine

import tests.notifications.kinds  # noqa: F401  (defines the kinds)
from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.notifications import actions
from tests.make import library as make


@pytest.fixture(autouse=True)
def working_day():
    """A Thursday in June, noon in Paris: nobody's quiet hour."""
    with time_machine.travel(datetime(2026, 6, 4, 10, 0, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def ines(company):
    """An author, who has published something."""
    ines = Person.objects.make(email="ines@example.org", name="Inès Moreau", unit=company.training)
    RoleGrant.objects.create(person=ines, role=AUTHOR)
    return ines


@pytest.fixture
def thing(ines):
    """What the notices are about."""
    return make.published(ines, "The interval runs from 69.5 to 92.4.", title="Why 84.0 % and not 82.9 %?")


@pytest.fixture
def tell(thing, tomas):
    """`tell(lena)`: Tomás mentions Lena in the thing; keywords change the rest."""

    def tell(*people, **given):
        said = {"kind": "tests.mentioned", "about": thing, "by": tomas, "effect_key": "post:1"} | given
        actions.notify(people=people, **said)

    return tell
