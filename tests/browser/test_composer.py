"""Somebody writes: nothing is lost, whatever the line, the tab or the server does."""

from urllib.parse import parse_qs

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(person_page):
    """The gallery's composer, and what was posted from it: (key, words, format) in order."""

    class Desk:
        def __init__(self) -> None:
            self.posted = []
            self.page = person_page(None, locale="en-GB", tolerating=["Failed to load resource"])
            self.page.goto("/ui/")
            self.page.context.on("request", self._note)
            self.ready(self.page)

        def _note(self, request) -> None:
            if request.method == "POST" and "/ui/said/" in request.url:
                fields = parse_qs(request.post_data or "")
                assert request.headers["idempotency-key"] == fields["key"][0]
                self.posted.append((fields["key"][0], fields["source"][0], fields["format"][0]))

        def ready(self, page) -> None:
            page.locator("rich-composer[data-ready]").first.wait_for()

        def composer(self, page=None):
            return (page or self.page).get_by_test_id("composer").first

        def area(self, page=None):
            return self.composer(page).get_by_label("Your answer").first

        def said(self, page=None):
            return (page or self.page).locator("#said article")

    return Desk()


def test_ctrl_enter_sends_and_the_area_is_free_again(desk):
    desk.area().fill("Follow-up time.")
    desk.area().press("Control+Enter")
    desk.said().wait_for()
    assert desk.said().inner_text() == "Follow-up time."
    assert desk.area().input_value() == ""
    desk.composer().get_by_text("Sent", exact=True).wait_for()


def test_the_button_sends_too_and_each_has_a_key_of_its_own(desk):
    for words in ("first", "second"):
        desk.area().fill(words)
        desk.composer().get_by_role("button", name="Send").click()
        desk.said().filter(has_text=words).wait_for()
    assert len({key for key, _, _ in desk.posted}) == 2


def test_nothing_to_say_is_not_sent(desk):
    desk.area().press("Control+Enter")
    desk.composer().get_by_text("Write something first.").wait_for()
    assert desk.posted == []


def test_without_a_line_it_waits_and_goes_with_the_same_key(desk):
    desk.page.context.set_offline(True)
    desk.area().fill("From the train.")
    desk.area().press("Control+Enter")
    desk.composer().get_by_text("No line: it waits").wait_for()
    assert desk.composer().get_by_text("Off-line: your answer waits").is_visible()
    assert desk.area().input_value() == ""
    key = desk.composer().locator("[data-key]").get_attribute("data-key")
    desk.page.context.set_offline(False)
    desk.said().wait_for()
    assert {posted for posted, _, _ in desk.posted} == {key}
    desk.composer().get_by_text("No line: it waits").wait_for(state="hidden")


def test_a_closed_tab_keeps_it_and_another_page_sends_it_with_the_same_key(desk):
    desk.page.context.set_offline(True)
    desk.area().fill("Closed in the act.")
    desk.area().press("Control+Enter")
    desk.composer().get_by_text("No line: it waits").wait_for()
    key = desk.composer().locator("[data-key]").get_attribute("data-key")
    desk.page.close()
    desk.page.context.set_offline(False)
    other = desk.page.context.new_page()
    with other.expect_response(lambda answer: "/ui/said/" in answer.url and answer.status == 201):
        other.goto("/ui/")
    assert {posted for posted, _, _ in desk.posted} == {key}


def test_a_server_that_is_away_for_a_moment_gets_the_same_key_again(desk):
    answers = iter([503])
    desk.page.route(
        "**/ui/said/",
        lambda route: route.fulfill(status=next(answers, 0)) if not desk.posted[1:] else route.continue_(),
    )
    desk.area().fill("Through a restart.")
    desk.area().press("Control+Enter")
    desk.said().wait_for()
    assert [words for _, words, _ in desk.posted] == ["Through a restart."] * 2
    assert len({key for key, _, _ in desk.posted}) == 1


def test_a_refusal_brings_the_words_back_with_the_reason(desk):
    desk.area().fill("refuse this")
    desk.area().press("Control+Enter")
    desk.composer().get_by_role("alert").get_by_text("This thread is locked.").wait_for()
    assert desk.area().input_value() == "refuse this"
    desk.area().fill("say this")
    desk.area().press("Control+Enter")
    desk.said().wait_for()
    assert len({key for key, _, _ in desk.posted}) == 2


def test_a_draft_is_there_after_a_reload(desk):
    desk.area().fill("Half a thought")
    desk.page.reload()
    desk.ready(desk.page)
    assert desk.area().input_value() == "Half a thought"
    desk.area().press("Control+Enter")
    desk.said().wait_for()
    desk.page.reload()
    desk.ready(desk.page)
    assert desk.area().input_value() == ""


def test_a_formatting_button_makes_it_rich_and_keeps_what_was_written(desk):
    desk.area().fill("The interval\n\nmatters")
    desk.composer().get_by_role("button", name="Bold").click()
    desk.page.locator(".ProseMirror").wait_for()
    desk.page.keyboard.type(" most")
    desk.composer().get_by_role("button", name="Send").click()
    desk.said().wait_for()
    assert desk.posted[-1][1:] == ("<p>The interval</p><p>matters<strong> most</strong></p>", "html")


WORD = """<html><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment-->
<p class=MsoNormal><b>Efficacy</b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>first</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>second</p>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_stays_clean(desk):
    desk.area().focus()
    desk.area().evaluate(
        """(area, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/html', html);
            clipboardData.setData('text/plain', 'Efficacy');
            area.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    desk.page.locator(".ProseMirror strong").wait_for()
    desk.composer().get_by_role("button", name="Send").click()
    desk.said().wait_for()
    source = desk.posted[-1][1]
    assert "<strong>Efficacy</strong>" in source
    assert "<ul><li><p>first</p></li><li><p>second</p></li></ul>" in source
    assert "Mso" not in source
    assert "style" not in source


def test_somebody_is_named_by_keys(desk):
    desk.area().press_sequentially("Ask @in")
    options = desk.composer().get_by_role("option")
    options.filter(has_text="Inès Moreau").wait_for()
    desk.area().press("Enter")
    assert desk.area().input_value() == "Ask @Inès Moreau "
    desk.area().press_sequentially("about #rs")
    options.filter(has_text="rsv").wait_for()
    desk.area().press("Tab")
    assert desk.area().input_value() == "Ask @Inès Moreau about #rsv "


def test_somebody_is_named_in_the_rich_area_too(desk):
    desk.composer().get_by_role("button", name="Italic").click()
    desk.page.locator(".ProseMirror:focus").wait_for()
    desk.page.keyboard.type("@to")
    desk.composer().get_by_role("option").filter(has_text="Tomas Rivière").wait_for()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Control+Enter")
    desk.said().wait_for()
    assert "@Tomas Rivière" in desk.posted[-1][1]


def test_who_signs_in_next_at_this_machine_does_not_send_it(desk):
    desk.page.context.set_offline(True)
    desk.area().fill("Mine alone.")
    desk.area().press("Control+Enter")
    desk.composer().get_by_text("No line: it waits").wait_for()
    desk.page.close()
    desk.page.context.set_offline(False)
    before = len(desk.posted)
    other = desk.page.context.new_page()
    other.route("**/ui/", lambda route: _as_somebody_else(route))
    other.goto("/ui/")
    desk.ready(other)
    assert desk.composer(other).locator(".composer-waiting li").count() == 0
    assert len(desk.posted) == before


def _as_somebody_else(route):
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('data-person="1"', 'data-person="2"'))
