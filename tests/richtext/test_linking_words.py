"""Addresses, study identifiers and names become links where they lead somewhere."""

import pytest

from core.richtext import Link, render

WEB = 'rel="noopener nofollow"'


class Company:
    """What a caller knows: one study, one person, one role."""

    def __init__(self):
        self.asked = []

    def resolve(self, found):
        self.asked.append(found)
        known = {
            "NCT02210780": Link("/studies/1/", "ODYSSEY"),
            "10.1056/nejmoa1801174": Link("https://doi.org/10.1056/nejmoa1801174"),
            "2004-001234-12": Link("/studies/2/"),
            "2022-501234-12-00": Link("/studies/3/"),
            "ISRCTN12345678": Link("/studies/4/"),
            "29540": Link("https://pubmed.ncbi.nlm.nih.gov/29540"),
            "person:3": Link("/people/3/", "Lena Martin", kind="mention"),
        }
        answer = {item.key: known[item.key] for item in found if item.key in known}
        for item in found:
            if item.kind == "mention" and item.text.startswith("@Lena Martin"):
                answer["@Lena Martin"] = known["person:3"]
        return answer


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("See https://x.org/a?b=1&c=2.", f'See <a href="https://x.org/a?b=1&amp;c=2" {WEB}>https://x.org/a?b=1&amp;c=2</a>.'),
        ("(www.x.org)", f'(<a href="http://www.x.org" {WEB}>www.x.org</a>)'),
        (
            "(https://x.org/Odds_(statistics)).",
            f'(<a href="https://x.org/Odds_(statistics)" {WEB}>https://x.org/Odds_(statistics)</a>).',
        ),
        ("« https://x.org/é »", f'« <a href="https://x.org/é" {WEB}>https://x.org/é</a> »'),
        ("lena@x.org,", f'<a href="mailto:lena@x.org" {WEB}>lena@x.org</a>,'),
        ("«\u00a0www.x.org\u00a0»", f'«&nbsp;<a href="http://www.x.org" {WEB}>www.x.org</a>&nbsp;»'),
        ("<https://x.org>", f'&lt;<a href="https://x.org" {WEB}>https://x.org</a>&gt;'),
        ("e.g. this.that and 1.5", "e.g. this.that and 1.5"),
        ("javascript:alert(1) ftp://x.org", "javascript:alert(1) ftp://x.org"),
    ],
)  # fmt: skip
def test_addresses_are_linked(typed, linked):
    assert render(typed) == f"<p>{linked}</p>"


@pytest.mark.parametrize(
    ("typed", "words", "href"),
    [
        ("in NCT02210780, arm B", "NCT02210780", "/studies/1/"),
        ("in nct 02210780", "nct 02210780", "/studies/1/"),
        ("EudraCT 2004-001234-12.", "EudraCT 2004-001234-12", "/studies/2/"),
        ("EU CT 2022-501234-12-00", "EU CT 2022-501234-12-00", "/studies/3/"),
        ("ISRCTN12345678", "ISRCTN12345678", "/studies/4/"),
        ("PMID: 29540", "PMID: 29540", "https://pubmed.ncbi.nlm.nih.gov/29540"),
        ("(doi:10.1056/NEJMoa1801174).", "doi:10.1056/NEJMoa1801174", "https://doi.org/10.1056/nejmoa1801174"),
    ],
)
def test_study_identifiers_that_the_caller_knows_are_linked(typed, words, href):
    html = render(typed, links=Company())
    assert f'href="{href}"' in html
    assert 'class="identifier"' in html
    assert f">{words}</a>" in html


def test_unknown_identifiers_and_names_stay_words():
    assert render("NCT99999999 and @Nobody Here", links=Company()) == "<p>NCT99999999 and @Nobody Here</p>"
    assert render("NCT02210780 @Lena Martin") == "<p>NCT02210780 @Lena Martin</p>"


def test_a_name_of_two_words_is_a_mention_and_the_words_after_it_are_not():
    html = render("Thanks @Lena Martin said he", links=Company())
    assert f'<a href="/people/3/" title="Lena Martin" class="mention" {WEB}>@Lena Martin</a> said he' in html


def test_the_editor_s_mention_is_a_link_if_the_person_is_known():
    html = render(
        '<p><span data-mention="person:3">@Lena</span> <span data-mention="person:4">@X</span></p>',
        format="html",
        links=Company(),
    )
    link = f'<a class="mention" data-mention="person:3" href="/people/3/" title="Lena Martin" {WEB}>@Lena</a>'
    assert html == f"<p>{link} @X</p>"


def test_the_caller_is_asked_once_with_each_thing_once():
    company = Company()
    render("NCT02210780 NCT02210780 @Lena Martin, NCT00000001", links=company)
    assert [[item.text for item in asked] for asked in company.asked] == [
        ["NCT02210780", "@Lena Martin", "NCT00000001"]
    ]


def test_code_and_links_are_left_alone():
    written = "<code>NCT02210780 &lt; <code>&amp;lt;</code> www.x.org</code>"
    html = render(f"<p>{written} <a href='/a'>NCT02210780</a></p>", format="html", links=Company())
    assert html == f'<p>{written} <a href="/a" {WEB}>NCT02210780</a></p>'


def test_identifiers_inside_addresses_are_part_of_the_address():
    company = Company()
    html = render("https://clinicaltrials.gov/study/NCT02210780", links=company)
    assert html.count("<a ") == 1
    assert 'href="https://clinicaltrials.gov/study/NCT02210780"' in html
