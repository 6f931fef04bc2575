"""The index follows what happens, and can be written anew."""

import pytest
from django.core.management import CommandError, call_command

from core.accounts import facts
from core.acts.actions import action, state
from core.kinds.registry import Ref
from core.search import actions, sources
from core.search.models import SearchEntry
from core.search.queries import find
from tests.make.search import many_notes, note

pytestmark = pytest.mark.django_db


def test_a_refused_act_leaves_no_trace_in_the_index(tomas, company):
    @action
    def fail():
        note(company.cardiology, "Aspirin")
        raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert find(tomas, "aspirin").hits == []


def test_people_are_found_by_name_work_and_place_as_they_change(lena, tomas, eve):
    @action
    def tell(fact):
        state(fact)

    tell(facts.PeopleJoined(person_ids=[lena.pk, tomas.pk, eve.pk]))

    def found(words):
        return [hit.ref.pk for hit in find(eve, words, ["person"]).hits]

    assert found("lena hoff") == [lena.pk]
    assert found("tomas") == [tomas.pk]
    assert found("délégué cardiology") == [lena.pk]
    lena.name = "Lena Kowalska"
    lena.save()
    tell(facts.PeopleChanged(person_ids=[lena.pk]))
    assert found("hoffmann") == []
    assert found("kowalska") == [lena.pk]
    lena.is_active = False
    lena.save()
    tell(facts.PeopleChanged(person_ids=[lena.pk]))
    assert found("kowalska") == []
    assert not SearchEntry.objects.filter(kind="person", object_id=lena.pk).exists()


def test_the_index_is_written_anew_and_forgets_what_is_gone(lena, tomas, eve, capsys):
    actions.index(ref=Ref("person", 10**9), title="Ghost", text="", language="", audience=set(), at=None)
    call_command("reindex", "person")
    assert "person: " in capsys.readouterr().out
    assert SearchEntry.objects.filter(kind="person").count() == 4  # with Marc, Lena's manager
    assert [hit.ref.pk for hit in find(eve, "lena").hits] == [lena.pk]


def test_everything_is_written_anew_where_no_kind_is_named(lena, capsys):
    call_command("reindex")
    assert "person: 2" in capsys.readouterr().out


def test_an_unknown_kind_is_named(db):
    with pytest.raises(CommandError, match="Nobody tells of zebra"):
        call_command("reindex", "zebra")


def test_ten_thousand_notes_are_indexed_in_batches(company, django_assert_max_num_queries, tomas):
    entries = many_notes(company.cardiology, 10_000)
    with django_assert_max_num_queries(240):
        assert actions.index_many(entries) == 10_000
    assert len(find(tomas, "hazard").hits) == 20
    assert find(tomas, "hazard").is_capped
    assert [hit.plain_title for hit in find(tomas, '"Note 9876"').hits] == ["Note 9876"]


def test_two_sources_of_one_kind_are_a_mistake():
    with pytest.raises(ValueError, match="Two sources"):
        sources.source("person", list)
