"""Every kind of thing can be shown, and keeps strangers out of what is not theirs: on the page and on the wire."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.kinds import registry
from core.kinds.registry import Ref
from core.ui import icons
from tests.house.things import HEARD_BY_ALL, HIDDEN, SEEN_BY_ALL

THINGS = HIDDEN | SEEN_BY_ALL
each_thing = pytest.mark.parametrize("name", THINGS)


@pytest.fixture
def cast_by_name(lena, tomas, amara, marc, eve, admin):
    return SimpleNamespace(lena=lena, tomas=tomas, amara=amara, marc=marc, eve=eve, admin=admin)


def ours():
    """The kinds of the product; those of test rooms stand aside."""
    return {kind.name for kind in registry.every() if not kind.model.__module__.startswith("tests.")}


def test_every_kind_has_its_thing():
    assert ours() == set(THINGS), "Add the kind to tests/house/things.py."
    assert not set(HIDDEN) & set(SEEN_BY_ALL)


@pytest.mark.django_db
@each_thing
def test_a_kind_has_a_title_an_address_an_icon_and_a_word(name, cast_by_name):
    thing, kind = THINGS[name](cast_by_name), registry.of(name)
    assert kind.title(thing).strip()
    assert kind.url(thing).startswith(("/", "http"))
    assert str(kind.word).strip()
    assert "<svg" in icons.icon(kind.icon)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HIDDEN)
def test_a_stranger_does_not_see_it_and_does_not_hear_its_stream(name, cast_by_name):
    thing, kind = THINGS[name](cast_by_name), registry.of(name)
    assert not kind.visible_to(cast_by_name.eve).filter(pk=thing.pk).exists()
    assert not kind.listenable(cast_by_name.eve).filter(pk=thing.pk).exists()
    assert registry.load(cast_by_name.eve, [Ref(name, thing.pk)]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEEN_BY_ALL)
def test_what_all_may_see_is_heard_only_by_whom_it_is_for(name, cast_by_name):
    thing, kind = THINGS[name](cast_by_name), registry.of(name)
    assert kind.visible_to(cast_by_name.eve).filter(pk=thing.pk).exists()
    assert kind.listenable(cast_by_name.eve).filter(pk=thing.pk).exists() == (name in HEARD_BY_ALL)


@pytest.mark.django_db
@each_thing
def test_who_may_hear_may_also_see(name, cast_by_name):
    thing, kind = THINGS[name](cast_by_name), registry.of(name)
    for person in vars(cast_by_name).values():
        if kind.listenable(person).filter(pk=thing.pk).exists():
            assert kind.visible_to(person).filter(pk=thing.pk).exists(), f"{person} hears what they do not see."


@pytest.mark.django_db
@each_thing
def test_references_of_a_kind_are_loaded_by_one_query(name, cast_by_name):
    thing = THINGS[name](cast_by_name)
    refs = [Ref(name, thing.pk), Ref(name, thing.pk + 1_000_000)]
    registry.load(cast_by_name.lena, refs)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        registry.load(cast_by_name.lena, refs)
    # What nobody but an officer may see is not even asked for.
    assert len(queries) <= 1
