"""A whole room is let into its talk by one question, which answers as the page would."""

import pytest

from core.accounts.models import Person
from core.realtime.admission import allowed
from social import actions, registries
from social.kinds import SPACE, THREAD
from social.models import Space, Thread
from tests.make.talk import a_community, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(monkeypatch):
    """Restriction keys by name, told by a provider as the rooms above have theirs."""
    keys: dict[str, set[str]] = {}
    monkeypatch.setattr(registries, "_holders", [lambda person: keys.get(person.name, set())])
    return keys


@pytest.fixture
def everywhere(cast, lena, tomas, amara, marc, held):
    """Spaces of every kind and openness, a group with a class within, a restricted thread, and who is in which."""
    spaces = [a_community(lena, by=tomas, openness=one) for one in ("open", "closed", "secret")]
    group = a_space(lena, by=tomas)
    lesson = a_space(marc, by=tomas, kind="class", parent=group)
    open_group = a_space(by=tomas, openness="open")
    left = a_space(lena, marc, by=tomas)
    actions.remove_member(space=left, person=marc, by=tomas)
    actions.invite(space=spaces[2], member=tomas, person=amara)
    for space in [*spaces, group, lesson, open_group, left]:
        a_thread(space, tomas)
        Thread.objects.filter(pk=a_thread(space, tomas, "Only in France").pk).update(audience="study:1:FR")
    held[lena.name] = {"study:1:FR"}


@pytest.fixture
def everybody(cast, lena, tomas):
    """The cast, a guest who was let into one space, a guest of none, and somebody who has left."""
    guest = Person.objects.make(email="guest@example.net", name="Guest", is_external=True)
    stray = Person.objects.make(email="stray@example.net", name="Stray", is_external=True)
    gone = Person.objects.make(email="gone@example.org", name="Gone", is_active=False)
    return [*cast, guest, stray, gone]


def test_many_hear_what_each_would_be_shown(everywhere, everybody, tomas):
    guest, gone = everybody[-3], everybody[-1]
    group = Space.objects.get(kind="class").parent
    for person in (guest, gone):
        actions.add_member(space=group, person=person, by=tomas)
    people = {person.pk for person in everybody}
    for kind, model in ((SPACE, Space), (THREAD, Thread)):
        things = set(model.objects.values_list("pk", flat=True))
        alone = {(pk, person.pk) for person in everybody for pk in kind.listenable(person).values_list("pk", flat=True)}
        assert set(kind.listeners(things, people)) == alone
        assert any(person == guest.pk for _thing, person in alone)
        assert not any(person == gone.pk for _thing, person in alone)
        # Nobody and nothing that was not asked about.
        some = set(list(things)[:2])
        assert set(kind.listeners(some, {guest.pk})) == {
            pair for pair in alone if pair[0] in some and pair[1] == guest.pk
        }


@pytest.mark.parametrize("count", [1, 40])
def test_a_full_room_costs_one_question(count, tomas, django_assert_num_queries):
    people = [Person.objects.make(email=f"p{n}@example.org", name=f"Person {n}") for n in range(count)]
    space = a_space(*people, by=tomas)
    thread = a_thread(space, tomas)
    for name in (thread.stream.name, space.stream.name):
        # Who the people are, then who of them may.
        with django_assert_num_queries(2):
            assert allowed({(person.pk, name) for person in people}) == {(person.pk, name) for person in people}


def test_nobody_and_nothing_cost_no_question(tomas, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(THREAD.listeners(set(), {tomas.pk})) == []
        assert list(SPACE.listeners({1}, set())) == []
