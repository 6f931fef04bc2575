"""One evening: a study comes in, a group talks about it, a class is held, and Eve sees nothing of it."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from playwright.sync_api import expect

from core.accounts.models import Person
from core.accounts.roles import AUTHOR
from core.files.models import StoredFile
from social.models import Post, Thread
from tests.live.wire import Socket
from tests.make.files import PDF
from tests.make.library import published
from tests.make.people import administrator
from tests.make.studies import DUPILUMAB, SHARED, SHIPPED
from tests.servers import session_cookie
from tutoring.models import StudyGroup
from virtualclass.models import AttendanceInterval, ClassSession

pytestmark = [pytest.mark.browser, pytest.mark.live]
PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
GROUP, TITLE, CLASS = "Thursday readers", "Does dupilumab blunt the tetanus answer?", "Reading the vaccine answer"
WORDS = "The intervals overlap, yet both arms answered"
# Calendar mails go with the worker's next sweep, heartbeats are gathered every 20 s.
SWEEP, HEARTBEAT = 45, 45


@pytest.fixture(scope="module")
def site(set_up, django_db_blocker):
    """A company of its own for the evening; in production its jobs, mails and reminders are a worker's."""
    place = set_up.place()
    site = place.site()
    with django_db_blocker.unblock(), place.here():
        site.start()
        if set_up.name == "production":
            place.worker(ORIGIN=site.origin, CONTENT_ORIGIN=site.content_origin).start()
        yield site
    place.leave()


@pytest.fixture
def evening(site, person_page, tomas, lena, amara, eve):
    """Three people in their browsers, Eve in hers, and a learning object in the library."""
    Person.objects.filter(pk=lena.pk).update(zone="America/New_York")
    author = administrator(name="Ada Writer")
    author.role_grants.create(role=AUTHOR)
    lesson = published(author, title="Reading overlapping intervals")
    return SimpleNamespace(
        site=site,
        people=SimpleNamespace(tomas=tomas, lena=lena, amara=amara, eve=eve),
        lesson=lesson,
        tomas=person_page(tomas, timezone_id="Europe/Paris"),
        lena=person_page(lena, timezone_id="America/New_York"),
        amara=person_page(amara, timezone_id="Europe/Paris"),
        eve=person_page(eve, tolerating=["Failed to load resource"]),
    )


@pytest.mark.timeout(300)
def test_the_evening(evening):
    import_the_study(evening)
    open_the_group(evening)
    open_a_thread_that_lena_sees_come(evening)
    lena_answers_with_a_reaction_a_quote_a_file_and_a_lesson(evening)
    schedule_the_class_in_paris(evening)
    lena_takes_a_seat_and_reads_her_own_time(evening)
    everybody_enters_and_talks(evening)
    hands_go_up_in_order(evening)
    two_calendars_accept_the_invitation(evening)
    eve_finds_nothing(evening)
    the_class_ends_and_tells_who_attended(evening)


# The study and its talk


def import_the_study(evening):
    page, record = evening.tomas, f"{DUPILUMAB}.json"
    page.goto("/studies/import/")
    page.get_by_label("Record").set_input_files(SHARED / record if (SHARED / record).exists() else SHIPPED / record)
    expect(page.get_by_test_id("import-preview")).to_contain_text(DUPILUMAB)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_test_id("outcome").first).to_contain_text("Primary outcome")
    evening.study_path = page.url.removeprefix(evening.site.origin)


def open_the_group(evening):
    page = evening.tomas
    page.goto("/study-groups/new/")
    page.get_by_label("Name").fill(GROUP)
    page.get_by_role("button", name="Open the group").click()
    page.get_by_role("heading", name=GROUP, level=1).wait_for()
    for person in (evening.people.lena, evening.people.amara):
        page.get_by_text("Let somebody in").click()
        page.get_by_label("Name or e-mail").fill(person.email)
        page.get_by_role("button", name="Let in", exact=True).click()
        expect(page.get_by_test_id("group-members")).to_contain_text(person.name)
    page.get_by_text("Add a study").click()
    page.get_by_label("Study", exact=False).first.select_option(index=1)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_test_id("group-studies")).to_contain_text(DUPILUMAB)
    evening.group = StudyGroup.objects.get(space__name=GROUP)


