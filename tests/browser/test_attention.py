"""Everything unread on one page that lives, and a notice that shows on a device while no page is open."""

import json

import pytest
from playwright.sync_api import expect

from core.notifications.models import PushDevice
from social import actions
from social.models import Thread
from tests.make.talk import a_community, a_post, a_thread
from tests.notifications.push_services import Browser

pytestmark = pytest.mark.browser
# What this process does rings no bell in the embedded server: its sweep finds it within 5 s.
SWEEP = 15_000
# This machine reaches no push service: the browser is given a subscription, all else is its own.
SUBSCRIBES = """
([endpoint, keys]) => {
  PushManager.prototype.subscribe = async () => ({ endpoint, toJSON: () => ({ endpoint, keys }) });
}
"""


def line(page, title):
    return page.get_by_test_id("unread-line").filter(has_text=title)


@pytest.mark.live
def test_the_list_grows_and_shrinks_and_is_worked_by_keys(person_page, lena, tomas):
    space = a_community(lena, by=tomas, name="Vaccines")
    threads = [a_thread(space, tomas, f"Unread talk {n}") for n in range(3)]
    page, other = person_page(lena), person_page(lena)
    page.goto("/unread/")
    page.wait_for_selector("unread-list[data-ready]")
    expect(line(page, "Unread talk")).to_have_count(3)
    # Another device reads one.
    other.goto(f"/threads/{threads[0].pk}/")
    expect(line(page, "Unread talk 0")).to_have_count(0, timeout=SWEEP)
    # Somebody writes.
    toms = person_page(tomas)
    toms.goto(f"/threads/{threads[0].pk}/")
    toms.get_by_test_id("composer").locator("textarea").fill("One more thing.")
    toms.get_by_role("button", name="Send").click()
    expect(line(page, "Unread talk 0")).to_contain_text("One more thing.", timeout=SWEEP)
    # By keys: choose two, mark them read, take it back.
    page.get_by_role("link", name="Unread talk 0").focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.get_by_role("button", name="Mark the chosen read").click()
    expect(page.get_by_test_id("cleared")).to_contain_text("2 talks are read.")
    expect(line(page, "Unread talk")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(line(page, "Unread talk")).to_have_count(3)
    page.get_by_role("link", name="Unread talk 1").focus()
    page.keyboard.press("r")
    expect(line(page, "Unread talk 1")).to_have_count(0)
    page.get_by_role("button", name="Mark all read").click()
    expect(page.get_by_text("Everything is taken as read.")).to_be_visible()
    assert not Thread.objects.visible_to(lena).waiting_for(lena).filter(space=space).exists()


def test_what_one_missed_is_caught_up_by_one_press(person_page, marc, tomas):
    space = a_community(marc, by=tomas, name="Catching up")
    a_thread(space, tomas, "While you were away")
    page = person_page(marc)
    page.goto("/catch-up/")
    expect(page.get_by_test_id("missed-new")).to_contain_text("While you were away")
    page.get_by_role("button", name="I’m caught up").click()
    expect(page.get_by_text("Everything is taken as read.")).to_be_visible()
    expect(page.get_by_text("While you were away")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("While you were away")).to_be_visible()


def test_a_notice_shows_on_the_device_and_leads_to_its_post(person_page, site, amara, tomas):
    thread = a_thread(a_community(amara, by=tomas), tomas, "On the phone")
    post = a_post(thread, tomas, "@Amara Diallo, see this.")
    browser = Browser("https://fcm.googleapis.com/fcm/send/amaras")
    page = person_page(amara, permissions=["notifications"])
    keys = {name: browser.fields[name] for name in ("p256dh", "auth")}
    page.add_init_script(f"({SUBSCRIBES})({json.dumps([browser.endpoint, keys])})")
    page.goto("/notices/settings/")
    page.get_by_role("button", name="Show notices on this device").click()
    expect(page.get_by_test_id("push-devices")).to_contain_text("This device")
    assert PushDevice.objects.get(person=amara).endpoint == browser.endpoint
    # What the push service would hand over.
    wire = page.context.new_cdp_session(page)
    found = []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
    wire.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready")
    said = {"title": "Tomás Ferreira mentioned you.", "body": "On the phone", "url": f"/posts/{post.pk}/", "tag": "n-1"}
    [registration] = {each["registrationId"]: each for each in found}.values()
    push = {"origin": site.origin, "registrationId": registration["registrationId"], "data": json.dumps(said)}
    wire.send("ServiceWorker.deliverPushMessage", push)
    wire.send("ServiceWorker.deliverPushMessage", push)
    ask = "navigator.serviceWorker.ready.then((here) => here.getNotifications())"
    titles = f"{ask}.then((shown) => shown.map((one) => [one.title, one.data.url]))"
    page.wait_for_function(f"{ask}.then((shown) => shown.length > 0)")
    # What comes twice shows once.
    assert page.evaluate(titles) == [["Tomás Ferreira mentioned you.", f"/posts/{post.pk}/"]]
    page.get_by_role("button", name="Show nothing more on").click()
    expect(page.get_by_role("button", name="Show notices on this device")).to_be_visible()
    assert not PushDevice.objects.filter(person=amara).exists()
    actions.mark_read(thread=thread, person=amara, number=2)
