"""Formulas between dollar signs are drawn; prices, code and what cannot be read stay as they were typed."""

import time

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.acts.refusals import Refused
from core.richtext import excerpt, has_unread_formula, link_anew, plain, render
from core.richtext.mathml import ATTRIBUTES, ELEMENTS, mathml
from tests.richtext.test_linking_words import Company


def test_a_formula_within_a_line_and_one_by_itself():
    html = render("Risk is $\\frac{a}{a+b}$ here.\n\n$$\nE = mc^2\n$$")
    assert '<math display="inline" alttext="\\frac{a}{a+b}"><mrow><mfrac>' in html
    assert '<math display="block" alttext="E = mc^2">' in html
    assert "$" not in html.replace("alttext", "")


def test_in_words_of_search_and_mail_it_is_what_was_typed():
    html = render("Risk is $\\frac{a}{b}$ < $$x^2$$")
    assert plain(html) == "Risk is $\\frac{a}{b}$ < $$x^2$$"
    assert excerpt(html, 200) == "Risk is $\\frac{a}{b}$ < $$x^2$$"


@pytest.mark.parametrize(
    "typed",
    [
        "between $5 and $7", "$5-$7", "($5/$7)", "5 $ et 7 $", "entre 5$ et 7$", "US$5 or A$6", "$10k, not $20k/$30k",
        "from $5 to 8$", "$5 is less than 7$", "the variables $HOME and $USER", "cash$ and $ and $$", "$$$$", "$ x $",
        "costs $3.50/day (or $4.20)", "https://x.org/?a=$b$c", "$5$",
    ],
)  # fmt: skip
def test_prices_and_other_dollars_are_no_formulas(typed):
    html = render(typed)
    assert "<math" not in html
    assert not has_unread_formula(html)
    assert plain(html) == typed


def test_a_dollar_with_a_stroke_before_it_is_a_dollar():
    assert render(r"\$x$ and \$y$") == "<p>$x$ and $y$</p>"


def test_code_and_links_are_let_alone():
    html = render('<p><code>$x$</code> <a href="https://x.org">$y$</a></p><pre>$z$</pre>', format="html")
    assert "<math" not in html


def test_what_cannot_be_read_stays_as_its_text_and_says_so():
    html = render("Take $\\frac{$ away")
    assert html == '<p>Take <code class="formula-unread">$\\frac{$</code> away</p>'
    assert has_unread_formula(html)
    assert plain(html) == "Take $\\frac{$ away"
    assert not has_unread_formula(render('<code class="formula-unread">x</code>', format="html"))


@pytest.mark.parametrize(
    "latex", [r"\frac{a}", r"\frac{a", "a}", r"\foo", r"\alph x", "x^", r"\text{a", r"\left(a", r"\sqrt"]
)
def test_what_lacks_something_is_not_read(latex):
    assert mathml(latex) is None


@pytest.mark.parametrize(
    "latex",
    [r"\{a\}", r"\backslash", r"a \setminus b", r"\left\{ \frac{a}{b} \right\}", "x''", r"\text{a \ b}", r"f'(x)"],
)
def test_what_is_whole_is_read(latex):
    assert mathml(latex)


def test_formulas_in_tables_and_rich_text():
    html = render("<table><tr><td>$x_1 &lt; \\beta$</td></tr></table>", format="html")
    assert "<td><math" in html
    assert 'alttext="x_1 &lt; \\beta"' in html


def test_identifiers_beside_a_formula_are_still_linked_and_within_it_nothing_is():
    html = render("NCT02210780: $\\text{NCT02210780} = x$", links=Company())
    assert html.count("<a ") == 1


def test_nobody_writes_mathml_or_marks_of_ours_by_hand():
    html = render("<math><mi>x</mi></math>&#xe000;0&#xe001; $y$", format="html")
    assert html.count("<math") == 1
    assert plain(html) == "x\n0 $y$"


HOSTILE = [
    r"\def\x{\x\x}\x", r"\newcommand{\a}{\a\a}\a", r"\href{javascript:alert(1)}{x}", r"\style{x:y}{z}",
    r"\class{mention}{x}", r"\text{<script>alert(1)</script>}", r"\text{</math><img src=x onerror=alert(1)>}",
    r"\color{red}{x}", r"\verb|<b>|", r"\unicode{x}", "{" * 500, r"\frac" * 190, "x^{" * 300, r"\left(" * 160,
    r"\begin{matrix}" * 60, r"\text{&lt;img src=x onerror=alert(1)&gt;}", r"\mathrm{<svg/onload=alert(1)>}",
]  # fmt: skip


@pytest.mark.parametrize("latex", HOSTILE)
def test_what_is_hostile_does_nothing_and_takes_no_time(latex):
    begun = time.perf_counter()
    html = render(f"before $${latex}$$ after")
    assert time.perf_counter() - begun < 1
    assert_only_a_formula(html)


@pytest.mark.parametrize(
    "source", ["$x$ " * 16_000, "$x" * 30_000, "$$x " * 16_000, "\\$" * 30_000, "$\\frac{1}{2}$ " * 4_000]
)
def test_a_whole_text_of_dollars_takes_no_time(source):
    begun = time.perf_counter()
    html = render(source[:65_000])
    assert time.perf_counter() - begun < 4
    assert len(html) < 1_000_000


PIECES = st.sampled_from(
    [
        "\\frac", "\\sqrt", "{", "}", "x", "_", "^", "&", "\\\\", "\\left(", "\\right)", "\\begin{matrix}", "'", '"',
        "<", "\\end{matrix}", "\\text{", "<img src=x onerror=y>", ">", "&lt;", "\\sum", "\\mathbf{a}", "\\over",
        "#", "%", " ",
        "\\color{red}", "\\binom", "\\overline", "<!--", "-->", "</math>", "\\hline", "2", "\\alpha", "\\tag{<b>}",
        "\\mbox{<svg>}", "\\operatorname{a}", "\\not", "\\limits", "\\xrightarrow", "[", "]",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_pieces_of_latex_are_harmless(latex):
    try:
        assert_only_a_formula(render(f"$${latex}$$"))
    except Refused:
        return


def assert_only_a_formula(html):
    """Another parser finds nothing but words and MathML of ours."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        name = str(element.tag).rpartition("}")[2]
        assert name in ELEMENTS | {"p", "code", "br"}, html
        allowed = ATTRIBUTES.get(name, set()) | ({"class"} if name == "code" else set())
        assert {key.lower() for key in element.attrib} <= allowed, html
    assert "<script" not in html
    assert "<img" not in html


def test_a_formula_that_would_nest_too_deep_or_hold_too_much_is_none():
    assert mathml("{" * 60 + "x" + "}" * 60) is None
    assert mathml("x" * 1001) is None
    assert mathml("") is None


def test_linking_anew_keeps_formulas_mentions_and_all_else():
    before = render("In NCT02210780 @Lena Martin found $x^2 < 3$ and $\\frac{$, https://x.org", links=OnlyPeople())
    after = link_anew(before, Company())
    assert after == render("In NCT02210780 @Lena Martin found $x^2 < 3$ and $\\frac{$, https://x.org", links=Company())
    assert link_anew(after, Company()) == after


class OnlyPeople(Company):
    """Knows no study yet."""

    def resolve(self, found):
        return super().resolve([item for item in found if item.kind == "mention"])
