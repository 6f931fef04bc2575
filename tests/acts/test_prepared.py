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
