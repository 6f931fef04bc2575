"""Lena reads what waits for her, wherever it was said, on one page."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.acts.refusals import Refused
from core.notifications.models import Notice
from social import actions
from social.models import Clearing, Membership, ReadMark, Thread
from social.models.clearing import UNDO
from social.queries import unread
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts
from tests.make.volume import look_at_the_tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas):
    return a_community(lena, by=tomas, openness="closed", name="Vaccines")


@pytest.fixture
def thread(space, tomas) -> Thread:
    return a_thread(space, tomas)


def titles(person, show="") -> list[str]:
    return [thread.title for thread in unread.waiting(person, show).latest_first()]


def test_all_spaces_groups_and_messages_are_on_one_page_newest_first(thread, lena, tomas, marc, signed_in):
    a_thread(a_space(lena, by=tomas, name="Readers"), tomas, "In the group")
    actions.start_talk(author=tomas, people=[lena], source="A word between us")
    page = signed_in(lena).get("/unread/").content.decode()
    assert page.index("A word between us") < page.index("In the group") < page.index(thread.title)
    assert [line.title for line in unread.unread_lines(lena, list(unread.waiting(lena).latest_first()))] == [
        "Tomás Ferreira",
        "In the group",
        thread.title,
    ]
    assert titles(lena, "groups") == ["In the group"]
    assert titles(lena, "communities") == [thread.title]
    assert len(titles(lena, "messages")) == 1
    assert titles(lena, "me") == titles(lena, "messages")
    assert titles(marc) == []


def test_what_one_watches_or_is_told_of_counts_from_outside_of_the_space(lena, tomas, marc, signed_in):
    open_space = a_community(tomas, by=marc, name="Open")
    watched, called, other = (a_thread(open_space, marc, title) for title in ("Watched", "Called", "Other"))
    actions.follow_thread(thread=watched, person=lena, level="watch")
    post = a_post(called, tomas, "What do you think, @Lena Hoffmann?")
    assert set(titles(lena)) == {"Watched", "Called"}
    assert titles(lena, "watched") == ["Watched"]
    assert titles(lena, "me") == ["Called"]
    lines = {line.title: line for line in unread.unread_lines(lena, list(unread.waiting(lena)))}
    assert (lines["Called"].reason, lines["Called"].count) == ("You are mentioned", 1)
    assert lines["Called"].url == f"/threads/{called.pk}/?post={post.number}"
    assert lines["Watched"].reason == "You watch this"
    called.refresh_from_db()
    actions.mark_read(thread=called, person=lena, number=post.number)
    assert titles(lena) == ["Watched"]
    assert other.title not in signed_in(lena).get("/unread/").content.decode()


def test_a_muted_talk_is_quiet_until_somebody_calls(thread, lena, tomas):
    actions.follow_thread(thread=thread, person=lena, level="mute")
    assert titles(lena) == []
    a_post(thread, tomas, "@Lena Hoffmann, only you know.")
    assert titles(lena) == [thread.title]


def test_eve_sees_nothing_and_who_left_no_more(thread, lena, eve, tomas, signed_in):
    a_post(thread, tomas, "@Lena Hoffmann")
    actions.follow_thread(thread=thread, person=eve, level="watch")
    assert titles(eve) == []
    assert thread.title not in signed_in(eve).get("/unread/").content.decode()
    actions.remove_member(space=thread.space, person=lena, by=tomas)
    assert titles(lena) == []
    assert signed_in(eve).post("/unread/read/", {"one": thread.pk}).status_code == 302
    assert not ReadMark.objects.filter(person=eve).exists()


def test_one_several_and_all_are_read_and_come_back(space, lena, tomas, signed_in):
    threads = [a_thread(space, tomas, f"Talk {n}") for n in range(4)]
    actions.mark_read(thread=threads[0], person=lena, number=1)
    for thread in threads:
        thread.refresh_from_db()
        many_posts(thread, [tomas], 3)
    lenas = signed_in(lena)
    answer = lenas.post("/unread/read/", {"one": threads[0].pk}, follow=True)
    assert "1 talk is read." in answer.content.decode()
    assert len(titles(lena)) == 3
    answer = lenas.post("/unread/read/", {"what": "chosen", "thread": [threads[1].pk, threads[2].pk]}, follow=True)
    assert "2 talks are read." in answer.content.decode()
    assert titles(lena) == ["Talk 3"]
    several = Clearing.objects.latest_first().first()
    lenas.post(f"/unread/{several.pk}/undo/")
    assert set(titles(lena)) == {"Talk 1", "Talk 2", "Talk 3"}
    lenas.post(f"/unread/{Clearing.objects.get(count=1).pk}/undo/")
    assert ReadMark.objects.get(person=lena, thread=threads[0]).number == 1
    until = max(thread.last_post_at for thread in Thread.objects.all())
    answer = lenas.post("/unread/read/", {"what": "all", "until": until.isoformat()}, follow=True)
    assert "Everything is taken as read." in answer.content.decode()
    assert titles(lena) == []
    lenas.post(f"/unread/{Clearing.objects.get(whole=True).pk}/undo/")
    assert len(titles(lena)) == 4


def test_all_is_what_was_shown_and_brings_back_marks_notices_and_what_is_watched(thread, lena, tomas, marc):
    outside = a_thread(a_community(by=marc), marc, "Outside")
    actions.follow_thread(thread=outside, person=lena, level="watch")
    a_post(thread, tomas, "@Lena Hoffmann, look.")
    by_hand = a_thread(thread.space, tomas, "By hand")
    actions.mark_read(thread=by_hand, person=lena, number=1)
    actions.mark_unread(thread=by_hand, person=lena, number=1)
    until = Thread.objects.order_by("-last_post_at").first().last_post_at
    late = a_thread(thread.space, tomas, "Said meanwhile")
    before = Membership.objects.get(person=lena, space=thread.space).caught_up_at
    clearing = actions.clear_all(person=lena, until=until)
    assert titles(lena) == [late.title]
    assert clearing.count == 3
    assert not Notice.objects.filter(person=lena, read_at=None).exists()
    actions.take_clearing_back(clearing=clearing, person=lena)
    assert set(titles(lena)) == {thread.title, "By hand", "Outside", late.title}
    assert Notice.objects.filter(person=lena, read_at=None).count() == 1
    assert Membership.objects.get(person=lena, space=thread.space).caught_up_at == before
    # A second press changes nothing.
    actions.take_clearing_back(clearing=clearing, person=lena)
    assert len(titles(lena)) == 4


def test_undo_leaves_alone_what_was_read_since(thread, lena, tomas):
    many_posts(thread, [tomas], 5)
    clearing = actions.clear_threads(person=lena, threads=[thread])
    many_posts(thread, [tomas], 8)
    actions.mark_read(thread=thread, person=lena, number=7)
    actions.take_clearing_back(clearing=clearing, person=lena)
    assert ReadMark.objects.get(person=lena, thread=thread).number == 7


def test_a_time_that_has_not_come_takes_nothing_that_is_still_to_be_said(thread, lena, tomas):
    actions.clear_all(person=lena, until=timezone.now() + timedelta(days=400))
    assert titles(lena) == []
    a_post(thread, tomas, "And one more thing.")
    assert titles(lena) == [thread.title]


def test_undo_is_ones_own_and_for_a_day(thread, lena, eve, signed_in):
    clearing = actions.clear_threads(person=lena, threads=[thread])
    assert signed_in(eve).post(f"/unread/{clearing.pk}/undo/").status_code == 404
    Clearing.objects.update(at=timezone.now() - UNDO)
    clearing.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.take_clearing_back(clearing=clearing, person=lena)
    assert refused.value.code == "social.too_late_to_undo"
    actions.clear_threads(person=lena, threads=[thread])
    assert Clearing.objects.count() == 1


def test_caught_up_is_by_the_database_s_clock_and_past_a_server_s_that_runs_ahead(thread, lena, tomas):
    Thread.objects.filter(pk=thread.pk).update(last_post_at=timezone.now() + timedelta(hours=1))
    actions.catch_up(space=thread.space, person=lena)
    assert titles(lena) == []
    thread.refresh_from_db()
    assert Membership.objects.get(person=lena, space=thread.space).caught_up_at == thread.last_post_at


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same(count, lena, tomas, marc, signed_in, django_assert_num_queries):
    lenas = signed_in(lena)
    for n in range(count):
        space = a_community(lena, marc, by=tomas, name=f"Space {n}")
        a_post(a_thread(space, tomas), marc, "@Lena Hoffmann")
        actions.start_talk(author=tomas, people=[lena, marc], source="To both", name=f"Talk {n}")
    cache.clear()
    lenas.get("/unread/")
    with django_assert_num_queries(11):
        lenas.get("/unread/")


def test_ten_thousand_talks_cost_no_more(space, lena, tomas, signed_in, django_assert_num_queries):
    Thread.objects.bulk_create(
        [Thread(space=space, title=f"Talk {n}", author=tomas, last_number=1, post_count=1) for n in range(10_000)]
    )
    look_at_the_tables()
    lenas = signed_in(lena)
    lenas.get("/unread/")
    with django_assert_num_queries(10):
        page = lenas.get("/unread/").content.decode()
    assert page.count('data-testid="unread-line"') == 20
    assert 'rel="next"' in page


def test_the_page_asks_who_comes(client):
    assert "/sign-in" in client.get("/unread/")["Location"]
