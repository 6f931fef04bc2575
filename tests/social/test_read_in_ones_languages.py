"""People read in their languages, and miss nothing that is addressed to them."""

import pytest

from core.acts.refusals import Refused
from social import actions
from social.queries.languages import read_by
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas, marc):
    return a_community(lena, marc, by=tomas)


def titles(page) -> set[str]:
    return {title for title in ("In English", "En français", "Pour Lena", "Réponse à Lena") if title in page}


def test_who_said_nothing_reads_their_own_and_english(lena, marc):
    marc.language = "fr"
    assert (read_by(lena), read_by(marc)) == ({"en"}, {"en", "fr"})
    actions.read_in(person=lena, languages=["fr", "xx"])
    assert read_by(lena) == {"fr"}
    with pytest.raises(Refused):
        actions.read_in(person=lena, languages=["xx"])


def test_a_space_with_both_shows_what_lena_reads_and_the_way_to_all(space, lena, tomas, signed_in):
    a_thread(space, tomas, "In English", language="en")
    lenas, place = signed_in(lena), f"/spaces/{space.pk}/"
    assert 'data-testid="languages"' not in lenas.get(place).content.decode()
    a_thread(space, tomas, "En français", language="fr")
    page = lenas.get(place).content.decode()
    assert (titles(page), "Show all languages" in page) == ({"In English"}, True)
    page = lenas.get(f"{place}?languages=all").content.decode()
    assert (titles(page), "Only what I read" in page) == ({"In English", "En français"}, True)


def test_a_space_in_another_language_alone_is_shown_whole(space, lena, tomas, signed_in):
    a_thread(space, tomas, "En français", language="fr")
    page = signed_in(lena).get(f"/spaces/{space.pk}/")
    assert titles(page.content.decode()) == {"En français"}
    assert not page.context["languages"].offered


def test_what_is_addressed_to_lena_is_never_hidden(space, lena, tomas, signed_in):
    a_thread(space, tomas, "In English", language="en")
    a_thread(space, tomas, "En français", language="fr")
    a_thread(space, tomas, "Pour Lena", language="fr", source=f"@{lena.name}, qu’en penses-tu ?")
    answered = a_thread(space, tomas, "Réponse à Lena", language="fr")
    own = a_post(answered, lena, "In English, sorry.")
    a_post(answered, tomas, "Pas de souci.", reply_to=own)
    wanted = {"In English", "Pour Lena", "Réponse à Lena"}
    assert titles(signed_in(lena).get(f"/spaces/{space.pk}/").content.decode()) == wanted
    assert titles(signed_in(lena).get(f"/spaces/{space.pk}/?show=unread").content.decode()) == wanted
    assert titles(signed_in(lena).get("/communities/").content.decode()) == wanted


def test_lena_says_which_languages_she_reads(lena, signed_in):
    lenas = signed_in(lena)
    assert "Languages I read" in lenas.get("/me/settings/").content.decode()
    assert lenas.post("/me/languages/", {"languages": ["fr", "en"]}).status_code == 302
    assert read_by(lena) == {"en", "fr"}
    page = lenas.post("/me/languages/", {}, follow=True).content.decode()
    assert "Choose at least one language." in page
    body = {"languages": ["fr"]}
    assert lenas.put("/api/v1/reading-languages", body, content_type="application/json").json() == body
    assert lenas.get("/api/v1/reading-languages").json() == body
