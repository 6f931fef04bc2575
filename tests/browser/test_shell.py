"""Somebody finds their way around the shell: by keys, on a phone, at 400 % zoom, without scripts."""

import pytest

from tests.browser.judges import axe, sticks_out

pytestmark = pytest.mark.browser


@pytest.fixture
def open_at(person_page):
    """`open_at("/", lena, width=390)` is a page there."""

    def open_page(path, person=None, *, width=1280, height=900, **options):
        page = person_page(person, viewport={"width": width, "height": height}, locale="en-GB", **options)
        page.goto(path)
        return page

    return open_page


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")


def test_the_skip_link_comes_first_and_leads_to_the_content(open_at, lena):
    page = open_at("/", lena)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_menu_opens_moves_and_closes_by_keys(open_at):
    page = open_at("/ui/")
    menu = page.locator("main details.menu").first
    menu.locator("summary").focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Edit"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Delete"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Edit"
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert focused(page) == "More"


def test_a_press_elsewhere_closes_a_menu(open_at):
    page = open_at("/ui/")
    page.locator("main details.menu > summary").click()
    page.locator("h1").click()
    assert page.locator("details.menu[open]").count() == 0


def test_a_dialog_takes_the_focus_and_gives_it_back(open_at):
    page = open_at("/ui/")
    opener = page.get_by_role("button", name="Start an activity")
    opener.click()
    dialog = page.get_by_role("dialog", name="Close this study group?")
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert focused(page) == "Start an activity"


def test_search_opens_by_ctrl_k_from_anywhere(open_at, lena):
    page = open_at("/", lena)
    page.locator("html[lang]").wait_for()
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Today"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("words")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_a_folded_rail_stays_folded_on_the_next_page(open_at, lena):
    page = open_at("/", lena)
    rail = page.get_by_test_id("rail")
    wide = rail.bounding_box()["width"]
    page.get_by_role("button", name="Icons only").click()
    wait_for_width(rail, f"<= {wide / 2}")
    page.reload()
    assert rail.bounding_box()["width"] < wide / 2
    # The words are still there for who cannot see the icons.
    assert page.get_by_role("link", name="Today", exact=True).first.is_visible()
    page.get_by_role("button", name="Icons only").click()
    wait_for_width(rail, f"== {wide}")


def wait_for_width(element, condition):
    """Until it has come to rest: even without motion a change of width is a transition, of a moment."""
    handle = element.element_handle()
    element.page.wait_for_function(f"each => each.getBoundingClientRect().width {condition}", arg=handle)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (390, 844), (834, 1100), (1440, 900)])
def test_nothing_runs_out_of_the_side(open_at, width, height):
    page = open_at("/ui/", width=width, height=height)
    page.locator("rich-composer[data-ready]").first.wait_for()
    assert sticks_out(page) == []


def test_a_phone_has_a_bar_at_the_bottom_with_more(open_at, lena):
    page = open_at("/", lena, width=390, height=844)
    bar = page.get_by_test_id("bottom-bar")
    assert bar.is_visible()
    assert not page.get_by_test_id("rail").is_visible()
    bar.get_by_text("More").click()
    assert bar.get_by_role("button", name="Sign out").is_visible()


def test_targets_are_large_enough_for_a_finger(open_at):
    page = open_at("/ui/", width=390, height=844)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.button, .icon-button, .menu-item, .bottom-place, .place')]
        .filter(element => element.checkVisibility())
        .filter(element => {
          const own = element.getBoundingClientRect(), after = getComputedStyle(element, '::after');
          const height = Math.max(own.height, parseFloat(after.minHeight) || 0);
          return height < 44;
        }).map(element => element.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_a_form_that_came_back_has_the_focus_on_what_is_wrong(open_at):
    page = open_at("/ui/")
    page.locator(".error-summary:focus").wait_for()


def test_a_moment_is_said_again_in_the_zone_of_the_page(open_at):
    page = open_at("/ui/", timezone_id="Asia/Tokyo")
    words = page.locator("local-time time").all_inner_texts()
    zone = page.locator("html").get_attribute("data-zone")
    assert [said.partition("(")[0].strip() for said in words[:2]] == ["now", "8 minutes ago"]
    assert all(
        f"({zone})" in title for title in page.locator("local-time time").evaluate_all("all => all.map(t => t.title)")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery_is_open_to_everybody(open_at, scheme):
    page = open_at("/ui/", color_scheme=scheme)
    page.locator("rich-composer[data-ready]").first.wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Start an activity").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    assert axe(page) == []


def test_everything_works_plainly_without_scripts(open_at):
    page = open_at("/ui/", java_script_enabled=False)
    page.locator("main details.menu > summary").click()
    assert page.get_by_role("link", name="Edit").is_visible()
    area = page.get_by_label("Your answer")
    area.fill("Sent without a script.")
    page.get_by_test_id("composer").first.get_by_role("button", name="Send").click()
    page.wait_for_url("**/ui/")
