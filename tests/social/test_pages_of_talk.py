"""People open the pages of talk; each costs the same however much there is."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db.models import F

from core.accounts.models import Person
from core.kinds.registry import Ref
from social import actions
from social.models import Draft, Post, ReadMark, Thread
from tests.make import studies as make
from tests.make.files import stored
from tests.make.talk import a_community, a_poll, a_post, a_space, a_thread, many_posts, many_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas):
    return a_community(lena, by=tomas, openness="closed", name="Vaccines")


@pytest.fixture
def thread(space, tomas) -> Thread:
    return a_thread(space, tomas)


@pytest.fixture
def lenas(lena, signed_in):
    return signed_in(lena)


@pytest.fixture
def tomass(tomas, signed_in):
    return signed_in(tomas)


def shown(answer) -> list[int]:
    """The numbers of the posts on a page, in order."""
    return [int(number) for number in re.findall(r'data-number="(\d+)"', answer.content.decode())]


def test_communities_lists_mine_and_what_there_is_to_discover(lenas, space, marc, thread):
    other = a_community(by=marc, name="Diabetes")
    secret = a_community(by=marc, name="Hidden", openness="secret")
    page = lenas.get("/communities/").content.decode()
    assert "Vaccines" in page
    assert "Diabetes" in page
    assert secret.name not in page
    assert "talk with something new" in page
    assert other.name in lenas.get("/communities/?q=diab").content.decode()
    assert "Nothing of that name" in lenas.get("/communities/?q=zzz").content.decode()


def test_lena_founds_changes_and_archives_a_community(lenas, lena):
    answer = lenas.post("/communities/new/", {"name": "Oncology", "openness": "closed", "language": "en", "about": "x"})
    assert answer.status_code == 302
    page = lenas.get(answer.url)
    assert page.status_code == 200
    refused = lenas.post("/communities/new/", {"name": "oncology", "openness": "open", "language": "en"})
    assert refused.status_code == 422
    assert "name exists" in refused.content.decode()
    edit = answer.url + "edit/"
    assert lenas.post(edit, {"name": "Oncology EU", "openness": "secret", "language": "fr"}).status_code == 302
    assert "Oncology EU" in lenas.get(answer.url + "about/").content.decode()
    lenas.post(answer.url + "archive/")
    assert "Archived" in lenas.get(answer.url).content.decode()
    lenas.post(answer.url + "revive/")


def test_a_closed_community_is_entered_by_asking(signed_in, tomass, space, marc, eve):
    marcs = signed_in(marc)
    assert "Ask to join" in marcs.get(f"/spaces/{space.pk}/").content.decode()
    assert marcs.get(f"/spaces/{space.pk}/members/").status_code == 404
    marcs.post(f"/spaces/{space.pk}/ask/", {"note": "I work on it"})
    assert "You have asked" in marcs.get(f"/spaces/{space.pk}/").content.decode()
    members = tomass.get(f"/spaces/{space.pk}/members/").content.decode()
    assert "I work on it" in members
    request = space.join_requests.get()
    assert marcs.post(f"/spaces/{space.pk}/requests/{request.pk}/accept/").status_code == 403
    tomass.post(f"/spaces/{space.pk}/requests/{request.pk}/accept/")
    assert marcs.get(f"/spaces/{space.pk}/members/").status_code == 200


def test_a_moderator_adds_invites_appoints_and_removes(tomass, space, marc, eve, lena):
    members = f"/spaces/{space.pk}/members/"
    assert tomass.post(members + "add/", {"person": "marc@example.org", "role": "member"}).status_code == 302
    unknown = tomass.post(members + "add/", {"person": "Nobody", "role": "member"})
    assert (unknown.status_code, "Nobody of that name" in unknown.content.decode()) == (422, True)
    tomass.post(members + "invite/", {"person": eve.name})
    assert space.join_requests.invited().get().person == eve
    tomass.post(f"{members}{marc.pk}/role/", {"role": "moderator"})
    assert space.memberships.get(person=marc).role == "moderator"
    tomass.post(f"{members}{marc.pk}/remove/")
    assert not space.memberships.filter(person=marc).exists()


def test_lena_asks_about_something(lenas, space, thread, lena):
    about = f"/threads/new/?about=thread:{thread.pk}&place=%7B%22page%22%3A+4%7D"
    page = lenas.get(about).content.decode()
    assert thread.title in page
    said = {"title": "Is it so?", "source": "I wonder.", "space": space.pk, "kind": "question", "language": "en"}
    answer = lenas.post(about, said)
    opened = Thread.objects.get(title="Is it so?")
    assert answer.url == f"/threads/{opened.pk}/"
    assert (opened.subject_id, opened.place) == (thread.pk, {"page": 4})
    assert thread.title in lenas.get(answer.url).content.decode()
    bad = lenas.post(about, {**said, "title": "", "source": "My words stay"})
    assert bad.status_code == 422
    assert "My words stay" in bad.content.decode()


def test_lena_answers_without_scripts(lenas, thread, lena):
    first = thread.posts.get()
    page = lenas.get(f"/threads/{thread.pk}/?answer={first.pk}").content.decode()
    assert "beneath the post" in page
    assert f'name="reply_to" value="{first.pk}"' in page
    answer = lenas.post(f"/threads/{thread.pk}/posts/", {"source": "Yes", "reply_to": first.pk, "quote": first.pk})
    post = Post.objects.get(thread=thread, author=lena)
    assert answer.url == f"/threads/{thread.pk}/?post=2#post-{post.pk}"
    assert (post.reply_to, post.quotes.get().quoted) == (first, first)
    assert lenas.get(f"/posts/{post.pk}/").url == answer.url


def test_refused_words_come_back(lenas, thread):
    for source in ("", "x" * 66_000, "<blockquote>" * 200 + "deep"):
        form = {"source": source, "format": "html" if "<" in source else "text"}
        answer = lenas.post(f"/threads/{thread.pk}/posts/", form)
        assert answer.status_code == 422
        assert source[-2000:].replace("<", "&lt;").replace(">", "&gt;") in answer.content.decode()
        by_script = lenas.post(f"/threads/{thread.pk}/posts/", form, headers={"HX-Request": "true"})
        assert (by_script.status_code, b"data-composer-error" in by_script.content) == (422, True)


def test_a_script_gets_the_post_back(lenas, thread, lena):
    answer = lenas.post(f"/threads/{thread.pk}/posts/", {"source": "Quick"}, headers={"HX-Request": "true"})
    assert answer.status_code == 201
    assert shown(answer) == [2]
    post = Post.objects.get(thread=thread, number=2)
    edited = lenas.post(f"/posts/{post.pk}/edit/", {"source": "Quicker"}, headers={"HX-Request": "true"})
    assert (edited.status_code, b"Quicker" in edited.content) == (200, True)
    gone = lenas.post(f"/posts/{post.pk}/delete/", headers={"HX-Request": "true"})
    assert (b"was deleted" in gone.content, b"Quicker" in gone.content) == (True, False)
    for _ in range(19):
        lenas.post(f"/threads/{thread.pk}/posts/", {"source": "x"}, headers={"HX-Request": "true"})
    flood = lenas.post(f"/threads/{thread.pk}/posts/", {"source": "x"}, headers={"HX-Request": "true"})
    assert (flood.status_code, int(flood.headers["Retry-After"]) > 0) == (429, True)


def test_edits_and_deletions_have_a_history(lenas, tomass, signed_in, thread, lena, space, marc, tomas):
    actions.add_member(space=space, person=marc, by=tomas)
    post = a_post(thread, lena, "First words")
    lenas.post(f"/posts/{post.pk}/edit/", {"source": "Second words"})
    for client in (lenas, tomass):
        assert "First words" in client.get(f"/posts/{post.pk}/history/").content.decode()
    marcs = signed_in(marc)
    assert marcs.get(f"/posts/{post.pk}/history/").status_code == 404
    assert marcs.get(f"/posts/{post.pk}/edit/").status_code == 404
    assert "Delete" not in marcs.get(f"/posts/{post.pk}/more/").content.decode().partition("post-ways")[2]
    lenas.post(f"/posts/{post.pk}/delete/")
    assert "Second words" not in lenas.get(f"/threads/{thread.pk}/").content.decode()
    assert lenas.get(f"/posts/{post.pk}/history/").status_code == 404
    assert f"Deleted by {lena.name}" in tomass.get(f"/posts/{post.pk}/history/").content.decode()
    lenas.post(f"/posts/{post.pk}/restore/")
    assert "Second words" in lenas.get(f"/threads/{thread.pk}/").content.decode()


def test_quoted_words_vanish_with_their_post(lenas, thread, lena, tomas):
    post = a_post(thread, lena, "Patient in room 4")
    a_post(thread, tomas, "Hm.", quotes=[(post.pk, "room 4")])
    assert "room 4" in lenas.get(f"/threads/{thread.pk}/").content.decode()
    actions.delete_post(post=post, by=lena)
    page = lenas.get(f"/threads/{thread.pk}/").content.decode()
    assert "room 4" not in page
    assert "The post quoted here was deleted" in page


def test_signs_are_shown_with_names(lenas, thread, tomas):
    post = thread.posts.get()
    lenas.post(f"/posts/{post.pk}/reactions/", {"sign": "idea"})
    assert 'data-sign="idea"' in lenas.get(f"/threads/{thread.pk}/").content.decode()
    assert "Good idea: Lena Hoffmann" in lenas.get(f"/threads/{thread.pk}/").content.decode()
    lenas.post(f"/posts/{post.pk}/reactions/", {"sign": "idea"})
    assert "Good idea: Lena" not in lenas.get(f"/threads/{thread.pk}/").content.decode()


def test_a_link_to_our_own_thing_becomes_a_card_only_for_who_may_see_it(lenas, signed_in, tomas, thread, lena, marc):
    hidden = a_thread(a_space(lena, by=tomas), tomas, "Only for the group")
    open_thread = a_thread(a_community(marc, by=tomas), tomas, "Open talk")
    a_post(open_thread, lena, f"See http://127.0.0.1:8000/threads/{hidden.pk}/")
    assert "Only for the group" in lenas.get(f"/threads/{open_thread.pk}/").content.decode()
    marcs = signed_in(marc)
    assert "Only for the group" not in marcs.get(f"/threads/{open_thread.pk}/").content.decode()
    assert b"Only for" in lenas.get(f"/cards/?ref=thread:{hidden.pk}").content
    assert b"Only for" not in marcs.get(f"/cards/?ref=thread:{hidden.pk}&ref=nonsense").content


def test_reading_opens_at_the_first_unread_and_goes_both_ways(lenas, thread, lena, tomas):
    many_posts(thread, [tomas], 100)
    assert shown(lenas.get(f"/threads/{thread.pk}/"))[0] == 1
    ReadMark.objects.create(thread=thread, person=lena, number=50)
    page = lenas.get(f"/threads/{thread.pk}/")
    assert shown(page) == list(range(48, 71))
    assert page.content.decode().index('id="new"') < page.content.decode().index('data-number="51"')
    later = lenas.get(f"/threads/{thread.pk}/?after=69.70", headers={"HX-Request": "true"})
    assert shown(later) == list(range(71, 91))
    earlier = lenas.get(f"/threads/{thread.pk}/?before=48.48", headers={"HX-Request": "true"})
    assert shown(earlier) == list(range(28, 48))
    assert b"<html" not in later.content
    assert (b'data-way="earlier"' in later.content, b'data-way="later"' in earlier.content) == (False, False)
    assert shown(lenas.get(f"/threads/{thread.pk}/?at=last"))[-1] == 100
    assert 80 in shown(lenas.get(f"/threads/{thread.pk}/?post=80"))
    assert shown(lenas.get(f"/threads/{thread.pk}/?post=9999"))[-1] == 100
    for nonsense in ("?post=abc", "?after=x", "?before=1.2.3", "?at=nowhere", "?answer=zz"):
        assert lenas.get(f"/threads/{thread.pk}/{nonsense}").status_code == 200
    lenas.post(f"/threads/{thread.pk}/read/", {"number": 60}, headers={"Accept": "application/json"})
    assert ReadMark.objects.get(person=lena).number == 60
    post = thread.posts.get(number=40)
    assert lenas.post(f"/posts/{post.pk}/unread/").url == f"/spaces/{thread.space_id}/"
    assert ReadMark.objects.get(person=lena).number == 39
    lenas.post(f"/threads/{thread.pk}/read/")
    assert ReadMark.objects.get(person=lena).number == 100


def test_a_thread_is_led_from_its_page(tomass, lenas, thread):
    for deed in ("lock", "unlock", "archive", "revive"):
        assert tomass.post(f"/threads/{thread.pk}/{deed}/").status_code == 302
        assert lenas.post(f"/threads/{thread.pk}/{deed}/").status_code == 403
        assert tomass.get(f"/threads/{thread.pk}/{deed}/").status_code == 405
    assert tomass.post(f"/threads/{thread.pk}/rename/", {"title": "Better"}).status_code == 302
    assert tomass.post(f"/threads/{thread.pk}/rename/", {"title": " "}).status_code == 422
    actions.lock_thread(thread=thread, by=thread.author)
    assert "Only its moderators" in lenas.get(f"/threads/{thread.pk}/").content.decode()


def test_whom_one_may_mention(lenas, space, thread, tomas, eve):
    offered = lenas.get(f"/threads/{thread.pk}/mentions/?q=tom").json()["items"]
    assert [item["name"] for item in offered] == [tomas.name]
    assert lenas.get(f"/threads/{thread.pk}/mentions/?q=eve").json()["items"] == []
    assert [item["name"] for item in lenas.get(f"/spaces/{space.pk}/mentions/?q=tut").json()["items"]] == ["tutors"]


def test_drafts_by_json(lenas, lena, thread):
    place = f"/drafts/thread:{thread.pk}/"
    assert lenas.get(place).json()["version"] == 0
    saved = lenas.put(place, {"source": "My gu", "format": "text", "version": 0}, content_type="application/json")
    assert saved.json()["version"] == 1
    lenas.put(place, {"source": "My guess", "version": 1}, content_type="application/json")
    newer = lenas.put(place, {"source": "Old", "version": 1}, content_type="application/json")
    assert (newer.status_code, newer.json()["source"], newer.json()["version"]) == (409, "My guess", 2)
    assert "My guess" in lenas.get(f"/threads/{thread.pk}/").content.decode()
    assert "My guess" in lenas.get("/drafts/").content.decode()
    lenas.put(place, {"source": "", "version": 2}, content_type="application/json")
    assert "My guess" not in lenas.get("/drafts/").content.decode()
    again = lenas.put(place, {"source": "Anew", "version": 3}, content_type="application/json")
    assert again.json()["version"] == 4
    for bad in ("nonsense", "[]", '{"version": 1}'):
        assert lenas.put(place, bad, content_type="application/json").status_code == 422
    lenas.post(f"{place}discard/")
    assert not Draft.objects.filter(person=lena).exists()


def test_eve_opens_nothing(signed_in, thread, eve, lena, tomas):
    post = a_post(thread, lena)
    eves = signed_in(eve)
    secret = a_community(by=tomas, openness="secret")
    for path in (
        f"/threads/{thread.pk}/",
        f"/threads/{thread.pk}/rename/",
        f"/threads/{thread.pk}/mentions/",
        f"/posts/{post.pk}/",
        f"/posts/{post.pk}/more/",
        f"/posts/{post.pk}/edit/",
        f"/posts/{post.pk}/history/",
        f"/spaces/{secret.pk}/",
        f"/spaces/{secret.pk}/about/",
        f"/spaces/{secret.pk}/members/",
        f"/spaces/{secret.pk}/edit/",
        f"/spaces/{thread.space_id}/mentions/",
    ):
        assert eves.get(path).status_code == 404, path
    for path in (
        f"/threads/{thread.pk}/posts/",
        f"/threads/{thread.pk}/lock/",
        f"/threads/{thread.pk}/read/",
        f"/threads/{thread.pk}/follow/",
        f"/posts/{post.pk}/delete/",
        f"/posts/{post.pk}/reactions/",
        f"/posts/{post.pk}/unread/",
        f"/spaces/{secret.pk}/join/",
        f"/spaces/{secret.pk}/ask/",
    ):
        assert eves.post(path, {"source": "x", "sign": "idea"}).status_code == 404, path


def test_the_safety_page_says_where_to_report(lenas):
    assert "does not report it" in lenas.get("/help/safety/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same(count, lenas, lena, tomas, django_assert_num_queries):
    spaces = [a_community(lena, by=tomas) for _ in range(count)]
    for space in spaces:
        a_community(by=tomas)
        for _ in range(count):
            a_post(a_thread(space, tomas), tomas)
    with django_assert_num_queries(12):
        lenas.get("/communities/")
    with django_assert_num_queries(11):
        lenas.get(f"/spaces/{spaces[0].pk}/")
    with django_assert_num_queries(8):
        lenas.get(f"/spaces/{spaces[0].pk}/members/")
    with django_assert_num_queries(7):
        lenas.get("/drafts/")


def said_in_full(thread, lena, tomas, number, link) -> Post:
    """An answer that carries everything: a quote, a reaction, a file, cards of two kinds."""
    post = a_post(thread, lena, f"Number {number}: see {link}", files=[stored(lena, name=f"{number}.pdf")])
    words = f"Yes, {settings.ORIGIN}/spaces/{thread.space_id}/"
    answer = a_post(thread, tomas, words, quotes=[(post.pk, "")], reply_to=post, files=[stored(tomas)])
    actions.react(post=answer, person=lena, sign="idea")
    # Not in one breath.
    Post.objects.update(written_at=F("written_at") - timedelta(minutes=1))
    return answer


def the_fullest(subject, link, lena, tomas, space, count) -> Thread:
    """A talk about something, with `count` times everything in it, read to its first post and being answered."""
    thread = a_thread(space, tomas, subject=subject, tags=["RSV"])
    for _poll in range(count // 10 + 1):
        a_poll(thread, tomas, question="Which one?")
    for number in range(count):
        said_in_full(thread, lena, tomas, number, link)
    ReadMark.objects.update_or_create(thread=thread, person=lena, defaults={"number": 1})
    actions.save_draft(person=lena, context=f"thread:{thread.pk}", source="Where I stopped", version=0)
    return thread


@pytest.mark.parametrize(("part", "count"), [("outcome", 1), ("outcome", 20), ("analysis", 1), ("safety", 1)])
def test_the_fullest_talk_about_a_part_of_a_study_costs_no_more(
    part, count, lenas, lena, tomas, space, django_assert_num_queries
):
    """Cold, with cards of two kinds: the part comes with its plot or its numbers in one question."""
    fragment = make.study(make.DUPILUMAB).fragments.filter(kind=part).earliest("position")
    space_url = f"{settings.ORIGIN}/spaces/{a_community(by=tomas).pk}/"
    thread = the_fullest(Ref("study_fragment", fragment.pk), space_url, lena, tomas, space, count)
    lenas.get(f"/threads/{thread.pk}/")
    cache.clear()
    with django_assert_num_queries(12):
        page = lenas.get(f"/threads/{thread.pk}/").content.decode()
    assert ("<dl" if part == "safety" else "<svg class") in page.partition('data-testid="study-subject"')[2]
    said = ("post-quote", "post-card", "chip", "attachment", "Where I stopped", make.DUPILUMAB, space.name)
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize("count", [1, 20])
def test_the_fullest_thread_costs_the_same(count, lenas, lena, tomas, thread, django_assert_num_queries):
    """Cold: who comes, the thread with its reader's mark, draft and bookmark, its tags, its posts with their polls,
    cards of two kinds, what hangs on them, and the shell's three."""
    about = a_thread(thread.space, tomas, "Subject").pk
    thread = the_fullest(Ref("thread", about), f"{settings.ORIGIN}/threads/{about}/", lena, tomas, thread.space, count)
    lenas.get(f"/threads/{thread.pk}/")
    cache.clear()
    with django_assert_num_queries(12):
        page = lenas.get(f"/threads/{thread.pk}/").content.decode()
    said = ("post-quote", "post-card", "chip", "attachment", "Where I stopped", "Subject", thread.space.name, "#RSV")
    assert [words for words in (*said, "Which one?", "post-poll") if words not in page] == []
    # Posts with cards are drawn for their reader each time; the others are kept.
    with django_assert_num_queries(12):
        lenas.get(f"/threads/{thread.pk}/?post=2")
    with django_assert_num_queries(9):
        lenas.get(f"/threads/{thread.pk}/?before=9.9", headers={"HX-Request": "true"})


def test_a_thread_of_1600_posts_opens_at_the_first_unread(lenas, lena, tomas, thread, django_assert_max_num_queries):
    many_posts(thread, [tomas, lena], 1600)
    ReadMark.objects.create(thread=thread, person=lena, number=1200)
    with django_assert_max_num_queries(9):
        page = lenas.get(f"/threads/{thread.pk}/")
    assert 1201 in shown(page)
    assert len(page.content) < 150_000


def test_ten_thousand_rows_cost_as_many_queries_as_ten(lenas, lena, tomas, django_assert_num_queries, marc):
    for number in (10, 10_000):
        space = a_community(lena, by=tomas)
        many_threads(space, tomas, number)
        people = Person.objects.bulk_create(
            [Person(email=f"p{number}-{n}@example.org", name=f"Person {n}") for n in range(min(number, 500))]
        )
        space.memberships.bulk_create([space.memberships.model(space=space, person=person) for person in people])
        with django_assert_num_queries(11):
            lenas.get(f"/spaces/{space.pk}/")
        with django_assert_num_queries(8):
            lenas.get(f"/spaces/{space.pk}/members/")
