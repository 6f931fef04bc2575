"""People keep what they want to come back to, and are reminded."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.acts.jobs import sweep
from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications.models import MailOut, Notice
from social import actions
from social.models import Bookmark
from social.rules.moments import quick_moments
from tests.make.classes import a_class
from tests.make.library import published
from tests.make.studies import study
from tests.make.talk import a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_space(lena, by=tomas), tomas)


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_lena_keeps_a_talk_and_removes_it(thread, lena, signed_in):
    lenas = signed_in(lena)
    page = f"/threads/{thread.pk}/"
    ref = {"ref": f"thread:{thread.pk}"}
    assert lenas.post("/bookmarks/keep/", ref).url == page
    assert lenas.post("/bookmarks/keep/", ref).url == page
    assert Bookmark.objects.count() == 1
    assert "Remove the bookmark" in lenas.get(page).content.decode()
    assert thread.title in lenas.get("/bookmarks/").content.decode()
    assert thread.title not in lenas.get("/bookmarks/?kind=study").content.decode()
    assert lenas.post("/bookmarks/drop/", {**ref, "stay": "yes"}).url == page
    assert "No bookmarks" in lenas.get("/bookmarks/").content.decode()
    assert lenas.post("/bookmarks/drop/", {"ref": "nonsense"}).status_code == 404


def test_everything_that_has_a_page_of_its_own_can_be_kept(thread, lena, amara, signed_in):
    lenas = signed_in(lena)
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    author = Person.objects.get(pk=amara.pk)
    things = [thread.posts.get(), thread, published(author), study(), a_class(by=amara)]
    for thing in things:
        assert lenas.post("/bookmarks/keep/", {"ref": str(Ref.to(thing))}).status_code == 302, thing
    page = lenas.get("/bookmarks/").content.decode()
    assert page.count("bookmark-line") == len(things)
    for thing in things[1:]:
        page = lenas.get(registry.of(Ref.to(thing).kind).url(thing)).content.decode()
        assert "Remove the bookmark" in page, thing
    assert lenas.get(f"/bookmarks/keep/?ref=space:{thread.space_id}").status_code == 404


def test_a_post_is_kept_from_its_menu(thread, lena, eve, signed_in):
    place = f"/posts/{thread.posts.get().pk}/bookmark/"
    assert "Kept" in signed_in(lena).post(place).content.decode()
    assert "No longer" in signed_in(lena).post(place).content.decode()
    assert signed_in(eve).post(place).status_code == 404
    assert not Bookmark.objects.exists()


def test_what_is_no_longer_to_be_seen_is_dropped_without_a_word(thread, lena, tomas, eve, signed_in):
    post = thread.posts.get()
    for ref in (Ref.to(thread), Ref.to(post)):
        actions.keep(person=lena, thing=ref, remind_at=tomorrow())
    assert signed_in(eve).get(f"/bookmarks/keep/?ref=thread:{thread.pk}").status_code == 404
    assert signed_in(eve).get(f"/bookmarks/{Bookmark.objects.first().pk}/").status_code == 404
    actions.remove_member(space=thread.space, person=lena, by=tomas)
    page = signed_in(lena).get("/bookmarks/").content.decode()
    assert (thread.title in page, "bookmark-line" in page) == (False, False)
    with time_machine.travel(tomorrow() + timedelta(minutes=1)):
        sweep(everything=True)
    assert not Notice.objects.filter(kind="social.reminder").exists()
    assert not Bookmark.objects.filter(reminded_at=None).exists()


def test_a_reminder_fires_once(thread, lena, signed_in):
    when = tomorrow()
    bookmark = actions.keep(person=lena, thing=Ref.to(thread), note="Read the annex", remind_at=when)
    sweep(everything=True)
    assert not Notice.objects.filter(kind="social.reminder").exists()
    with time_machine.travel(when + timedelta(seconds=30)):
        sweep(everything=True)
        sweep(everything=True)
        # A second worker that had read the row before the first was done.
        actions.remind(bookmark=bookmark)
        [notice] = Notice.objects.filter(kind="social.reminder")
        assert (notice.person, notice.about_id, notice.in_bell) == (lena, thread.pk, True)
        assert MailOut.objects.filter(notice=notice).count() == 1
        assert "You wanted to come back" in signed_in(lena).get("/notices/").content.decode()
        later = when + timedelta(days=1)
        actions.change_bookmark(bookmark=bookmark, person=lena, note="", remind_at=later)
    with time_machine.travel(later + timedelta(seconds=30)):
        sweep(everything=True)
    assert Notice.objects.filter(kind="social.reminder").count() == 2


def test_note_and_time_are_changed(thread, lena, signed_in):
    lenas = signed_in(lena)
    bookmark = actions.keep(person=lena, thing=Ref.to(thread))
    place = f"/bookmarks/{bookmark.pk}/"
    assert lenas.get(place).status_code == 200
    assert lenas.post(place, {"note": "Soon", "when": "tomorrow"}).url == "/bookmarks/"
    bookmark.refresh_from_db()
    here = bookmark.remind_at.astimezone(ZoneInfo(lena.zone))
    assert (bookmark.note, here.hour, here.minute) == ("Soon", 9, 0)
    assert "Soon" in lenas.get("/bookmarks/").content.decode()
    assert lenas.post(place, {"when": "at", "remind_at": "2001-01-01T10:00"}).status_code == 422
    assert lenas.post(place, {"when": "at"}).status_code == 422
    assert lenas.post(place, {"note": "x" * 501, "when": ""}).status_code == 422
    assert lenas.post(place, {"when": "at", "remind_at": "2098-01-01T10:00"}).status_code == 302
    lenas.post(place, {"note": "", "when": ""})
    bookmark.refresh_from_db()
    assert (bookmark.note, bookmark.remind_at) == ("", None)
    assert lenas.post("/bookmarks/keep/", {"ref": f"thread:{thread.pk}", "when": "tomorrow"}).status_code == 302
    bookmark.refresh_from_db()
    assert bookmark.remind_at is not None


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("2026-06-04 10:00", ["evening", "tomorrow", "monday"]),  # a Thursday
        ("2026-06-04 17:45", ["tomorrow", "monday"]),
        ("2026-06-07 10:00", ["evening", "tomorrow"]),  # a Sunday: tomorrow is Monday
        ("2026-06-08 08:00", ["evening", "tomorrow", "monday"]),  # a Monday: the next one
    ],
)
def test_the_quick_choices_are_of_the_persons_clocks(now, names):
    zone = "America/Montreal"
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    chosen = quick_moments(moment.astimezone(ZoneInfo("UTC")), zone)
    assert [each.name for each in chosen] == names
    assert all(each.at > moment for each in chosen)
    assert {each.at.astimezone(ZoneInfo(zone)).hour for each in chosen} <= {9, 18}
    monday = next((each for each in chosen if each.name == "monday"), None)
    assert monday is None or monday.at.weekday() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(count, thread, lena, signed_in, django_assert_num_queries):
    for _ in range(count):
        other = a_thread(thread.space, lena)
        actions.keep(person=lena, thing=Ref.to(other))
        actions.keep(person=lena, thing=Ref.to(other.posts.get()))
    lenas = signed_in(lena)
    lenas.get("/bookmarks/")
    with django_assert_num_queries(8):
        lenas.get("/bookmarks/")


def test_a_program_keeps_things(thread, lena, eve, signed_in):
    def ask(person, method, path, body=None):
        return getattr(signed_in(person), method)(f"/api/v1{path}", body, content_type="application/json")

    place = f"/bookmarks/thread:{thread.pk}"
    assert ask(lena, "put", place, {"note": "N", "remind_at": "2098-01-01T10:00:00+01:00"}).status_code == 204
    assert ask(eve, "put", place, {}).status_code == 422
    assert ask(lena, "put", "/bookmarks/nonsense", {}).status_code == 422
    [item] = ask(lena, "get", "/bookmarks").json()["items"]
    assert (item["thing"], item["note"]) == (f"thread:{thread.pk}", "N")
    assert ask(eve, "get", "/bookmarks").json()["items"] == []
    assert ask(lena, "delete", place).status_code == 204
    assert ask(lena, "get", "/bookmarks").json()["items"] == []
