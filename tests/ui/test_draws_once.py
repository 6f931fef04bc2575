"""What is the same every time is drawn once; what is somebody's own never is."""

import re

import pytest
from django.template import TemplateSyntaxError, engines
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from core.ui import addresses, keeping
from core.ui.folding import Folded, fold


def template(source, *, folded):
    made = engines["django"].from_string(source).template
    if folded:
        fold(made.nodelist)
    return made


def drawn(made, language="en", **values):
    from django.template import Context

    with translation.override(language):
        return made.render(Context(values))


SOURCES = [
    '{% translate "Search" %} {% icon "sun" %}<b>{{ name }}</b>{% translate "Close" %}',
    '{% if name %}{% translate "Search" %}{% icon "x" label="Shut" %}{% else %}{% translate "Close" %}{% endif %}',
    '{% for each in name %}{{ each }}{% translate "Close" %}{% icon "x" %}{% empty %}{% icon "sun" %}{% endfor %}',
    '{% translate "Search" as word %}{{ word }}<p>{% icon name %}</p>',
    '{% url "social:communities" %}?q={{ name }}{% url "social:thread" 7 %}{% url "social:member-role" 3 number %}',
    '{% url "social:draft" name %}{% url "social:draft" number %}{% url "no:such" as none %}[{{ none }}]',
    '{% block words %}{% translate "Search" %}, {% icon "x" %}: 100% {% comment %}no{% endcomment %}{% endblock %}',
]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_folded_template_says_what_it_said(source, language, french):
    plain, folded = template(source, folded=False), template(source, folded=True)
    for name, number in (("sun", 12), ("moon", 3), ("sun", 12)):
        assert drawn(folded, language, name=name, number=number) == drawn(plain, language, name=name, number=number)


def test_runs_become_one_piece_for_each_language(french):
    made = template('<p>{% translate "Search" %}{% icon "sun" %}</p>{{ name }}', folded=True)
    [piece, _name] = made.nodelist
    assert isinstance(piece, Folded)
    assert {drawn(made, "en"), drawn(made, "fr")} == {str(html) for html in piece.drawn.values()}
    assert len(piece.drawn) == 2


def test_pages_are_folded_as_they_are_loaded():
    made = engines["django"].get_template("ui/_search_dialog.html").template
    assert any(isinstance(node, Folded) for node in made.nodelist)


def test_an_address_with_numbers_is_what_django_says():
    assert addresses.numbered("social:communities") == reverse("social:communities")
    assert addresses.numbered("social:member-role", 3, 14) == reverse("social:member-role", args=[3, 14])
    with pytest.raises(NoReverseMatch):
        addresses.numbered("social:thread")


def test_what_is_kept_is_drawn_once_for_a_look_and_a_language(french):
    source = '{% kept looks %}{{ name }} {% translate "Search" %}{% endkept %}'
    made = template(source, folded=True)
    assert drawn(made, looks=(1, "a"), name="first") == "first Search"
    assert drawn(made, looks=(1, "a"), name="second") == "first Search"
    assert drawn(made, looks=(2, "a"), name="second") == "second Search"
    assert drawn(made, "fr", looks=(1, "a"), name="troisième") == "troisième Rechercher"


def test_only_so_much_is_kept(monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    made = template("{% kept looks %}{{ name }}{% endkept %}", folded=False)
    for name in "abc":
        drawn(made, looks=name, name=name)
    assert drawn(made, looks="c", name="new") == "c"
    assert drawn(made, looks="a", name="new") == "new"


def test_what_is_kept_must_say_what_it_depends_on():
    with pytest.raises(TemplateSyntaxError, match="looks"):
        template("{% kept %}x{% endkept %}", folded=False)


@pytest.mark.django_db
@override_settings(ALLOWED_HOSTS=["testserver"])
def test_nobody_reads_another_in_what_is_kept(client, lena, eve):
    """Both see the same places and counts, so they share what is kept of the shell."""
    pages = {}
    for person in (lena, eve, lena):
        client.force_login(person)
        pages[person.name] = client.get(reverse("accounts:settings")).text
    tokens = {name: set(re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)) for name, page in pages.items()}
    assert not tokens[lena.name] & tokens[eve.name]
    for other, page in ((eve, pages[lena.name]), (lena, pages[eve.name])):
        assert other.name not in page
        assert other.email not in page
