"""The composer asks for signs and for formulas as they will look."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def lenas(lena, signed_in):
    return signed_in(lena)


def test_signs_come_with_their_names_in_ones_language(lenas, lena):
    page = lenas.get("/writing/symbols/").content.decode()
    assert 'data-symbol="≤" title="less than or equal to"' in page
    assert 'data-symbol="⁻" title="raised −"' in page
    lena.language = "fr"
    lena.save()
    page = lenas.get("/writing/symbols/").content.decode()
    assert 'title="inférieur ou égal à"' in page
    assert 'title="delta majuscule"' in page


def test_a_formula_is_shown_as_it_will_look(lenas):
    assert "<textarea" in lenas.get("/writing/formula/").content.decode()
    drawn = lenas.get("/writing/formula/", {"latex": r"\frac{a}{b}", "alone": ""}).content.decode()
    assert drawn.startswith('<math display="block"')


@pytest.mark.parametrize("latex", [r"\frac{", r"\def\x{\x\x}\x", "x" * 5000, r"\href{javascript:x}{y}"])
def test_what_cannot_be_read_is_said_and_shows_nothing_of_it(lenas, latex):
    answer = lenas.get("/writing/formula/", {"latex": latex})
    assert answer["Content-Type"].startswith("text/plain")
    assert latex not in answer.content.decode()


def test_strangers_are_sent_away(client):
    for path in ("/writing/symbols/", "/writing/formula/?latex=x"):
        assert client.get(path).status_code == 302