def open_a_thread_that_lena_sees_come(evening):
    lena, tomas = evening.lena, evening.tomas
    lena.goto(evening.group.get_absolute_url())
    lena.locator("thread-list:defined").first.wait_for(state="attached")
    tomas.goto(evening.study_path)
    tomas.get_by_test_id("outcome").first.get_by_role("link", name="Discuss").first.click()
    expect(tomas.get_by_test_id("thing-card")).to_contain_text(DUPILUMAB)
    tomas.get_by_label("Title").fill(TITLE)
    tomas.get_by_label("Where").select_option(label=GROUP)
    write(tomas, f"{WORDS}. What would you tell a prescriber?", send="Open the talk")
    tomas.get_by_role("heading", name=TITLE, level=1).wait_for()
    line = lena.get_by_test_id("thread-line").get_by_role("link", name=TITLE)
    expect(line).to_be_visible()
    line.click()
    expect(lena.get_by_test_id("study-subject")).to_contain_text(DUPILUMAB)
    for page in (lena, tomas):
        listening(page)
    evening.thread = Thread.objects.get(title=TITLE)


def lena_answers_with_a_reaction_a_quote_a_file_and_a_lesson(evening):
    lena, tomas = evening.lena, evening.tomas
    first = lena.get_by_test_id("post").first
    first.get_by_role("button", name="React").click()
    lena.get_by_role("menuitem", name="💡").click()
    expect(tomas.get_by_test_id("post").first.locator(".chip")).to_contain_text("1")

    first.get_by_role("link", name="Quote").click()
    write(lena, "That both arms answered comes first.")
    expect(tomas.get_by_test_id("post").nth(1).locator(".post-quote")).to_contain_text(WORDS)
    expect(tomas.get_by_test_id("post").nth(1).locator(".post-words")).to_contain_text("comes first")

    tray = {"name": "appendix.pdf", "mimeType": "application/pdf", "buffer": PDF}
    lena.get_by_test_id("composer").locator("input[type=file]").set_input_files(tray)
    expect(lena.locator(".composer-files progress")).to_have_count(0)
    write(lena, "The appendix has the titres.")
    expect(tomas.get_by_test_id("attachment")).to_contain_text("appendix.pdf")

    write(lena, f"This lesson helped me: {evening.site.origin}{evening.lesson.get_absolute_url()}")
    for page in (lena, tomas):
        expect(page.locator(".post [data-testid=thing-card]")).to_contain_text(evening.lesson.title)
        expect(page.get_by_test_id("post")).to_have_count(4)


# The class


def schedule_the_class_in_paris(evening):
    page = evening.tomas
    evening.wall = (datetime.now(PARIS) + timedelta(days=2)).replace(hour=20, minute=0, second=0, microsecond=0)
    page.goto("/classes/")
    page.get_by_role("link", name="Schedule a class").click()
    page.get_by_label("Title").fill(CLASS)
    page.get_by_label("What it is about").fill("One outcome, read aloud.")
    page.get_by_label("Day and time").fill(f"{evening.wall:%Y-%m-%dT%H:%M}")
    page.get_by_label("Time zone").select_option("Europe/Paris")
    page.get_by_label("For whom").select_option(label=GROUP)
    page.get_by_label("Given by").select_option(label=evening.people.amara.name)
    page.get_by_role("button", name="Schedule the class").click()
    page.get_by_role("heading", name=CLASS, level=1).wait_for()
    evening.session = ClassSession.objects.select_related("chat", "space").get(title=CLASS)
    assert evening.session.starts_at == evening.wall.astimezone(UTC)


