"""The gate for words finds what it is there to find."""

import polib
import pytest
from django.conf import settings

from core.config.translations import areas, catalogues, hard_coded, words


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a file into a house of the test's own, and gives its path."""
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)

    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return put


def texts(found):
    return [(word.text, word.plural, word.context) for word in found]


def test_calls_in_python_are_found_under_whatever_name(write):
    path = write(
        "social/views.py",
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        'A = _("One " "line")\nB = ngettext("%(n)s post", "%(n)s posts", 2)\nC = pgettext("verb", "Open")\nD = _(A)\n',
    )
    assert texts(words.of_module(path)) == [
        ("One line", None, None),
        ("%(n)s post", "%(n)s posts", None),
        ("Open", None, "verb"),
    ]


def test_words_in_templates_are_found_also_in_arguments_and_filters(write):
    path = write(
        "templates/social/x.html",
        '{% translate "Open" context "verb" %}{% include "ui/_pill.html" with text=_("New") only %}'
        '{{ name|default:_("Nobody") }}{% blocktranslate trimmed count n=n %}\n  {{ n }} post\n'
        "{% plural %}\n {{ n }} posts, 5 %\n{% endblocktranslate %}",
    )
    assert set(texts(words.of_template(path))) == {
        ("Open", None, "verb"),
        ("New", None, None),
        ("Nobody", None, None),
        ("%(n)s post", "%(n)s posts, 5 %%", None),
    }


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>Hello there</p>", "Hello there"),
        ('<a title="Open it" href="{% url "x" %}">{{ name }}</a>', "Open it"),
        ("{% if a %}\n<b>Or this</b>{% endif %}", "Or this"),
    ],
)
def test_words_outside_a_translate_tag_are_found(write, template, said):
    found = list(hard_coded.in_template(write("templates/social/x.html", template)))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "template",
    [
        '<p class="hello there">{% translate "Hello" %}</p>',
        "{% blocktranslate %}Hello <b>there</b>{% endblocktranslate %}",
        "{% block wide %}is-wide{% endblock %}<dt>PMID</dt>",
        "<kbd>Ctrl K</kbd><script>const hello = 1</script>{# hello there #}<!-- hello there -->&nbsp;Compagnon",
    ],
)
def test_what_nobody_reads_is_left_alone(write, template):
    assert list(hard_coded.in_template(write("templates/social/x.html", template))) == []


def test_a_refusal_without_gettext_is_found(write):
    path = write(
        "social/actions.py", 'raise Refused("social.no", "Not like this.")\nraise Refused("social.no", _("So."))'
    )
    assert len(list(hard_coded.in_module(path))) == 1


@pytest.mark.parametrize(
    ("english", "french", "sentence"),
    [
        ("Open it", "", "has no French"),
        ("Open it", "Open it", "equals English"),
        ("%(n)s of them", "plusieurs", "placeholders differ"),
        ("It is late", "C'est tard", "apostrophe"),
        ("Ready?", "Prêt ?", "no-break space"),
        ("Said “yes”", 'Dit "oui"', "quotation marks"),
    ],
)
def test_bad_french_is_found(write, english, french, sentence):
    area = catalogue_of(write, english, french)
    assert any(sentence in found for found in catalogues.wrong_in([area]))


@pytest.mark.parametrize(
    ("english", "french"),
    [("Ready?", "Prêt\u00a0?"), ("It is late: %(n)s", "C’est tard\u00a0: %(n)s"), ("At 10:30", "À 10:30")],
)
def test_good_french_passes(write, english, french):
    assert list(catalogues.wrong_in([catalogue_of(write, english, french)])) == []


def test_french_may_equal_english_where_somebody_says_so(write):
    assert list(catalogues.wrong_in([catalogue_of(write, "Compagnon", "Compagnon", comment="same")])) == []


def test_an_entry_that_nobody_says_any_more_is_found_and_removed(write):
    area = catalogue_of(write, "Open it", "Ouvrez-le")
    write("social/views.py", "")
    assert any("nobody says it" in found for found in catalogues.wrong_in([area]))
    assert catalogues.update(area) == (0, 1)
    assert list(catalogues.wrong_in([area])) == []


def catalogue_of(write, english, french, comment=""):
    """An area that says one thing, with its catalogue."""
    views = write("social/views.py", f"from django.utils.translation import gettext as _\nA = _({english!r})\n")
    area = areas.Area("social", views.parent)
    catalogues.update(area)
    catalogue = polib.pofile(str(area.catalogue))
    catalogue[0].msgstr, catalogue[0].tcomment = french, comment
    catalogue.save()
    return area
