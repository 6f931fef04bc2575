"""Lena finds a community, enters it, and is sent away again."""

import pytest

from core.acts.refusals import Refused
from core.realtime.models import AccessScope
from social import actions, rules
from social.models import Membership, Space, Thread
from social.queries.standings import standing
from tests.make.talk import a_community, a_space, a_thread

pytestmark = pytest.mark.django_db


def version(space) -> int:
    return AccessScope.objects.filter(name=space.scope).values_list("version", flat=True).first() or 0


def test_lena_joins_an_open_community_and_leaves_it(lena, tomas):
    space = a_community(by=tomas)
    actions.join_space(space=space, person=lena)
    actions.join_space(space=space, person=lena)
    assert set(space.memberships.values_list("person__name", "role")) == {
        (tomas.name, "moderator"),
        (lena.name, "member"),
    }
    assert Space.objects.get(pk=space.pk).member_count == 2
    actions.leave_space(space=space, person=lena)
    assert not Membership.objects.filter(space=space, person=lena).exists()
    assert Space.objects.get(pk=space.pk).member_count == 1


def test_a_closed_community_shows_its_name_and_lets_in_who_is_accepted(lena, tomas, marc):
    space = a_community(marc, by=tomas, openness="closed")
    a_thread(space, tomas)
    assert Space.objects.visible_to(lena).filter(pk=space.pk).exists()
    assert not Thread.objects.visible_to(lena).exists()
    with pytest.raises(Refused, match="cannot join"):
        actions.join_space(space=space, person=lena)
    request = actions.ask_to_join(space=space, person=lena, note="I work on it")
    assert actions.ask_to_join(space=space, person=lena) == request
    with pytest.raises(Refused, match="moderators"):
        actions.accept_request(request=request, moderator=marc)
    actions.accept_request(request=request, moderator=tomas)
    assert Thread.objects.visible_to(lena).count() == 1
    with pytest.raises(Refused, match="already"):
        actions.decline_request(request=request, moderator=tomas)


def test_who_is_declined_may_ask_again(lena, tomas):
    space = a_community(by=tomas, openness="closed")
    actions.decline_request(request=actions.ask_to_join(space=space, person=lena), moderator=tomas)
    again = actions.ask_to_join(space=space, person=lena)
    assert again.state == "asked"
    assert space.join_requests.count() == 2


def test_a_secret_community_does_not_exist_until_one_is_invited(lena, tomas, eve):
    space = a_community(by=tomas, openness="secret")
    assert not Space.objects.visible_to(lena).filter(pk=space.pk).exists()
    actions.invite(space=space, member=tomas, person=lena)
    assert Space.objects.visible_to(lena).filter(pk=space.pk).exists()
    assert not Space.objects.readable_by(lena).filter(pk=space.pk).exists()
    assert not Space.objects.visible_to(eve).filter(pk=space.pk).exists()
    actions.accept_invitation(space=space, person=lena)
    assert Space.objects.readable_by(lena).filter(pk=space.pk).exists()
    with pytest.raises(Refused, match="withdrawn"):
        actions.accept_invitation(space=space, person=eve)


def test_each_change_of_membership_raises_the_scope(lena, tomas):
    space = a_community(by=tomas, openness="closed")
    steps = [
        lambda: actions.bring_in(space=space, moderator=tomas, person=lena),
        lambda: actions.appoint(space=space, moderator=tomas, person=lena, role="moderator"),
        lambda: actions.send_away(space=space, moderator=tomas, person=lena, reason="left the team"),
        lambda: actions.change_space(space=space, by=tomas, openness="secret"),
    ]
    for step in steps:
        before = version(space)
        step()
        assert version(space) == before + 1


def test_leaving_the_group_ends_what_was_inherited(lena, tomas):
    group = a_space(lena, by=tomas)
    room = actions.open_space(kind="class", name="Thursday", by=tomas, parent=group, lead="")
    thread = a_thread(room, tomas)
    assert Thread.objects.visible_to(lena).get() == thread
    before = version(room)
    actions.remove_member(space=group, person=lena, by=tomas)
    assert version(room) == before + 1
    assert not Thread.objects.visible_to(lena).exists()


