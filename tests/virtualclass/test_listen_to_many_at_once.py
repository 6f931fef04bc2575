"""A whole room is let into its class by one question, which answers as the page would."""

import pytest

from core.accounts.models import Person
from core.realtime.admission import allowed
from social import actions as talk
from tests.make.classes import a_class
from tests.make.talk import a_space
from virtualclass import actions
from virtualclass.kinds import CLASS
from virtualclass.models import ClassSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(cast, lena, tomas, amara, marc):
    """A class of a group, one for everybody, one that is full, one over, one cancelled; Marc has left the group."""
    group = a_space(lena, marc, amara, by=tomas)
    of_group = a_class(by=tomas, trainer=amara, host=group)
    for_all, full = a_class(by=amara), a_class(by=amara, capacity=1)
    for person in (lena, marc):
        actions.register(session=of_group, person=person)
        actions.register(session=full, person=person)
    actions.register(session=for_all, person=marc)
    actions.end_class(session=actions.start_class(session=a_class(by=tomas, host=group), by=tomas), by=tomas)
    actions.cancel_class(session=a_class(by=tomas, host=group), by=tomas)
    talk.remove_member(space=group, person=marc, by=tomas)
    return group


def test_many_hear_what_each_would_be_shown(everywhere, cast, tomas):
    guest, stray = [Person.objects.make(email=f"{n}@example.net", name=n, is_external=True) for n in ("Guest", "Stray")]
    gone = Person.objects.make(email="gone@example.org", name="Gone", is_active=False)
    for person in (guest, gone):
        talk.add_member(space=everywhere, person=person, by=tomas)
    everybody = [*cast, guest, stray, gone]
    people, classes = {one.pk for one in everybody}, set(ClassSession.objects.values_list("pk", flat=True))
    alone = {(pk, one.pk) for one in everybody for pk in CLASS.listenable(one).values_list("pk", flat=True)}
    assert set(CLASS.listeners(classes, people)) == alone
    heard_by = {person for _class, person in alone}
    assert guest.pk in heard_by
    assert not heard_by & {stray.pk, gone.pk}
    # Nobody and nothing that was not asked about.
    some = set(sorted(classes)[:2])
    assert set(CLASS.listeners(some, {guest.pk})) == {one for one in alone if one[0] in some and one[1] == guest.pk}


@pytest.mark.parametrize("count", [1, 40])
def test_a_full_room_costs_one_question(count, tomas, django_assert_num_queries):
    people = [Person.objects.make(email=f"p{n}@example.org", name=f"Person {n}") for n in range(count)]
    name = a_class(by=tomas, host=a_space(*people, by=tomas)).stream.name
    # Who the people are, then who of them may.
    with django_assert_num_queries(2):
        assert allowed({(person.pk, name) for person in people}) == {(person.pk, name) for person in people}


def test_nobody_and_nothing_cost_no_question(tomas, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(CLASS.listeners(set(), {tomas.pk})) == []
        assert list(CLASS.listeners({1}, set())) == []
