"""People are told apart, compared without case, and hold their roles where they were granted."""

import pytest
from django.db import IntegrityError, transaction

from core.accounts.models import Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR, TRAINER, TUTOR


def test_an_address_belongs_to_one_person_whatever_its_case(lena):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.make(email="LENA@Example.org", name="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=lena.pk).update(email="")
    assert Person.objects.get_by_natural_key(" Lena@EXAMPLE.org ") == lena


@pytest.mark.parametrize(
    ("name", "initials"), [("Lena Hoffmann", "LH"), ("Plato", "P"), ("Ana María de la Cruz", "AC"), ("  ", "")]
)
def test_initials_are_of_the_first_and_last_word(name, initials):
    assert Person(name=name).initials == initials


def test_hues_are_eight_and_stable(lena):
    assert {Person(pk=pk).hue for pk in range(100)} == set(range(1, 9))
    assert lena.hue == Person.objects.get(pk=lena.pk).hue


def test_a_role_holds_everywhere_or_in_its_unit_and_beneath(company, lena, django_assert_num_queries):
    RoleGrant.objects.create(person=lena, role=TUTOR, unit=company.cardiology)
    RoleGrant.objects.create(person=lena, role=TRAINER)
    field = Unit.objects.get(pk=company.field.pk)
    with django_assert_num_queries(1):
        assert lena.has_role(TUTOR)
        assert lena.has_role(TUTOR, at=field)
        assert not lena.has_role(TUTOR, at=company.training)
        assert lena.has_role(TRAINER, at=company.oncology)
        assert not lena.has_role(ADMINISTRATOR)
        assert lena.has_role_everywhere(TRAINER)
        assert not lena.has_role_everywhere(TUTOR)
    lena.is_active = False
    assert not lena.has_role(TUTOR)


def test_a_grant_is_written_once(lena):
    RoleGrant.objects.create(person=lena, role=TUTOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=lena, role=TUTOR)


def test_the_directory_is_for_active_colleagues(lena, tomas, eve):
    guest = Person.objects.make(email="guest@supplier.example", name="Guest", is_external=True)
    Person.objects.filter(pk=eve.pk).update(is_active=False)
    seen = Person.objects.visible_to(lena)
    assert set(seen) >= {lena, tomas, guest}
    assert eve not in seen
    assert list(Person.objects.visible_to(guest)) == [guest]
    eve.refresh_from_db()
    assert not Person.objects.visible_to(eve).exists()


def test_nobody_manages_themselves(lena):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=lena.pk).update(manager=lena)
