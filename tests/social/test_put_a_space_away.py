"""Tomás puts a community away: it is read, searched, and continued by nobody until he takes it back."""

import pytest

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.realtime.models import StreamEvent
from core.search.queries import find
from social import actions, rules
from social.models import Draft, Space
from social.queries.reading import unread_by_kind
from social.queries.standings import standing
from tests.make.talk import a_community, a_poll, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas) -> Space:
    return a_community(lena, by=tomas, name="Spring launch")


def test_nobody_continues_what_is_put_away(space, lena, tomas, marc, eve):
    thread = a_thread(space, tomas, "Cold chain", kind="question")
    post = a_post(thread, lena)
    poll = a_poll(thread, tomas)
    asked = actions.invite(space=space, member=tomas, person=marc)
    actions.archive_space(space=space, by=tomas)
    deeds = [
        lambda: a_post(thread, lena),
        lambda: a_post(thread, tomas),
        lambda: a_thread(Space.objects.get(pk=space.pk), tomas, "Another"),
        lambda: actions.edit_post(post=post, author=lena, source="Else"),
        lambda: actions.react(post=post, person=tomas, sign="like"),
        lambda: actions.vote(poll=poll, person=lena, choices=[1]),
        lambda: actions.join_space(space=Space.objects.get(pk=space.pk), person=eve),
        lambda: actions.accept_invitation(space=Space.objects.get(pk=space.pk), person=marc),
        lambda: actions.bring_in(space=Space.objects.get(pk=space.pk), moderator=tomas, person=eve),
        lambda: actions.invite(space=Space.objects.get(pk=space.pk), member=tomas, person=eve),
        lambda: actions.ask_to_join(space=Space.objects.get(pk=space.pk), person=eve),
        lambda: actions.change_space(space=space, by=tomas, name="Other"),
        lambda: actions.tag_thread(thread=thread, by=tomas, words=["cold"]),
        lambda: actions.accept_answer(post=post, by=tomas),
        lambda: actions.rename_thread(thread=thread, by=tomas, title="Other"),
    ]
    assert asked is not None
    for number, deed in enumerate(deeds):
        with pytest.raises(Refused):
            deed()
        assert Space.objects.get(pk=space.pk).member_count == 2, number
    actions.revive_space(space=space, by=tomas)
    assert a_post(thread, lena).number == 4


TABLE = {
    rules.may_write: (False, False, False),
    rules.may_read_thread: (True, True, True),
    rules.may_react_in: (False, False, False),
    rules.may_lock_thread: (False, False, False),
    rules.may_tag_thread: (False, False, False),
}
OF_SPACE = {
    rules.may_read_space: (True, True, True),
    rules.may_join: (False, False, False),
    rules.may_invite: (False, False, False),
    rules.may_bring_in: (False, False, False),
    rules.may_pin: (False, False, False),
    rules.may_rule_joining: (False, False, False),
    rules.may_open_in_waves: (False, False, False),
    rules.may_open_thread: (False, False, False),
    rules.may_moderate: (True, False, False),
    rules.may_see_figures: (True, False, False),
    rules.may_export: (True, False, False),
    rules.may_keep_template: (True, False, False),
}


def test_the_table_of_an_archived_space(space, tomas, lena, eve):
    thread = a_thread(space, tomas)
    actions.archive_space(space=space, by=tomas)
    thread.refresh_from_db()
    thread.space.refresh_from_db()
    for place, person in enumerate((tomas, lena, eve)):
        where = standing(person, thread.space)
        for rule, expected in TABLE.items():
            assert rule(where, thread) == expected[place], (rule.__name__, person)
        for rule, expected in OF_SPACE.items():
            assert rule(where) == expected[place], (rule.__name__, person)


def test_it_is_listed_under_archived_only_and_found_with_a_mark(space, tomas, lena, eve, signed_in):
    a_post(a_thread(space, tomas, "Thermometers"), tomas, "Thermometers fail below zero.")
    assert unread_by_kind(lena) == {"community": 1}
    before = find(lena, "thermometers").hits
    assert {hit.mark for hit in before} == {""}
    actions.archive_space(space=space, by=tomas)
    browser = signed_in(lena)
    assert space.name not in browser.get("/communities/").content.decode()
    assert space.name in browser.get("/communities/?show=archived").content.decode()
    assert unread_by_kind(lena) == {}
    spaces = browser.get("/api/v1/spaces").json()["items"]
    assert not spaces
    assert [each["id"] for each in browser.get("/api/v1/spaces?archived=true").json()["items"]] == [space.pk]
    assert {hit.mark for hit in find(lena, "thermometers").hits} == {"Archived"}
    page = browser.get("/search/?q=thermometers").content.decode()
    assert 'data-testid="hit-mark"' in page
    closed = a_community(by=tomas, openness="secret", name="Hidden")
    actions.archive_space(space=closed, by=tomas)
    assert "Hidden" not in signed_in(eve).get("/communities/?show=archived").content.decode()


def test_open_pages_hear_of_it_and_a_draft_stays(space, tomas, lena, signed_in):
    thread = a_thread(space, tomas)
    actions.save_draft(person=lena, context=f"thread:{thread.pk}", source="Half a sent", format="text", version=0)
    actions.archive_space(space=space, by=tomas)
    event = StreamEvent.objects.filter(name="social.space_changed").get()
    assert event.data == {"space_id": space.pk, "archived": True}
    assert Draft.objects.get(person=lena).source == "Half a sent"
    browser = signed_in(lena)
    page = browser.get(f"/threads/{thread.pk}/").content.decode()
    assert 'data-testid="barrier"' in page
    answer = browser.post(f"/threads/{thread.pk}/posts/", {"source": "Half a sentence", "format": "text"})
    assert answer.status_code in (403, 422)
    assert Draft.objects.filter(person=lena).exists()
    assert 'data-testid="archived"' in browser.get(f"/spaces/{space.pk}/").content.decode()
    actions.revive_space(space=space, by=tomas)
    said = AuditEntry.objects.filter(what="social.space_archived").order_by("pk")
    assert [entry.new for entry in said] == ['{"archived":true}', '{"archived":false}']
    assert StreamEvent.objects.filter(name="social.space_changed").count() == 2


def test_only_who_leads_puts_away(space, cast, tomas, signed_in):
    for person in cast:
        if person != tomas:
            assert signed_in(person).post(f"/spaces/{space.pk}/archive/").status_code == 403
    assert not Space.objects.get(pk=space.pk).is_archived
    signed_in(tomas).post(f"/spaces/{space.pk}/archive/")
    assert Space.objects.get(pk=space.pk).is_archived


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_archived_costs_the_same(count, tomas, lena, signed_in, django_assert_num_queries):
    for _number in range(count):
        actions.archive_space(space=a_community(lena, by=tomas), by=tomas)
    browser = signed_in(lena)
    with django_assert_num_queries(11):
        browser.get("/communities/?show=archived")
