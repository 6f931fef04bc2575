"""The judges find what they are there to find."""

import pytest

from tests.browser.judges import axe, sticks_out, wrong_html
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser
PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><main><h1>H</h1>{}</main></body></html>'


@pytest.fixture
def bare_page(chrome):
    """A page of no site."""
    page = chrome.new_page(viewport={"width": 320, "height": 640})
    yield page
    page.close()


def test_bad_html_is_found_and_named_by_its_page():
    wrong = wrong_html({"good": PAGE.format("<p>Fine.</p>"), "bad": PAGE.format("<ul><p>Not here</p></ul><div id=a>")})
    assert wrong
    assert all(sentence.startswith("bad:") for sentence in wrong)


def test_axe_finds_a_picture_without_words(bare_page):
    bare_page.set_content(PAGE.format("<p>Fine.</p>"))
    assert axe(bare_page) == []
    bare_page.set_content(PAGE.format('<img src="data:,">'))
    assert [sentence.split()[0] for sentence in axe(bare_page)] == ["image-alt"]


def test_what_is_too_wide_is_found(bare_page):
    bare_page.set_content(PAGE.format("<p>Fine.</p>"))
    assert sticks_out(bare_page) == []
    bare_page.set_content(PAGE.format('<div id="wide" style="width: 500px">Wide</div>'))
    assert any('id="wide"' in element for element in sticks_out(bare_page))


def test_errors_and_foreign_hosts_are_noted_unless_tolerated(bare_page):
    watch = Watch(bare_page, {"http://127.0.0.1:1"}, tolerated=("expected",))
    bare_page.set_content(PAGE.format('<img alt="" src="http://foreign.example/a.png">'))
    bare_page.evaluate("console.error('expected'); console.error('astray')")
    bare_page.wait_for_function("document.images[0].complete")
    assert any(sentence.startswith("Foreign host") for sentence in watch.wrong)
    assert any("astray" in sentence for sentence in watch.wrong)
    assert not any("expected" in sentence for sentence in watch.wrong)
