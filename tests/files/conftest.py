"""A shelf for files, and a thing to hang them on that only some people see."""

from pathlib import Path

import pytest

from core.accounts.models import Unit
from core.kinds import registry


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Where files lie, for one story."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def lying(shelf):
    """`lying()` names all that lies on the shelf."""
    return lambda: sorted(path.name for path in Path(shelf).rglob("*") if path.is_file())


@pytest.fixture
def desk(company):
    """A thing that its own people see: the cardiology unit, which is Tomás's and Marc's."""
    kind = registry.Kind(
        name="desk",
        model=Unit,
        visible_to=lambda person: Unit.objects.filter(people=person.pk),
        title=str,
        url=lambda unit: f"/desks/{unit.pk}/",
        icon="lamp-desk",
        word="Desk",
    )
    names, models = dict(registry._by_name), dict(registry._by_model)
    registry.register(kind)
    yield company.cardiology
    registry._by_name.clear()
    registry._by_name.update(names)
    registry._by_model.clear()
    registry._by_model.update(models)
