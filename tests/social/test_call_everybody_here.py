"""Tomás, who leads a small space, calls everybody by @here; nobody else does, and nowhere large."""

import pytest

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.notifications.models import Notice
from social import actions, rules
from social.models import Membership
from social.queries.standings import standing
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, amara, tomas):
    return a_space(lena, marc, amara, by=tomas)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("word", ["@here", "@ici", "@Here,", "@here :"])
def test_the_tutor_calls_everybody_who_belongs(space, lena, marc, amara, tomas, eve, word):
    post = a_post(a_thread(space, tomas), tomas, f"{word} the room has changed")
    assert [told(person) for person in (lena, marc, amara)] == [["social.here"]] * 3
    assert told(tomas) == told(eve) == []
    assert 'class="mention"' in post.html
    assert list(post.mentions.values_list("group", flat=True)) == ["here"]


def test_who_is_called_by_name_too_or_answered_hears_once(space, lena, marc, tomas):
    thread = a_thread(space, lena, kind="question")
    a_post(thread, tomas, f"@here @{marc.name} please")
    assert told(marc) == ["social.mention"]
    assert told(lena) == ["social.here"]


def test_who_mutes_is_left_in_peace(space, lena, marc, tomas):
    actions.follow_space(space=space, person=lena, level="mute")
    thread = a_thread(space, tomas)
    actions.follow_thread(thread=thread, person=marc, level="mute")
    a_post(thread, tomas, "@here now")
    assert told(lena) == told(marc) == []


def test_who_watches_is_not_told_twice(space, lena, tomas):
    actions.follow_space(space=space, person=lena, level="watch")
    post = a_post(a_thread(space, tomas), tomas, "@here now")
    from social.actions.telling import tell_watchers

    tell_watchers(post_id=post.pk)
    assert told(lena) == ["social.here"]


def test_an_edit_calls_only_once(space, lena, tomas):
    post = a_post(a_thread(space, tomas), tomas, "@here now")
    actions.edit_post(post=post, author=tomas, source="@here now, please")
    assert told(lena) == ["social.here"]


def test_a_member_is_told_to_name_whom_they_mean(space, lena, marc, tomas):
    thread = a_thread(space, tomas)
    with pytest.raises(Refused, match="Only those who lead") as refusal:
        a_post(thread, lena, "@here who knows?")
    assert (refusal.value.code, refusal.value.field) == ("social.here_is_for_leaders", "source")
    post = a_post(thread, lena, "Who knows?")
    with pytest.raises(Refused, match="Only those who lead"):
        actions.edit_post(post=post, author=lena, source="@ici who knows?")
    assert told(marc) == []


def test_an_address_is_no_call(space, lena, tomas):
    a_post(a_thread(space, tomas), lena, "Write to me@here.org or @hereabouts")
    assert told(tomas) == []


def test_more_than_fifty_are_not_called_at_once(lena, tomas):
    space = a_community(lena, by=tomas)
    people = [Person.objects.make(email=f"p{n}@x.org", name=f"P{n}") for n in range(49)]
    Membership.objects.bulk_create([Membership(space=space, person=person) for person in people])
    thread = a_thread(space, tomas)
    with pytest.raises(Refused, match="at most 50"):
        a_post(thread, tomas, "@here now")
    Membership.objects.filter(person=people[0]).delete()
    a_post(thread, tomas, "@here now")
    assert told(lena) == ["social.here"]


@pytest.mark.parametrize(
    ("who", "people", "may"),
    [("tomas", 2, True), ("tomas", 50, True), ("tomas", 51, False), ("lena", 2, False), ("eve", 2, False)],
)
def test_who_may(space, who, people, may, request):
    assert rules.may_call_here(standing(request.getfixturevalue(who), space), people) is may


def test_it_is_offered_to_who_may_use_it(space, lena, tomas, signed_in):
    offered = [signed_in(person).get(f"/spaces/{space.pk}/mentions/?q=he").json()["items"] for person in (tomas, lena)]
    assert [[item["insert"] for item in items] for items in offered] == [["@here"], []]
