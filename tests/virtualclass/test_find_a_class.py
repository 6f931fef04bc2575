"""Lena looks for a class by what it is about, who gives it, when; others find it only if they may come."""

import pytest
from django.core.management import call_command

from core.accounts.actions import change_person
from core.search.models import SearchEntry
from core.search.queries import find
from tests.make.classes import a_class, wall_clock
from tests.make.talk import a_space
from virtualclass import actions
from virtualclass.models import ClassSession

pytestmark = pytest.mark.django_db


def found(person, words) -> list[str]:
    return [hit.plain_title for hit in find(person, words, kinds=["class"]).hits]


def test_a_class_is_found_by_title_words_trainer_and_day(amara, lena):
    starts = wall_clock(days=9)
    a_class(by=amara, title="Reading HARMONIE", about="How nirsevimab was measured", starts_local=starts)
    for words in ("harmonie", "nirsevimab", "Diallo", f"{starts:%-d %B}"):
        assert found(lena, words) == ["Reading HARMONIE"], words


def test_who_may_see_it_finds_it(amara, lena, tomas, marc, eve, cast):
    guest_of_nothing = eve
    group = a_space(lena, amara, by=tomas)
    of_group = a_class(by=tomas, trainer=amara, title="Nirsevimab for us", host=group)
    a_class(by=amara, title="Nirsevimab for all")
    for person in cast:
        visible = set(ClassSession.objects.visible_to(person).values_list("title", flat=True))
        assert set(found(person, "nirsevimab")) == visible, person
    assert of_group.title not in found(guest_of_nothing, "nirsevimab")
    eve.is_external = True
    eve.save()
    assert found(eve, "nirsevimab") == []
    # A seat that was given up to nobody: leaving the group ends it in the same moment.
    group.memberships.filter(person=lena).delete()
    assert found(lena, "nirsevimab") == ["Nirsevimab for all"]


def test_it_is_found_by_what_it_became(amara, lena):
    session = a_class(by=amara, title="Reading HARMONIE")
    session = actions.change_class(session=session, by=amara, title="Reading BREATHE")
    assert (found(lena, "harmonie"), found(lena, "breathe")) == ([], ["Reading BREATHE"])
    actions.cancel_class(session=session, by=amara)
    assert found(lena, "breathe cancelled") == ["Reading BREATHE"]


def test_it_is_found_by_its_trainers_new_name(amara, lena, admin):
    a_class(by=amara)
    change_person(person=amara, by=admin, name="Amara Keita")
    assert (len(found(lena, "Keita")), found(lena, "Diallo")) == (1, [])


def test_the_index_begins_anew_and_forgets_what_is_gone(amara, lena):
    kept, gone = a_class(by=amara, title="Kept HARMONIE"), a_class(by=amara, title="Gone HARMONIE")
    ClassSession.objects.filter(pk=gone.pk).delete()
    SearchEntry.objects.filter(kind="class", object_id=kept.pk).delete()
    call_command("reindex", "class", verbosity=0)
    assert found(lena, "harmonie") == ["Kept HARMONIE"]
    assert not SearchEntry.objects.filter(kind="class", object_id=gone.pk).exists()


@pytest.mark.parametrize(("language", "word"), [("en", "Class"), ("fr", "Classe")])
def test_the_search_page_shows_it(language, word, amara, lena, signed_in):
    session = a_class(by=amara, title="Reading HARMONIE")
    lena.language = language
    lena.save()
    page = signed_in(lena).get("/search/?q=harmonie&kind=class").content.decode()
    assert f'href="/classes/{session.pk}/"' in page
    assert f'<p class="soft">{word} ·' in page
