"""Somebody writes in the plain area or in the rich editor, and everybody reads the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.acts.refusals import Refused
from core.richtext import Limits, excerpt, plain, render

REL = ' rel="noopener nofollow"'


def test_plain_text_keeps_its_paragraphs_its_lines_and_its_signs():
    assert render("Dose < 5 mg & rising\nnext line\n\n\nSecond") == (
        "<p>Dose &lt; 5 mg &amp; rising<br>next line</p><p>Second</p>"
    )


def test_what_is_typed_in_the_plain_area_is_never_markup():
    assert render("<b>x</b> &amp;") == "<p>&lt;b&gt;x&lt;/b&gt; &amp;amp;</p>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<b>Bold</b> <i>words</i>", "<p><strong>Bold</strong> <em>words</em></p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<h1>Title</h1>text", "<h3>Title</h3><p>text</p>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<ul>a<p>b</ul>", "<ul><li>a<p>b</p></li></ul>"),
        ("<li>a<li>b", "<p>a</p><p>b</p>"),
        (
            "<table>x<tr><td colspan=2>1<td>2</table>after",
            '<table><tbody><tr><td>x</td></tr><tr><td colspan="2">1</td><td>2</td></tr></tbody></table><p>after</p>',
        ),
        ("<pre>\n\n  kept\n</pre>", "<pre>  kept\n</pre>"),
        ('<ol start="3"><li>c</ol>', '<ol start="3"><li>c</li></ol>'),
        ("<blockquote>said</blockquote>", "<blockquote><p>said</p></blockquote>"),
        ("a<hr>b<br>c", "<p>a</p><hr><p>b<br>c</p>"),
        ("H<sub>2</sub>O <s>no</s> <u>yes</u>", "<p>H<sub>2</sub>O <s>no</s> <u>yes</u></p>"),
        ('<img src="x" alt="a < b">', "<p>a &lt; b</p>"),
        ("<b>a<p>b</p></b>", "<p><strong>a</strong></p><p>b</p>"),
        ("<div><table><tr><td>a</div>b</table>", "<table><tbody><tr><td>ab</td></tr></tbody></table>"),
        ("a<!-- > hidden -->b<!>c<?php d?>e", "<p>abce</p>"),
        (
            '<a href="/threads/1">x <a href="/threads/2">y</a>',
            f'<p><a href="/threads/1"{REL}>x </a><a href="/threads/2"{REL}>y</a></p>',
        ),
    ],
)
def test_the_rich_editor_s_html_becomes_clean_html(written, read):
    html = render(written, format="html")
    assert html == read
    assert render(html, format="html") == html


@pytest.mark.parametrize("empty", ["", " \n\t ", "\u200b\ufeff", "\x00"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_an_empty_text_is_refused(empty, form):
    with pytest.raises(Refused) as refusal:
        render(empty, format=form)
    assert (refusal.value.code, refusal.value.status) == ("richtext.empty", 422)


@pytest.mark.parametrize(
    "empty", ["<p></p>", "<p><br></p>", "<hr>", "<!-- x -->", "<script>x</script>", "<b>&nbsp;</b>"]
)
def test_markup_without_words_is_empty_too(empty):
    with pytest.raises(Refused, match="nothing to read"):
        render(empty, format="html")


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_text_past_64_kb_is_refused_and_says_by_how_much(form):
    assert render("é" * (Limits.BYTES // 2), format=form)
    with pytest.raises(Refused, match="2 KB too long: 64 KB fit") as refusal:
        render("é" * (Limits.BYTES // 2 + 600), format=form)
    assert (refusal.value.code, refusal.value.status) == ("richtext.too_long", 422)


def test_nesting_to_100_is_read_and_past_it_refused():
    assert render("<blockquote>" * 99 + "x", format="html").count("<blockquote>") == 99
    with pytest.raises(Refused, match="100 levels") as refusal:
        render("<blockquote>" * 101 + "x", format="html")
    assert (refusal.value.code, refusal.value.status) == ("richtext.too_deep", 422)


KNOTS = {
    "20,000 divs": "<div>" * 20_000,
    "divs within the size": "<div>" * 13_000,
    "unclosed marks before paragraphs": "<p>" + "".join(f"<b a={n}>" for n in range(2000)) + "</p>" + "<p>x" * 10_000,
    "marks whose ends are in comments": "<b a=1><!--</b>-->" * 3600,
    "nested tables": "<table>x" * 8000,
}


@pytest.mark.parametrize("knot", KNOTS.values(), ids=KNOTS)
def test_a_knot_is_refused_before_any_parser_works_on_it(knot):
    """These cost nh3 alone up to 39 s: the refusal comes from the pass before it."""
    with pytest.raises(Refused) as refusal:
        render(knot, format="html")
    assert refusal.value.code in {"richtext.too_deep", "richtext.too_long"}


def test_marks_that_browsers_would_open_again_in_every_paragraph_are_closed():
    source = "".join(f"<b a={n}><table><td></b></table>" for n in range(1500)) + "<p>x" * 3000
    assert render(source, format="html").endswith("</table>" + "<p>x</p>" * 3000)


def test_words_of_html_for_search_and_mail():
    html = render('<p>A &amp; b</p><ul><li>c</li><li>d <a href="https://x.org/?q=>">e</a></li></ul>', format="html")
    assert plain(html) == "A & b\nc\nd e"


def test_an_excerpt_ends_between_words():
    html = render("The hazard ratio was 0.78 in the treated arm.\n\nSee the table.")
    assert excerpt(html, 500) == "The hazard ratio was 0.78 in the treated arm. See the table."
    assert excerpt(html, 30) == "The hazard ratio was 0.78 in…"
    assert len(excerpt(html, 12)) <= 12


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_plain_text_is_lost(text):
    try:
        html = render(text)
    except Refused:
        return
    unseen = str.maketrans("", "", "".join(map(chr, [*range(32), 127, 0xFFFE, 0xFFFF])))
    expected = "".join(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(unseen).split())
    assert "".join(plain(html).translate(unseen).split()) == expected
