"""Tomás founds a community with a template, and keeps one of his own for others to begin with."""

import pytest

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.acts.jobs import drain
from core.acts.refusals import Refused
from core.kinds.registry import Ref
from social import actions, patterns
from social.models import Membership, Space, SpaceTemplate
from social.patterns import Pattern
from social.queries.templates import pattern_of, to_keep
from tests.make.library import published
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def arranged(tomas, lena, amara, company) -> Space:
    """A community with all that a template keeps, and talk that it does not."""
    space = a_community(lena, by=tomas, openness="closed", name="Heart failure launch", about="For the launch.")
    space = actions.change_space(space=space, by=tomas, vocabulary=["label", "samples"])
    actions.slow_space(space=space, by=tomas, seconds=60)
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    aid = published(Person.objects.get(pk=amara.pk), title="Reading a forest plot")
    rules = a_thread(space, tomas, "The rules of this place", source="Be brief.", kind="announcement")
    a_post(rules, lena, "Understood, and my patient is fine.")
    talk = a_thread(space, lena, "What Lena said", source="Only Lena’s own words.")
    for thing in (rules, talk, aid):
        actions.pin(space=space, by=tomas, ref=Ref.to(thing))
    actions.make_join_rule(space=space, by=tomas, unit=company.field, job_role=company.representative)
    drain()
    return Space.objects.get(pk=space.pk)


@pytest.mark.parametrize("key", patterns.KEYS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_house_has_templates_in_both_languages(key, language, tomas, signed_in):
    tomas.language = language
    tomas.save()
    pattern = patterns.shipped(key, language)
    assert pattern.language == language
    assert pattern.openings
    assert pattern.words
    assert pattern.about
    browser = signed_in(tomas)
    page = browser.get(f"/communities/new/?template={key}").content.decode()
    assert pattern.name in page
    answer = browser.post(
        f"/communities/new/?template={key}",
        {
            "name": pattern.name,
            "openness": pattern.openness,
            "language": language,
            "about": pattern.about,
            "vocabulary": ", ".join(pattern.words),
        },
    )
    space = Space.objects.get(name=pattern.name)
    assert answer.url == f"/spaces/{space.pk}/"
    assert [thread.title for thread in space.threads.order_by("pk")] == [each.title for each in pattern.openings]
    assert space.vocabulary == list(pattern.words)
    assert space.pins.count() == sum(each.is_pinned for each in pattern.openings)
    asking = browser.get(f"/threads/new/?space={space.pk}").content.decode()
    assert all(f'value="{word}"' in asking for word in pattern.words)


def test_a_template_keeps_how_it_is_arranged_and_nothing_of_people_and_talk(arranged, tomas, lena, signed_in):
    browser = signed_in(tomas)
    page = browser.get(f"/spaces/{arranged.pk}/template/").content.decode()
    assert "The rules of this place" in page
    assert "What Lena said" not in page
    pinned = to_keep(arranged)[0].thread_id
    browser.post(f"/spaces/{arranged.pk}/template/", {"name": "Launch, our way", "threads": [pinned]})
    kept = SpaceTemplate.objects.get()
    pattern = Pattern.of(kept.pattern)
    assert [each.source for each in pattern.openings] == ["Be brief."]
    assert (pattern.words, pattern.slow_seconds, pattern.openness) == (("label", "samples"), 60, "closed")
    assert len(pattern.objects) == 1
    assert [(each.unit, each.job_role) for each in pattern.admits] == [("FR-CARD-SUD", "REP")]
    said = str(kept.pattern)
    assert lena.name not in said
    assert "patient" not in said
    assert "Lena" not in said
    assert Pattern.of(pattern.plain()) == pattern


def test_what_begins_with_it_is_arranged_alike_and_brings_people_in_only_if_wanted(arranged, tomas, marc, lena):
    pattern = pattern_of(arranged, "x", [to_keep(arranged)[0].thread_id])
    given = {"founder": marc, "pattern": pattern, "openness": "closed", "vocabulary": pattern.words}
    quiet = actions.open_from_template(name="Quiet", **given)
    drain()
    assert Membership.objects.filter(space=quiet).count() == 1
    assert quiet.slow_seconds == 60
    assert [pin.ref.kind for pin in quiet.pins.all()] == ["thread", "learning_object"]
    assert quiet.threads.get().author == marc
    lively = actions.open_from_template(name="Lively", with_rules=True, **given)
    drain()
    assert Membership.objects.filter(space=lively, person=lena).exists()


def test_a_template_is_its_makers_until_it_is_shared(arranged, tomas, marc, lena, eve, signed_in):
    own = actions.keep_template(space=arranged, by=tomas, name="Ours", threads=[], is_shared=False)
    address = f"/communities/new/?template=kept-{own.pk}"
    assert "What it brings" in signed_in(tomas).get(address).content.decode()
    assert "Ours" not in signed_in(eve).get(address).content.decode()
    shared = actions.keep_template(space=arranged, by=tomas, name="Ours", threads=[], is_shared=True)
    assert shared.pk == own.pk
    assert "Ours" in signed_in(eve).get(address).content.decode()
    assert signed_in(eve).post(f"/templates/{own.pk}/drop/").status_code == 403
    guest = Person.objects.make(email="gil@elsewhere.example", name="Gil", is_external=True)
    assert not SpaceTemplate.objects.visible_to(guest).exists()
    assert signed_in(lena).get(f"/spaces/{arranged.pk}/template/").status_code == 404
    with pytest.raises(Refused):
        actions.keep_template(space=arranged, by=lena, name="Mine", threads=[], is_shared=True)
    assert signed_in(tomas).post(f"/templates/{own.pk}/drop/").status_code == 302
    assert not SpaceTemplate.objects.exists()


def test_what_is_no_template_is_refused_by_the_reader():
    with pytest.raises(ValueError, match="Not a template"):
        patterns.parse("# name: x\nWords before any talk")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(count, arranged, tomas, signed_in, django_assert_num_queries):
    for number in range(count):
        actions.keep_template(space=arranged, by=tomas, name=f"T {number}", threads=[], is_shared=True)
    key = SpaceTemplate.objects.first().pk
    browser = signed_in(tomas)
    with django_assert_num_queries(7):
        browser.get(f"/communities/new/?template=kept-{key}")
