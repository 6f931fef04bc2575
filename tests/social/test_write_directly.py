"""Lena writes to Tomás, and to a few; nobody else ever reads a word of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.accounts.actions import change_person
from core.accounts.models import Person
from core.acts.refusals import Refused
from core.notifications.models import MailOut, Notice
from core.search.queries import find
from social import actions, rules
from social.models import DirectTalk, Membership, Post, Space, Thread
from social.queries import direct
from tests.make.talk import a_community

pytestmark = pytest.mark.django_db


def written(author: Person, *people: Person, source: str = "Have you seen the record?", **more) -> Post:
    return actions.start_talk(author=author, people=list(people), source=source, **more)


def talk_of(post: Post) -> DirectTalk:
    return DirectTalk.objects.select_related("thread__space", "space").get(thread=post.thread_id)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def guest(company) -> Person:
    return Person.objects.make(email="guest@elsewhere.example", name="Gil Outside", is_external=True)


def test_the_same_two_always_have_the_same_talk(lena, tomas, marc):
    first = written(lena, tomas)
    assert written(tomas, lena, source="Which one?").thread_id == first.thread_id
    assert written(lena, marc).thread_id != first.thread_id
    talk = talk_of(first)
    assert (talk.is_pair, talk.space.openness, talk.space.member_count) == (True, "secret", 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectTalk.objects.create(space=a_community(by=marc), thread=Thread.objects.last(), pair=talk.pair)


def test_a_group_is_always_new_and_may_have_a_name(lena, tomas, marc, amara):
    one, other = written(lena, tomas, marc, name="Lyon"), written(lena, tomas, marc)
    assert one.thread_id != other.thread_id
    assert direct.company_of(tomas, one.thread.space).title == "Lyon"
    assert direct.company_of(tomas, other.thread.space).title == f"{lena.name}, {marc.name}"
    for people, code in ((([]), "social.to_nobody"), ([lena], "social.to_nobody")):
        with pytest.raises(Refused) as refused:
            actions.start_talk(author=lena, people=people, source="x")
        assert refused.value.code == code
    crowd = [Person.objects.make(email=f"p{n}@example.org", name=f"Person {n}") for n in range(12)]
    with pytest.raises(Refused) as refused:
        written(lena, *crowd)
    assert refused.value.code == "social.too_many_people"
    assert written(lena, *crowd[:11]).thread.space.member_count == 12


def test_nobody_else_reads_it(lena, tomas, marc, eve, admin, amara, signed_in):
    post = written(lena, tomas, source="Between the two of us: zebrafish")
    thread = post.thread
    for other in (marc, eve, admin, amara):
        browser = signed_in(other)
        for address in (
            f"/threads/{thread.pk}/",
            f"/posts/{post.pk}/",
            f"/messages/{thread.pk}/add/",
            f"/spaces/{thread.space_id}/",
            f"/spaces/{thread.space_id}/members/",
            f"/api/v1/threads/{thread.pk}",
            f"/api/v1/threads/{thread.pk}/posts",
            f"/api/v1/spaces/{thread.space_id}",
            f"/api/v1/posts/{post.pk}",
        ):
            assert browser.get(address).status_code == 404, (other, address)
        assert browser.post(f"/messages/{thread.pk}/leave/").status_code == 404
        assert "zebrafish" not in browser.get("/messages/").content.decode()
        assert browser.get("/api/v1/messages").json()["items"] == []
        assert not find(other, "zebrafish").hits
        assert not Thread.objects.visible_to(other).filter(pk=thread.pk).exists()
        assert not Post.objects.visible_to(other).filter(pk=post.pk).exists()
    assert [hit.ref.kind for hit in find(lena, "zebrafish").hits] == ["post"]
    assert [hit.ref.kind for hit in find(tomas, "zebrafish").hits] == ["post"]


def test_who_may_write_to_whom(cast, guest, lena, tomas, eve):
    """Rule and question agree over the cast, with guests who share a space and guests who share none."""
    a_community(lena, guest, by=tomas, openness="closed")
    everybody = [*cast, guest]
    gone = Person.objects.make(email="gone@example.org", name="Gone Away", is_active=False)
    for person in everybody:
        reached = set(direct.reachable_by(person))
        sharing = set(direct.sharing_with(person).values_list("person_id", flat=True))
        for other in [*everybody, gone]:
            may = rules.may_write_to(person, other, shares=other.pk in sharing)
            assert (other in reached) == may, (person, other)
    assert guest in direct.reachable_by(lena)
    assert guest not in direct.reachable_by(eve)
    assert set(direct.reachable_by(guest)) == {lena, tomas}
    with pytest.raises(Refused) as refused:
        written(eve, guest)
    assert refused.value.code == "social.not_reachable"


def test_a_guest_writes_while_they_share_a_space(guest, lena, tomas):
    space = a_community(lena, guest, by=tomas, openness="closed")
    thread = written(guest, lena).thread
    actions.remove_member(space=space, person=guest, by=tomas)
    with pytest.raises(Refused) as refused:
        actions.write_post(thread=thread, author=guest, source="Still there?")
    assert refused.value.code == "social.no_common_space"


def test_who_has_no_account_any_more_is_read_and_not_written_to(lena, marc, signed_in):
    thread = written(lena, marc, source="See you on Monday").thread
    Person.objects.filter(pk=marc.pk).update(is_active=False)
    page = signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert "See you on Monday" in page
    assert f"{marc.name} has no account here any more" in page
    assert "data-may-write" not in page
    with pytest.raises(Refused) as refused:
        actions.write_post(thread=thread, author=lena, source="Hello?")
    assert refused.value.code == "social.account_ended"


def test_a_message_tells_once_until_one_has_looked(lena, tomas):
    post = written(tomas, lena, source=f"@{lena.name} look")
    actions.write_post(thread=post.thread, author=tomas, source="And at this", reply_to=post)
    assert told(lena) == ["social.message"]
    assert told(tomas) == []
    assert MailOut.objects.filter(notice__person=lena).count() == 1
    actions.mark_read(thread=post.thread, person=lena, number=2)
    actions.write_post(thread=post.thread, author=tomas, source="One more")
    assert told(lena) == ["social.message"] * 2
    reply = actions.write_post(thread=post.thread, author=lena, source="Yes", reply_to=post)
    assert told(tomas) == ["social.message"]
    assert reply.root_number == 1


def test_an_hour_later_one_may_call_again(lena, tomas):
    post = written(tomas, lena)
    Notice.objects.update(at=timezone.now() - timedelta(hours=2))
    actions.write_post(thread=post.thread, author=tomas, source="Are you there?")
    assert told(lena) == ["social.message"] * 2


def test_who_mutes_is_told_of_nothing_but_their_name(lena, tomas):
    thread = written(lena, tomas).thread
    actions.follow_thread(thread=thread, person=lena, level="mute")
    actions.write_post(thread=thread, author=tomas, source="Yes, I have.")
    assert told(lena) == []
    assert direct.unread_talks(lena) == 0
    actions.write_post(thread=thread, author=tomas, source=f"@{lena.name}, are you sure?")
    assert told(lena) == ["social.mention"]


def test_a_group_grows_by_a_line_and_a_pair_never(lena, tomas, marc, amara):
    pair, group = talk_of(written(lena, tomas)), talk_of(written(lena, tomas, marc))
    with pytest.raises(Refused) as refused:
        actions.add_to_talk(talk=pair, by=lena, person=marc)
    assert refused.value.code == "social.may_not_add"
    actions.add_to_talk(talk=group, by=tomas, person=amara)
    actions.add_to_talk(talk=group, by=lena, person=amara)
    line = group.thread.posts.last()
    assert (line.author, line.source) == (tomas, f"I have added {amara.name} to this talk.")
    group.refresh_from_db()
    assert group.space.member_count == group.space.memberships.count() == 4
    assert amara.name in Thread.objects.get(pk=group.thread_id).title
    [mine] = direct.talk_lines(amara, list(direct.talks_of(amara)))
    assert mine.line.new == 1


def test_a_group_is_left_and_a_pair_is_not(lena, tomas, marc, signed_in):
    pair, group = talk_of(written(lena, tomas)), talk_of(written(lena, tomas, marc))
    with pytest.raises(Refused):
        actions.leave_talk(talk=pair, person=lena)
    assert signed_in(marc).post(f"/messages/{group.thread_id}/leave/").url == "/messages/"
    assert group.thread.posts.last().source == "I have left this talk."
    assert signed_in(marc).get(f"/threads/{group.thread_id}/").status_code == 404
    assert Space.objects.get(pk=group.space_id).member_count == 2
    assert marc.name not in Thread.objects.get(pk=group.thread_id).title
    for person in (tomas, lena):
        actions.leave_talk(talk=talk_of(group.thread.posts.first()), person=person)
    assert not Membership.objects.filter(space=group.space).exists()


def test_who_is_called_otherwise_is_called_so_in_the_talk(lena, tomas, marc):
    post = written(lena, tomas)
    assert tomas.name in post.thread.title
    change_person(person=tomas, by=None, name="Tomás Pereira")
    assert "Tomás Pereira" in Thread.objects.get(pk=post.thread_id).title


def test_messages_stand_where_they_belong_and_nowhere_else(lena, tomas, signed_in):
    thread = written(tomas, lena, source="Only in my messages").thread
    browser = signed_in(lena)
    for address in ("/", "/communities/"):
        assert "Only in my messages" not in browser.get(address).content.decode(), address
    assert thread.space not in browser.get("/threads/new/").context["form"].fields["space"].queryset
    assert thread.space_id not in [space["id"] for space in browser.get("/api/v1/spaces?mine=true").json()["items"]]
    page = browser.get("/messages/").content.decode()
    assert "Only in my messages" in page
    assert tomas.name in page
    assert browser.get("/messages/unread/").json() == {"unread": 1}
    assert 'data-testid="message-badge"><span data-number>1' in page
    actions.mark_read(thread=thread, person=lena, number=1)
    assert browser.get("/messages/unread/").json() == {"unread": 0}


def test_lena_writes_to_tomas_from_his_page_without_scripts(lena, tomas, eve, signed_in):
    browser = signed_in(lena)
    assert f"/messages/new/?with={tomas.pk}" in browser.get(f"/people/{tomas.pk}/").content.decode()
    assert "/messages/new/" not in browser.get(f"/people/{lena.pk}/").content.decode().replace(
        'href="/messages/new/"', ""
    )
    found = browser.get("/messages/new/?find=tomas").content.decode()
    assert f"?with={tomas.pk}" in found
    answer = browser.post(f"/messages/new/?with={tomas.pk}", {"source": "May I ask you something?"})
    thread = Thread.objects.get(space__kind="direct")
    assert answer.url == f"/threads/{thread.pk}/?at=last"
    page = browser.get(answer.url).content.decode()
    assert "Between the two of you" in page
    assert f"<h1>{tomas.name}</h1>" in page
    assert browser.get(f"/messages/new/?with={tomas.pk}").url == f"/threads/{thread.pk}/?at=last"
    empty = browser.post(f"/messages/new/?with={tomas.pk}&with={eve.pk}", {"source": "", "name": "We three"})
    assert (empty.status_code, "We three" in empty.content.decode()) == (422, True)
    browser.post(f"/messages/new/?with={tomas.pk}&with={eve.pk}", {"source": "All of us", "name": "We three"})
    group = DirectTalk.objects.groups().get()
    assert (group.name, group.space.member_count) == ("We three", 3)
    assert browser.get(f"/messages/{group.thread_id}/add/?find=marc").status_code == 200


def test_messages_by_api(lena, tomas, marc, signed_in):
    browser = signed_in(lena)
    said = {"people": [tomas.pk], "source": "By the API"}
    key = {"Idempotency-Key": "00000000-0000-4000-8000-000000000001"}
    answers = [browser.post("/api/v1/messages", said, "application/json", headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    [talk] = signed_in(tomas).get("/api/v1/messages").json()["items"]
    assert (talk["name"], talk["new"], talk["is_group"]) == (lena.name, 1, False)
    assert talk["people"] == [{"id": lena.pk, "name": lena.name}]
    assert browser.post("/api/v1/messages", {"people": [], "source": "x"}, "application/json").status_code == 422


def test_a_talk_is_led_by_nobody(lena, tomas, signed_in):
    thread = written(lena, tomas).thread
    browser = signed_in(lena)
    for deed in ("lock", "archive"):
        assert browser.post(f"/threads/{thread.pk}/{deed}/").status_code == 403
    assert browser.post(f"/threads/{thread.pk}/rename/", {"title": "Mine"}).status_code == 422
    said = {"title": "A second", "source": "x", "space": thread.space_id, "kind": "discussion", "language": "en"}
    assert browser.post("/threads/new/", said).status_code == 422
    with pytest.raises(Refused):
        actions.open_thread(space=thread.space, author=lena, title="A second", source="x")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_messages_cost_the_same(count, lena, tomas, marc, amara, eve, signed_in, django_assert_num_queries):
    browser = signed_in(lena)
    for other in [tomas, marc, amara][:count]:
        written(other, lena)
        written(other, lena, eve)
    with django_assert_num_queries(9):
        browser.get("/messages/")
    with django_assert_num_queries(9):
        browser.get(f"/threads/{Thread.objects.filter(space__direct__pair__isnull=False).first().pk}/")
    with django_assert_num_queries(7):
        browser.get("/messages/new/?find=example")


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_get_one_talk(lena, tomas):
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the writers of a process take turns.")

    def write(author, other):
        try:
            return written(author, other).thread_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        threads = set(both.map(write, [lena, tomas], [tomas, lena]))
    assert len(threads) == 1
    assert Post.objects.filter(thread__in=threads).count() == 2
