"""Who sees, writes, publishes and retires which object: one table, asked of the list and of the rule."""

import pytest

from core.kinds import registry
from core.kinds.registry import Ref
from core.library import actions, audiences, rules
from core.library.models import Draft, LearningObject, Version
from core.search.audiences import keys_of
from tests.make import library as make

pytestmark = pytest.mark.django_db

# actor → what they may do with each object of `shelf`, in this order.
SHELF = ["draft", "published", "changed", "restricted", "retired"]
SEE = {
    "ines": "yes yes yes yes yes",
    "paul": "yes yes yes yes yes",
    "lena": "no yes yes no yes",
    "tomas": "no yes yes yes yes",
    "amara": "yes yes yes yes yes",
    "marc": "no yes yes no yes",
    "eve": "no yes yes no yes",
    "admin": "no yes yes no yes",
    "guest": "yes no no no no",
    "gone": "no no no no no",
}
WRITE = {
    "ines": "yes yes yes yes no",
    "paul": "yes yes yes yes no",
    "amara": "yes yes yes yes no",
    "guest": "yes no no no no",
}
PUBLISH = {"ines": "yes yes yes yes no", "paul": "yes yes yes yes no", "amara": "yes yes yes yes no"}
RETIRE = {"ines": "no yes yes yes no", "paul": "no yes yes yes no"}


@pytest.fixture
def people(ines, paul, lena, tomas, amara, marc, eve, admin, guest):
    gone = type(lena).objects.make(email="gone@example.org", name="Gone", is_active=False)
    return {
        "ines": ines,
        "paul": paul,
        "lena": lena,
        "tomas": tomas,
        "amara": amara,
        "marc": marc,
        "eve": eve,
        "admin": admin,
        "guest": guest,
        "gone": gone,
    }


@pytest.fixture
def shelf(ines, amara, guest, company):
    """Five objects of Inès; Amara is an author of each, the supplier's writer translates the draft."""
    things = {
        "draft": make.written(ines),
        "published": make.published(ines),
        "changed": make.published(ines),
        "restricted": make.published(ines, confidentiality="restricted", audience=[company.liaison]),
        "retired": make.published(ines),
    }
    make.write(things["changed"], ines, "Not yet for everybody.")
    for thing in things.values():
        actions.add_contributor(learning_object=thing, editor=ines, person=amara, part="author")
    actions.add_contributor(learning_object=things["draft"], editor=ines, person=guest, part="translator")
    actions.retire_object(learning_object=things["retired"], keeper=ines, reason="Old")
    return {name: LearningObject.objects.get(pk=thing.pk) for name, thing in things.items()}


def table(people, shelf, may):
    return {
        name: " ".join("yes" if may(person, shelf[on]) else "no" for on in SHELF) for name, person in people.items()
    }


def filled(short, people):
    return {name: short.get(name, "no no no no no") for name in people}


def test_seeing(people, shelf):
    assert table(people, shelf, rules.can_see) == SEE
    assert table(people, shelf, lambda who, thing: thing in LearningObject.objects.visible_to(who)) == SEE


def test_writing(people, shelf):
    assert table(people, shelf, rules.can_write) == filled(WRITE, people)
    assert table(people, shelf, lambda who, thing: thing in LearningObject.objects.writable_by(who)) == filled(
        WRITE, people
    )


def test_publishing(people, shelf):
    assert table(people, shelf, rules.can_publish) == filled(PUBLISH, people)


def test_retiring_and_bringing_back(people, shelf):
    assert table(people, shelf, rules.can_retire) == filled(RETIRE, people)
    back = dict.fromkeys(("ines", "paul"), "no no no no yes")
    assert table(people, shelf, rules.can_bring_back) == filled(back, people)


def test_beginning(people):
    assert {name for name, person in people.items() if rules.can_create(person)} == {"ines", "paul"}


def test_the_search_box_keeps_to_the_same_rule(people, shelf):
    published = {on: thing for on, thing in shelf.items() if thing.state == "published"}
    for person in people.values():
        for thing in published.values():
            may_find = bool(audiences.of_object(thing) & keys_of(person))
            assert may_find == rules.can_see(person, thing), (person, thing)


def test_versions_and_drafts_follow_their_object(people, shelf):
    for name, person in people.items():
        sees = SEE[name].split()
        seen = set(Version.objects.visible_to(person).values_list("learning_object", flat=True))
        assert seen == {shelf[on].pk for on, may in zip(SHELF, sees, strict=True) if may == "yes" and on != "draft"}
        drafts = set(Draft.objects.visible_to(person).values_list("learning_object", flat=True))
        writes = filled(WRITE, people)[name].split()
        assert drafts == {
            shelf[on].pk for on, may in zip(SHELF, writes, strict=True) if may == "yes" and on in ("draft", "changed")
        }


def test_a_reference_to_what_one_may_not_see_loads_nothing(eve, lena, shelf):
    refs = [Ref.to(shelf["restricted"]), Ref.to(shelf["published"])]
    assert list(registry.load(eve, refs)) == [refs[1]]


def test_the_ways_in_refuse_alike(eve, shelf, signed_in):
    browser = signed_in(eve)
    for on in ("draft", "restricted"):
        pk = shelf[on].pk
        for path in ("", "edit/", "describe/", "preview/", "versions/", "versions/1/", "versions/compare/", "retire/"):
            assert browser.get(f"/library/{pk}/{path}").status_code == 404, path
        assert browser.get(f"/api/v1/objects/{pk}").status_code == 404
        assert browser.get(f"/api/v1/objects/{pk}/versions").status_code == 404
        for path in ("publish/", "draft/discard/", "edit/keep/"):
            assert browser.post(f"/library/{pk}/{path}").status_code == 404, path
    assert shelf["restricted"].code not in browser.get("/library/").content.decode()
    quick = browser.get("/api/v1/objects/quick?q=interval").json()
    assert {each["id"] for each in quick} == {shelf["published"].pk, shelf["changed"].pk}


def test_seeing_without_the_right_to_retire_gives_the_reason(lena, shelf, signed_in):
    answer = signed_in(lena).get(f"/library/{shelf['published'].pk}/retire/")
    assert answer.status_code == 403
    assert "training department" in answer.content.decode()
