"""Lena writes with signs, formulas, tables and pictures; what she pastes stays clean, and no device loses her words."""

import re

import pytest
from playwright.sync_api import expect

from social.models import Post, ReadMark
from tests.make.files import picture
from tests.make.talk import a_community, a_post, a_thread, very_many_posts

pytestmark = pytest.mark.browser
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_community(lena, by=tomas, openness="closed"), tomas)


@pytest.fixture
def lenas(person_page, thread, lena):
    """`lenas()` is one more device of Lena's, on which the talk is open."""

    def open_page(**options):
        page = person_page(lena, **options)
        page.goto(f"/threads/{thread.pk}/")
        page.wait_for_selector("rich-composer[data-ready]")
        return page

    return open_page


def area(page):
    return page.get_by_test_id("composer").locator("textarea[name=source]")


def last_post(thread) -> Post:
    return Post.objects.filter(thread=thread).latest("pk")


def test_signs_and_a_formula_are_put_in_by_keys(lenas, thread):
    page = lenas()
    area(page).fill("Risk ")
    page.get_by_role("button", name="Scientific characters").press("Enter")
    palette = page.get_by_test_id("symbols")
    expect(palette.get_by_role("button", name="less than or equal to").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(area(page)).to_have_value("Risk ≥")
    page.get_by_role("button", name="Scientific characters").press("Enter")
    expect(palette.locator("[data-symbol]").first).to_have_text("≥")
    page.keyboard.press("Escape")

    area(page).press("End")
    page.get_by_role("button", name="Formula").click()
    form = page.get_by_test_id("formula")
    form.get_by_role("button", name="Fraction").click()
    page.keyboard.type("a")
    expect(form.get_by_label("LaTeX")).to_have_value("\\frac{a}{}")
    form.get_by_label("LaTeX").fill("\\frac{a}")
    expect(form.locator("[data-preview]")).to_contain_text("cannot be read")
    form.get_by_label("LaTeX").fill("\\frac{a}{b}")
    expect(form.locator("[data-preview] mfrac")).to_be_visible()
    form.get_by_role("button", name="Put it in").click()
    expect(area(page)).to_have_value("Risk ≥$\\frac{a}{b}$")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".post-words mfrac")).to_be_visible()
    assert last_post(thread).source == "Risk ≥$\\frac{a}{b}$"


