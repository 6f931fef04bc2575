"""How somebody wishes to be told."""

from collections.abc import Mapping

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications import kinds_of_notice
from core.notifications.models import Preference
from core.notifications.queries import Way


@action
def choose_ways(*, person: Person, ways: Mapping[str, Way]) -> None:
    """Keeps the ways for each kind named; what equals the kind's own way needs no row."""
    for name, way in ways.items():
        kind = kinds_of_notice.of(name)
        if way == Way(kind.bell, kind.mail):
            Preference.objects.filter(person=person, kind=name).delete()
        else:
            Preference.objects.update_or_create(person=person, kind=name, defaults={"bell": way.bell, "mail": way.mail})