def lena_takes_a_seat_and_reads_her_own_time(evening):
    page, hers = evening.lena, evening.wall.astimezone(NEW_YORK)
    page.goto("/classes/")
    page.get_by_role("link", name=CLASS).click()
    when = page.get_by_role("region", name="When and how")
    expect(when.locator(".class-when")).to_contain_text(f"{hers:%H:%M}")
    expect(when).to_contain_text("20:00 on")
    expect(when).to_contain_text("in Paris")
    when.get_by_role("button", name="Take a seat").click()
    expect(page.get_by_role("link", name="Enter the lobby")).to_be_visible()


def two_calendars_accept_the_invitation(evening):
    site, person = evening.site, evening.people.lena
    site.wait_until(lambda: bool(invitations(site, person)), patience=SWEEP)
    (mail,) = invitations(site, person)
    hers = evening.wall.astimezone(NEW_YORK)
    words = mail.get_body(("plain",)).get_content()
    assert f"{hers:%H:%M} (America/New_York)" in words
    assert "20:00 (Europe/Paris)" in words
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    text = part.get_content()
    one = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    other = vobject.readOne(text).vevent
    assert one.decoded("dtstart") == other.dtstart.value == evening.wall
    assert one.decoded("dtend") == other.dtend.value == evening.wall + timedelta(hours=1)
    assert str(one["uid"]) == other.uid.value == f"{evening.session.uid}@compagnon"
    assert other.attendee.value == f"mailto:{person.email}"


def everybody_enters_and_talks(evening):
    for page in (evening.lena, evening.tomas):
        page.goto(evening.session.get_absolute_url())
        page.get_by_role("link", name="Enter the lobby").click()
        page.get_by_test_id("lobby").wait_for()
    evening.amara.goto("/classes/")
    evening.amara.get_by_role("link", name=CLASS).click()
    evening.amara.get_by_role("link", name="Enter the lobby").click()
    evening.amara.get_by_role("button", name="Start the class").click()
    for page in room_pages(evening):
        page.get_by_test_id("stage").wait_for()
        listening(page)
    write(evening.lena, "Good evening from New York.")
    for page in room_pages(evening):
        expect(page.get_by_test_id("talk")).to_contain_text("Good evening from New York.")
        expect(page.locator("[data-count]").first).to_have_text("3")


def hands_go_up_in_order(evening):
    lena, tomas, amara = room_pages(evening)
    people = evening.people
    lena.get_by_role("button", name="Raise hand").click()
    expect(amara.get_by_test_id("hand-queue")).to_contain_text(people.lena.name)
    tomas.get_by_role("button", name="Raise hand").click()
    for page in (lena, tomas, amara):
        expect(page.get_by_test_id("hand-queue").locator(".hand-name")).to_have_text(
            [people.lena.name, people.tomas.name]
        )
    assert not lena.get_by_role("button", name=f"Give the floor to {people.tomas.name}").is_visible()
    amara.get_by_role("button", name=f"Give the floor to {people.lena.name}").click()
    for page in (lena, tomas, amara):
        expect(page.get_by_test_id("hand-queue").locator("li.is-called")).to_contain_text(people.lena.name)
    lena.get_by_role("button", name="Lower hand").click()
    expect(amara.get_by_test_id("hand-queue").locator(".hand-name")).to_have_text([people.tomas.name])


def the_class_ends_and_tells_who_attended(evening):
    people = evening.people
    there = AttendanceInterval.objects.filter(session=evening.session).values("person").distinct()
    evening.site.wait_until(lambda: there.count() == 3, patience=HEARTBEAT)
    evening.amara.get_by_role("button", name="End the class").click()
    evening.amara.locator("#confirm-dialog [value=yes]").click()
    for page in room_pages(evening):
        page.wait_for_url(f"**{evening.session.get_absolute_url()}")
        expect(page.get_by_test_id("class-state")).to_have_attribute("data-state", "ended")
    table = evening.amara.get_by_role("table", name="Who attended how long")
    for person in (people.lena, people.tomas, people.amara):
        expect(table).to_contain_text(person.name)
    hers = evening.lena.get_by_role("table", name="Who attended how long")
    expect(hers).to_contain_text(people.lena.name)
    expect(hers).not_to_contain_text(people.tomas.name)
    evening.lena.get_by_role("link", name="Open the chat").click()
    expect(evening.lena.get_by_test_id("talk")).to_contain_text("Good evening from New York.")


