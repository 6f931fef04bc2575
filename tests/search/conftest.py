"""Things to find: notes that hang in a unit, seen by the people of the unit. Job roles stand in for them."""

import pytest

from core.accounts.models import JobRole
from core.kinds import registry
from core.search import audiences, places


def seen_by(person):
    """The permission of the stand-in kind: one's own unit."""
    return JobRole.objects.filter(code__startswith=f"{person.unit.code}:") if person.unit else JobRole.objects.none()


def keys_of(person):
    """Its mirror for the search."""
    return {f"unit:{person.unit_id}"}


@pytest.fixture(autouse=True)
def notes():
    """Makes `note` and `memo` kinds that the search can show."""
    names, models = dict(registry._by_name), dict(registry._by_model)
    providers = list(audiences._providers)
    for name in ("leaflet", "memo"):
        kind = registry.Kind(
            name, JobRole, seen_by, str, lambda note: f"/notes/{note.pk}/", "sticky-note", name.capitalize()
        )
        registry.register(kind)
    audiences._providers[:] = [audiences.own_and_colleagues, keys_of]
    yield
    registry._by_name.clear()
    registry._by_name.update(names)
    registry._by_model.clear()
    registry._by_model.update(models)
    audiences._providers[:] = providers


@pytest.fixture
def shelf(settings, tmp_path):
    """Where files lie, for one story."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def rooms(company):
    """The units as places: each person knows the name of their own, and of another that is everybody's."""
    knowers = list(places._knowers)
    places._knowers[:] = [
        lambda person: [places.Place(f"unit:{person.unit_id}", str(person.unit)), places.Place("unit:0", "Elsewhere")]
    ]
    yield company
    places._knowers[:] = knowers
