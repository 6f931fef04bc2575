"""A statement that is composed once asks the same as the query it came from, for everybody."""

import pytest
from django.db.models import Value

from core.accounts.models import Person
from core.acts.prepared import Prepared

pytestmark = pytest.mark.django_db


def test_each_person_gets_their_own_answer_by_one_statement(lena, tomas, django_assert_num_queries):
    built = []

    def name_of(pk):
        built.append(pk)
        return Person.objects.filter(pk=pk).values_list("name", Value(f"person:{pk}"))

    name = Prepared(name_of)
    with django_assert_num_queries(2):
        assert name.rows(lena.pk) == [(lena.name, f"person:{lena.pk}")]
        assert name.rows(tomas.pk) == [(tomas.name, f"person:{tomas.pk}")]
    assert len(built) == 1
    assert name.rows(0) == []


def test_what_asks_about_nobody_is_not_prepared():
    with pytest.raises(ValueError, match="does not depend"):
        Prepared(lambda pk: Person.objects.values_list("name")).rows(1)


def test_models_come_with_what_was_joined_and_annotated(lena, tomas, django_assert_num_queries):
    def reports_of(manager, *, named):
        people = Person.objects.filter(manager=manager).select_related("unit", "manager")
        return people.annotate(said=Value(f"{named} {manager}")).order_by("pk")

    reports = Prepared(reports_of)
    Person.objects.filter(pk__in=[lena.pk]).update(manager=tomas)
    for named in ("first", "second"):
        with django_assert_num_queries(1):
            [found] = reports.things(tomas.pk, named=named)
            assert (found, found.manager.name, found.unit) == (lena, tomas.name, lena.unit)
            assert found.said == f"{named} {tomas.pk}"
            assert found.joined == lena.joined
    assert reports.things(lena.pk, named="first") == []


def test_numbers_stand_where_they_belong(lena, tomas):
    between = Prepared(lambda least, most: Person.objects.filter(pk__gte=least, pk__lte=most).values_list("pk"))
    first, last = sorted([lena.pk, tomas.pk])
    assert {pk for (pk,) in between.rows(first, first)} == {first}
    assert {first, last} <= {pk for (pk,) in between.rows(first, last)}
    assert between.rows(last, first - 1) == []
