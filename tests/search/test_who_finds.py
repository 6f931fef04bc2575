"""Nobody finds what they may not see, from the moment they may not."""

import pytest

from core.search import actions, audiences
from core.search.models import Audience, SearchEntry
from core.search.queries import find
from tests.make.search import many_notes, note

pytestmark = pytest.mark.django_db


def finds(person, words="aspirin"):
    """How many a person finds; counts must not tell more than hits."""
    found = find(person, words)
    assert found.total == len(found.hits)
    return found.total


def test_only_those_who_see_it_find_it(cast, tomas, marc, company):
    note(company.cardiology, "Aspirin")
    assert {person.name for person in cast if finds(person)} == {tomas.name, marc.name}


def test_eve_never_finds_anything_of_the_others(eve, company, signed_in):
    for unit in (company.cardiology, company.field, company.training):
        note(unit, "Aspirin", "and its secret")
    assert finds(eve) == finds(eve, "secret") == 0
    page = signed_in(eve)
    for address in ("/search/?q=aspirin", "/search/quick/?q=aspirin", "/api/v1/search?q=aspirin"):
        answer = page.get(address)
        assert answer.status_code == 200
        assert "secret" not in answer.content.decode()
        assert "/notes/" not in answer.content.decode()


def test_who_leaves_finds_nothing_from_that_moment(tomas, company):
    note(company.cardiology, "Aspirin")
    assert finds(tomas) == 1
    tomas.unit = company.oncology
    tomas.save()
    assert finds(tomas) == 0


def test_somebody_deactivated_finds_nothing(tomas, company):
    note(company.cardiology, "Aspirin")
    tomas.is_active = False
    assert finds(tomas) == 0


def test_an_entry_whose_audience_narrows_is_lost_at_once(tomas, amara, company):
    ref = note(company.cardiology, "Aspirin", audience={f"unit:{company.cardiology.pk}", f"unit:{company.training.pk}"})
    assert finds(tomas) == 1
    actions.index(ref=ref, title="Aspirin", text="", language="en", audience=set(), at=None)
    assert finds(tomas) == 0


def test_the_index_is_not_believed_where_the_thing_itself_is_closed(eve, company):
    """A key too many in the index shows nothing: each hit is asked of its own kind again."""
    note(company.cardiology, "Aspirin", "secret", audience={f"unit:{company.oncology.pk}"})
    assert find(eve, "aspirin").hits == []


def test_a_guest_from_outside_does_not_hold_the_company_s_key(lena):
    assert audiences.keys_of(lena) >= {audiences.COLLEAGUES, f"person:{lena.pk}"}
    lena.is_external = True
    assert audiences.COLLEAGUES not in audiences.keys_of(lena)


def test_one_set_of_keys_is_one_row_however_many_things_share_it(company):
    actions.index_many(many_notes(company.cardiology, 30))
    assert Audience.objects.count() == 1
    long = {f"unit:{n}" for n in range(50)}
    ref = note(company.cardiology, "Long", audience=long)
    entry = SearchEntry.objects.get(kind=ref.kind, object_id=ref.pk)
    assert set(entry.audience.keys.values_list("key", flat=True)) == long


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get("/search/?q=x").status_code == 302
    assert client.get("/search/quick/?q=x").status_code == 302
    assert client.get("/api/v1/search?q=x").status_code == 401
