"""An act happens whole or not at all, once for a key, with its consequences."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from core.accounts.models import Person
from core.acts import facts
from core.acts.actions import action, at_close, state
from core.acts.once import once
from core.acts.refusals import Refused

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Renamed(facts.Fact):
    person_id: int
    name: str


@action
@once(by="person")
def rename(*, person: Person, name: str, key=None) -> Person:
    person.name = name
    person.save()
    if name == "Nobody":
        raise Refused("test.nobody", "Give a real name.")
    state(Renamed(person.pk, name))
    return person


@pytest.fixture
def lena(db):
    return Person.objects.make(email="lena@example.org", name="Lena")


def test_a_refusal_undoes_everything_and_is_not_kept(lena):
    key = uuid4()
    with pytest.raises(Refused):
        rename(person=lena, name="Nobody", key=key)
    lena.refresh_from_db()
    assert lena.name == "Lena"
    assert rename(person=lena, name="Lena H.", key=key).name == "Lena H."


def test_the_same_key_answers_again_without_acting_again(lena):
    seen = []
    facts.when(Renamed, lambda **fields: seen.append(fields))
    key = uuid4()
    first = rename(person=lena, name="Lena H.", key=key)
    assert rename(person=lena, name="Lena H.", key=key) == first
    assert seen == [{"person_id": lena.pk, "name": "Lena H."}]


def test_the_same_key_with_another_body_is_a_conflict(lena):
    key = uuid4()
    rename(person=lena, name="Lena H.", key=key)
    with pytest.raises(Refused) as refusal:
        rename(person=lena, name="Lena K.", key=key)
    assert (refusal.value.status, refusal.value.code) == (409, "acts.key_reused")


def test_closers_run_once_and_last(lena):
    order = []

    @action
    def inner():
        at_close("wire", lambda: order.append("closed"))
        order.append("inner")

    @action
    def outer():
        inner()
        inner()
        order.append("outer")

    outer()
    assert order == ["inner", "inner", "outer", "closed"]


def test_nothing_is_stated_outside_an_action():
    with pytest.raises(RuntimeError):
        state(Renamed(1, "x"))


def test_an_inner_act_that_is_refused_states_nothing(lena):
    seen = []
    facts.when(Renamed, lambda **fields: seen.append(fields["name"]))

    @action
    def rename_and_be_refused():
        rename(person=lena, name="Nobody")
        raise Refused("test.no", "No.")

    @action
    def rename_twice():
        with pytest.raises(Refused):
            rename_and_be_refused()
        rename(person=lena, name="Lena K.")

    rename_twice()
    assert seen == ["Lena K."]