def test_a_community_is_never_left_without_a_lead(lena, tomas):
    space = a_community(lena, by=tomas)
    for deed in (
        lambda: actions.leave_space(space=space, person=tomas),
        lambda: actions.appoint(space=space, moderator=tomas, person=tomas, role="member"),
        lambda: actions.send_away(space=space, moderator=tomas, person=tomas),
    ):
        with pytest.raises(Refused, match="somebody else"):
            deed()
    actions.appoint(space=space, moderator=tomas, person=lena, role="moderator")
    actions.leave_space(space=space, person=tomas)


def test_two_communities_of_one_name_are_refused(tomas):
    a_community(by=tomas, name="Vaccines")
    with pytest.raises(Refused, match="name exists") as refusal:
        a_community(by=tomas, name="vaccines")
    assert refusal.value.field == "name"


STATES = {
    "open": {"openness": "open"},
    "closed": {"openness": "closed"},
    "secret": {"openness": "secret"},
}
#            stranger member moderator
MAY = {
    ("open", rules.may_see_space): (True, True, True),
    ("open", rules.may_read_space): (True, True, True),
    ("open", rules.may_join): (True, False, False),
    ("open", rules.may_ask_to_join): (False, False, False),
    ("open", rules.may_invite): (False, True, True),
    ("open", rules.may_leave): (False, True, True),
    ("open", rules.may_manage_members): (False, False, True),
    ("closed", rules.may_see_space): (True, True, True),
    ("closed", rules.may_read_space): (False, True, True),
    ("closed", rules.may_join): (False, False, False),
    ("closed", rules.may_ask_to_join): (True, False, False),
    ("closed", rules.may_invite): (False, False, True),
    ("closed", rules.may_leave): (False, True, True),
    ("closed", rules.may_manage_members): (False, False, True),
    ("secret", rules.may_see_space): (False, True, True),
    ("secret", rules.may_read_space): (False, True, True),
    ("secret", rules.may_join): (False, False, False),
    ("secret", rules.may_ask_to_join): (False, False, False),
    ("secret", rules.may_invite): (False, False, True),
    ("secret", rules.may_leave): (False, True, True),
    ("secret", rules.may_manage_members): (False, False, True),
}


@pytest.mark.parametrize(("state", "rule"), MAY, ids=[f"{state}-{rule.__name__}" for state, rule in MAY])
def test_the_table_of_spaces(state, rule, eve, lena, tomas):
    space = a_community(lena, by=tomas, **STATES[state])
    asked = tuple(rule(standing(person, space)) for person in (eve, lena, tomas))
    assert asked == MAY[state, rule]


@pytest.mark.parametrize("openness", STATES)
@pytest.mark.parametrize("kind", ["community", "study_group"])
@pytest.mark.parametrize("guest", [False, True])
def test_rule_and_queryset_agree_over_the_cast(openness, kind, guest, cast, lena, tomas, eve, marc):
    space = a_space(lena, by=tomas, kind=kind, openness=openness)
    if kind == "community":
        actions.invite(space=space, member=tomas, person=marc)
    if guest:
        for person in (lena, eve, marc):
            person.is_external = True
            person.save()
    for person in cast:
        where = standing(person, space)
        assert Space.objects.visible_to(person).filter(pk=space.pk).exists() == rules.may_see_space(where)
        assert Space.objects.readable_by(person).filter(pk=space.pk).exists() == rules.may_read_space(where)


def test_who_has_no_account_any_more_sees_nothing(lena, tomas):
    space = a_community(lena, by=tomas)
    lena.is_active = False
    lena.save()
    assert not Space.objects.visible_to(lena).exists()
    assert not rules.may_see_space(standing(lena, space))
