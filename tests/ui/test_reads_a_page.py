"""Somebody reads a page: moments in their zone and words, icons that keep quiet, names behind initials."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from core.ui import assets, panels, times
from core.ui.icons import icon

NOW = datetime(2026, 6, 4, 10, 0, tzinfo=UTC)


def render(source, context=None, request=None):
    return engines["django"].from_string(source).render(context or {}, request)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(seconds=30), "now"),
        (NOW - timedelta(minutes=1), "1 minute ago"),
        (NOW - timedelta(minutes=8), "8 minutes ago"),
        (NOW + timedelta(minutes=12), "in 12 minutes"),
        (datetime(2026, 6, 4, 7, 12, tzinfo=UTC), "today, 09:12"),
        (datetime(2026, 6, 3, 15, 20, tzinfo=UTC), "yesterday, 17:20"),
        (datetime(2026, 6, 5, 12, 0, tzinfo=UTC), "tomorrow, 14:00"),
        (datetime(2026, 5, 1, 7, 40, tzinfo=UTC), "1 May, 09:40"),
        (datetime(2025, 5, 1, 7, 40, tzinfo=UTC), "1 May 2025, 09:40"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment, words):
    # The same table stands in core/ui/browser/models/moments.test.ts: both sides say the same.
    with timezone.override("Europe/Paris"), translation.override("en"):
        assert times.spoken(moment, now=NOW) == words


def test_the_day_is_the_readers_own():
    late = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)
    with timezone.override("Europe/Paris"):
        assert times.spoken(late, now=NOW) == "today, 00:30"
    with timezone.override("America/New_York"):
        assert times.spoken(late, now=NOW) == "yesterday, 18:30"


def test_a_moment_carries_the_exact_one_with_its_zone():
    with timezone.override("Europe/Paris"):
        html = render("{% local_time moment %}", {"moment": datetime(2024, 6, 4, 7, 12, tzinfo=UTC)})
    assert 'datetime="2024-06-04T07:12:00Z"' in html
    assert 'title="Tuesday 4 June 2024, 09:12 (Europe/Paris)"' in html
    assert ">4 June 2024, 09:12</time>" in html


@pytest.mark.parametrize(
    ("form", "words"), [("date", "4 June 2026"), ("time", "09:12"), ("exact", "Thursday 4 June 2026, 09:12")]
)
def test_a_moment_has_other_forms(form, words):
    with timezone.override("Europe/Paris"):
        assert times.spoken(datetime(2026, 6, 4, 7, 12, tzinfo=UTC), form) == words


def test_no_moment_is_nothing():
    assert render("{% local_time moment %}", {"moment": None}) == ""


@pytest.mark.parametrize(("language", "said"), [("en", "4 June 2026"), ("fr", "4 juin 2026")])
def test_a_day_is_that_day_in_every_zone(language, said):
    with translation.override(language), timezone.override(ZoneInfo("Pacific/Auckland")):
        html = render("{% local_time day %}", {"day": date(2026, 6, 4)})
    assert html == f'<time datetime="2026-06-04">{said}</time>'


def test_an_icon_keeps_quiet_unless_it_has_a_label():
    assert 'aria-hidden="true"' in icon("sun")
    labelled = icon("sun", 'A "sunny" <day>')
    assert 'role="img"' in labelled
    assert 'aria-label="A &quot;sunny&quot; &lt;day&gt;"' in labelled
    assert "aria-hidden" not in labelled


def test_a_count_is_said_in_the_plural_of_the_language():
    source = '{% plural_count n "%(n)s answer" "%(n)s answers" %}'
    assert [render(source, {"n": n}) for n in (1, 1602)] == ["1 answer", "1,602 answers"]


def test_an_avatar_says_who_it_is_unless_the_name_stands_beside_it():
    lena = SimpleNamespace(name="Lena <Hoffmann>", initials="LH", hue=3)
    alone = render('{% include "ui/_avatar.html" with person=lena only %}', {"lena": lena})
    assert 'aria-label="Lena &lt;Hoffmann&gt;"' in alone
    assert "hue-3" in alone
    beside = render('{% include "ui/_avatar.html" with person=lena named=True only %}', {"lena": lena})
    assert 'aria-hidden="true"' in beside
    assert "Lena" not in beside


def test_the_csrf_field_is_there_in_a_partial_that_knows_nothing():
    request = RequestFactory().get("/")
    html = render('{% include "ui/_form.html" with form=form only %}', {"form": ""}, request)
    assert 'name="csrfmiddlewaretoken" value="' in html
    assert html.count("csrfmiddlewaretoken") == 1


def test_a_slot_shows_what_upper_rooms_put_there(monkeypatch):
    request = RequestFactory().get("/")
    monkeypatch.setitem(panels._panels, "test.slot", [lambda request, thing: f"<b>{thing}</b>", lambda *_: ""])
    assert render('{% slot "test.slot" 7 %}', {}, request) == "<b>7</b>"
    assert render('{% slot "test.nobody" 7 %}', {}, request) == ""


def test_a_missing_build_says_what_to_do(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(ImproperlyConfigured, match="make assets"):
        assets.address("main.js")
    (tmp_path / "manifest.json").write_text('{"names": {"main.js": "main-ABCDEFGH.js"}}')
    assert assets.address("main.js") == "/static/main-ABCDEFGH.js"
    with pytest.raises(ImproperlyConfigured, match="nothing"):
        assets.address("nothing.js")


def test_a_slot_that_stands_twice_on_a_page_is_worked_out_once(monkeypatch):
    asked = []
    monkeypatch.setitem(panels._panels, "test.slot", [lambda request, thing: asked.append(thing) or "3"])
    source = '{% slot "test.slot" thing %}{% slot "test.slot" thing %}'
    assert render(source, {"thing": "lena"}, RequestFactory().get("/")) == "33"
    assert asked == ["lena"]


def test_a_near_moment_tells_screen_readers_the_exact_one():
    html = render("{% local_time moment %}", {"moment": timezone.now() - timedelta(minutes=8)})
    assert '8 minutes ago<span class="visually-hidden"> (' in html
    assert "visually-hidden" not in render("{% local_time moment %}", {"moment": datetime(2024, 6, 4, tzinfo=UTC)})