# What Word 365 puts on the clipboard, shortened: two levels of a list, a numbered one, a table, a note of its own tags.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml>
<![endif]--><style><!-- /* Font Definitions */ @font-face {font-family:Calibri;} p.MsoNormal {margin:0cm;} --></style>
</head><body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h2 style='mso-style-priority:9'><span lang=EN-GB style='mso-ansi-language:EN-GB'>Efficacy<o:p></o:p></span></h2>
<p class=MsoNormal><span style='font-family:"Calibri",sans-serif;color:#C00000;mso-fareast-language:EN-US'>The
risk fell by <b style='mso-bidi-font-weight:normal'>82.9&nbsp;%</b>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>
<![endif]>first<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>
<![endif]>second<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>
&nbsp;</span></span><![endif]>one<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-border-alt:solid windowtext .5pt'><tr
style='mso-yfti-irow:0'><td width=200 valign=top style='width:150.0pt'><p class=MsoNormal>Arm<o:p></o:p></p></td>
<td><p class=MsoNormal>n<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>Placebo<o:p></o:p></p></td>
<td><p class=MsoNormal>4019<o:p></o:p></p></td></tr></table><!--EndFragment--></body></html>"""
WEB = """<meta charset='utf-8'><div class="mw-parser" style="font-size:14px"><script>alert(1)</script>
<h3 id="x" onclick="alert(1)">Odds <em style="color:red">ratio</em></h3><ul class="plain"><li>in <a
href="https://example.org/a" target="_blank" style="x">groups</a></li><li>by time<ol><li>early</li></ol></li></ul>
<table class="wikitable"><thead><tr><th scope="col">Arm</th></tr></thead><tbody><tr><td style="background:red">A</td>
</tr></tbody></table><img src="https://tracker.example/x.gif" onerror="alert(1)"><svg><path d=""/></svg></div>"""
PASTE = """(area, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', 'plain');
    area.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
}"""


def test_what_is_pasted_from_word_and_the_web_stays_clean(lenas, thread):
    page = lenas()
    area(page).focus()
    area(page).evaluate(PASTE, WORD)
    page.locator(".ProseMirror table").wait_for()
    page.locator(".ProseMirror").press("Control+End")
    page.locator(".ProseMirror").evaluate(PASTE, WEB)
    page.locator(".ProseMirror a").wait_for()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".post-words table")).to_have_count(2)
    html = last_post(thread).html
    for kept in (
        "<strong>82.9&nbsp;%</strong>",
        "<ul><li><p>first</p></li><li><p>second</p></li></ul>",
        "<ol><li><p>one</p></li></ol>",
        "<p>Placebo</p></td><td><p>4019</p>",
        "<em>ratio</em>",
        '<a href="https://example.org/a"',
        "<li><p>early</p></li>",
    ):
        assert kept in re.sub(r' (?:colspan|rowspan)="1"', "", html), kept
    for gone in ("Mso", "mso", "style", "o:p", "script", "onclick", "tracker", "svg", "class=", "·", "1."):
        assert gone not in html, gone


def test_a_table_grows_and_scrolls_on_a_phone(lenas, thread):
    page = lenas(viewport={"width": 320, "height": 700})
    area(page).fill("Arms")
    page.get_by_role("button", name="Bold").click()
    page.get_by_role("button", name="Table", exact=True).click()
    for _turn in range(6):
        page.get_by_role("button", name="Add a column").click()
    page.get_by_role("button", name="Delete the row").click()
    page.locator(".ProseMirror td").first.click()
    page.keyboard.type("Immunoglobulin")
    page.get_by_role("button", name="Send").click()
    table = page.locator(".post-words table")
    expect(table).to_be_visible()
    assert table.locator("tr").count() == 2
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_written_on_two_devices_is_lost_on_neither(lenas):
    desk, phone = lenas(), lenas(tolerating=[r"409 "])
    area(desk).fill("At the desk")
    expect(desk.get_by_text("Draft saved")).to_be_visible()
    area(phone).fill("On the phone")
    expect(phone.get_by_text("You wrote here on another device")).to_be_visible()
    phone.get_by_role("button", name="Go on with the other words").click()
    expect(area(phone)).to_have_value("At the desk")
    expect(phone.get_by_text(re.compile("Also written here, at .* “On the phone”"))).to_be_visible()

    desk.reload()
    expect(desk.get_by_text(re.compile("“On the phone”"))).to_be_visible()
    desk.get_by_role("button", name="Put it here").click()
    expect(area(desk)).to_have_value("On the phone")
    expect(desk.get_by_text(re.compile("“At the desk”"))).to_be_visible()
    desk.get_by_role("button", name="Throw it away").click()
    expect(desk.locator(".composer-beside")).to_be_hidden()
    # The phone still shows what it had: nothing takes words from under a hand.
    expect(area(phone)).to_have_value("At the desk")


def test_a_photo_is_described_and_shown_without_a_jump(lenas, thread):
    page = lenas()
    area(page).fill("The poster")
    photo = {"name": "poster.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG", (1600, 1200))}
    page.get_by_test_id("composer").locator("input[type=file]").set_input_files(photo)
    described = page.get_by_label("What does it show?")
    described.fill("A forest plot")
    described.blur()
    page.evaluate(
        """() => {
            window.moved = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.moved += entry.value;
            }).observe({ type: "layout-shift" });
        }"""
    )
    page.get_by_role("button", name="Send").click()
    shown = page.get_by_role("img", name="A forest plot")
    expect(shown).to_be_visible()
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    assert page.reload()
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    assert abs(box["width"] / box["height"] - 4 / 3) < 0.02
    assert "/picture/1280/ 1280w" in shown.get_attribute("srcset")


def test_ten_thousand_posts_are_read_from_the_first_unread_both_ways(person_page, thread, lena, tomas):
    very_many_posts(thread, tomas, lena, 10_000)
    ReadMark.objects.create(thread=thread, person=lena, number=6_000)
    page = person_page(lena, viewport={"width": 1280, "height": 700})
    page.goto(f"/threads/{thread.pk}/")
    page.wait_for_selector("thread-talk[data-ready]")
    first = page.locator("[data-number='6001']")
    expect(first).to_be_in_viewport()
    expect(page.locator("[data-number='5990']")).to_be_attached()
    where = "document.querySelector('[data-number=\"6001\"]').getBoundingClientRect().top"
    stood = page.evaluate(where)
    a_post(thread, tomas, "Fresh from the field")
    expect(page.locator("#scrubber")).to_have_attribute("max", "10001", timeout=SWEEP)
    assert abs(page.evaluate(where) - stood) < 5
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("[data-number='6030']")).to_be_attached()
    page.evaluate("document.querySelector('.talk > .post').scrollIntoView()")
    expect(page.locator("[data-number='5970']")).to_be_attached()

    page.get_by_role("link", name="Latest").click()
    expect(page.get_by_text("Fresh from the field")).to_be_in_viewport()
    page.get_by_role("link", name="Back to where I was").click()
    expect(page.locator("[data-number]").first).to_be_attached()
    assert re.search(r"\?post=(59|60)\d\d", page.url)