# Eve


def eve_finds_nothing(evening):
    session, thread = evening.session, evening.thread
    chat = session.chat
    posts = list(Post.objects.filter(thread__in=[thread, chat]))
    file = StoredFile.objects.get(name="appendix.pdf")
    streams = [thread.stream.name, chat.stream.name, session.stream.name]
    streams += [f"space:{pk}" for pk in (evening.group.space_id, session.space_id)]
    pages = [evening.group.get_absolute_url(), f"/spaces/{evening.group.space_id}/", f"/threads/{thread.pk}/"]
    pages += [f"/posts/{post.pk}/" for post in posts]
    pages += [session.get_absolute_url(), f"{session.get_absolute_url()}calendar.ics", f"/threads/{chat.pk}/"]
    pages += [f"{session.get_absolute_url()}room/", f"/spaces/{session.space_id}/", file.url]
    calls = [f"/api/v1/threads/{one.pk}" for one in (thread, chat)]
    calls += [f"/api/v1/threads/{one.pk}/posts" for one in (thread, chat)]
    calls += [f"/api/v1/posts/{post.pk}" for post in posts]
    calls += [f"/api/v1/spaces/{pk}" for pk in (evening.group.space_id, session.space_id)]
    calls += [f"/api/v1/streams/{name}/events" for name in streams]
    for address in pages + calls:
        assert status(evening.lena, address) == 200, address
        assert status(evening.eve, address) == 404, address
    evening.eve.goto(f"/threads/{thread.pk}/")
    assert TITLE not in evening.eve.content()
    heard_only(evening, streams)
    find_only(evening)


def status(page, address):
    return page.context.request.get(address, max_redirects=3).status


def heard_only(evening, streams):
    """Lena's socket listens to all of it, Eve's is told that nothing is there."""
    for person, answer in ((evening.people.lena, "listening"), (evening.people.eve, "gone")):
        socket = Socket(evening.site, session_cookie(person)).hello()
        for name in streams:
            socket.say("listen", stream=name, since=0)
            assert socket.expect("listening", "gone", "error")["op"] == answer, name
        assert answer == "listening" or not socket.events()
        socket.close()


def find_only(evening):
    for words in (TITLE, WORDS, GROUP, CLASS, "Good evening from New York"):
        query = f"?q={quote(words)}"
        found = evening.lena.context.request.get(f"/api/v1/search{query}").json()["hits"]
        assert found, words
        assert evening.eve.context.request.get(f"/api/v1/search{query}").json()["hits"] == [], words
        evening.eve.goto(f"/search/{query}")
        expect(evening.eve.get_by_text("Nothing found that you may see.")).to_be_visible()


# What everybody does


def room_pages(evening):
    return evening.lena, evening.tomas, evening.amara


def write(page, words, send="Send"):
    page.get_by_test_id("composer").locator("textarea[name=source]").fill(words)
    page.get_by_test_id("composer").get_by_role("button", name=send, exact=True).click()


def listening(page):
    page.wait_for_selector("thread-talk[data-ready]")


def invitations(site, person) -> list[EmailMessage]:
    """The mails with a calendar object that the server has written for somebody."""
    folder = Path(site.environment["VAR_DIR"]) / "mail"
    ended = b"-" * 79
    texts = [path.read_bytes() for path in sorted(folder.glob("*.log"))]
    mails = [
        email.message_from_bytes(part.strip(), policy=email.policy.default)
        for text in texts
        if text.rstrip().endswith(ended)
        for part in text.split(ended)
        if part.strip()
    ]
    return [mail for mail in mails if person.email in mail["To"] and b"BEGIN:VCALENDAR" in mail.as_bytes()]
