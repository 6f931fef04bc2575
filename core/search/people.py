"""Lets people be found: by name, by what they do and where they belong."""

from collections.abc import Iterable, Iterator, Sequence

from core.accounts.models import Person
from core.acts.actions import action
from core.kinds.registry import Ref
from core.search import actions
from core.search.actions import Entry
from core.search.audiences import COLLEAGUES


@action
def index_people(*, person_ids: Sequence[int]) -> None:
    """Brings what is known of people up to date; who may not sign in is not found."""
    people = Person.objects.filter(pk__in=person_ids).with_profile()
    actions.index_many(_entry(person) for person in people if person.is_active)
    actions.forget_many("person", [person.pk for person in people if not person.is_active])


def everybody() -> Iterator[Entry]:
    """All people, for `manage.py reindex`."""
    people: Iterable[Person] = Person.objects.active().with_profile().iterator(chunk_size=500)
    return (_entry(person) for person in people)


def _entry(person: Person) -> Entry:
    role = person.job_role
    says = [
        role.title_en if role else "",
        role.title_fr if role else "",
        str(person.unit or ""),
        ", ".join(person.works_on),
        person.about,
    ]
    return Entry(
        ref=Ref("person", person.pk),
        title=person.name,
        text="\n".join(filter(None, says)),
        language="",
        audience={COLLEAGUES, f"person:{person.pk}"},
    )
