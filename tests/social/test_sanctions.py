"""Tomás warns, has people pause and removes them, for a time and for a reason; slow mode; many posts at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.acts.jobs import drain
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from social import actions, rules
from social.actions.sweeps import AT_ONCE
from social.models import Membership, Post, Sanction, Space, Sweep, Thread
from social.queries.beginnings import writable_by
from social.queries.standings import standing
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, tomas) -> Space:
    return a_community(lena, marc, by=tomas)


@pytest.fixture
def thread(space, tomas) -> Thread:
    return a_thread(space, tomas)


def paused(space, person, by, length="day") -> Sanction:
    return actions.sanction(space=space, person=person, by=by, sort="pause", reason="Too loud", length=length)


def test_a_warning_is_told_with_its_reason(space, thread, marc, tomas, lena, signed_in):
    made = actions.sanction(space=space, person=marc, by=tomas, sort="warn", reason="Mind the tone")
    assert "Mind the tone" in signed_in(marc).get("/notices/").content.decode()
    assert "Mind the tone" in signed_in(marc).get(f"/sanctions/{made.pk}/").content.decode()
    assert signed_in(lena).get(f"/sanctions/{made.pk}/").status_code == 404
    a_post(thread, marc, "Sorry")
    assert AuditEntry.objects.get(what="social.sanction").reason == "Mind the tone"


@pytest.mark.parametrize(("length", "hours"), [("hour", 1), ("day", 24), ("week", 168)])
def test_a_pause_says_why_and_until_when_and_ends_by_itself(
    length, hours, thread, marc, tomas, signed_in, time_machine
):
    made = paused(thread.space, marc, tomas, length)
    assert made.until - made.at == timedelta(hours=hours)
    page = signed_in(marc).get(f"/threads/{thread.pk}/").content.decode()
    assert "Too loud" in page
    assert "It ends by itself" in page
    for deed in (lambda: a_post(thread, marc), lambda: a_thread(thread.space, marc)):
        with pytest.raises(Refused, match="pause"):
            deed()
    time_machine.move_to(timezone.now() + timedelta(hours=hours, minutes=1))
    a_post(thread, marc)


def test_who_leaves_does_not_leave_a_pause_behind(space, thread, marc, tomas):
    paused(space, marc, tomas)
    actions.leave_space(space=space, person=marc)
    actions.join_space(space=space, person=marc)
    assert Membership.objects.get(space=space, person=marc).muted_until > timezone.now()
    with pytest.raises(Refused):
        a_post(thread, marc)


def test_two_pauses_end_with_the_longer_one(space, marc, tomas):
    week = paused(space, marc, tomas, "week")
    hour = paused(space, marc, tomas, "hour")
    member = Membership.objects.get(space=space, person=marc)
    assert member.muted_until == week.until
    actions.lift_sanction(made=week, by=tomas)
    member.refresh_from_db()
    assert member.muted_until == hour.until
    actions.lift_sanction(made=hour, by=tomas)
    member.refresh_from_db()
    assert member.muted_until is None


def test_who_is_removed_does_not_come_back_by_themselves(space, thread, marc, tomas, time_machine):
    actions.sanction(space=space, person=marc, by=tomas, sort="remove", reason="Advertising", length="day")
    assert not Membership.objects.filter(space=space, person=marc).exists()
    for deed in (lambda: actions.join_space(space=space, person=marc), lambda: a_post(thread, marc)):
        with pytest.raises(Refused, match="removed"):
            deed()
    actions.add_member(space=space, person=marc, by=tomas)
    actions.remove_member(space=space, person=marc, by=tomas)
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    actions.join_space(space=space, person=marc)


def sent_away(space, marc, tomas):
    actions.send_away(space=space, moderator=tomas, person=marc)


def removed(space, marc, tomas):
    return actions.sanction(space=space, person=marc, by=tomas, sort="remove", reason="Advertising", length="day")


def removed_and_lifted(space, marc, tomas):
    actions.lift_sanction(made=removed(space, marc, tomas), by=tomas)


def removed_and_brought_back(space, marc, tomas):
    removed(space, marc, tomas)
    actions.bring_in(space=space, moderator=tomas, person=marc)


def sent_away_and_invited(space, marc, tomas):
    sent_away(space, marc, tomas)
    actions.invite(space=space, member=tomas, person=marc)


def left(space, marc, tomas):
    actions.leave_space(space=space, person=marc)


#                           read  write react open a talk  join   ask
AFTER_A_REMOVAL = {
    sent_away: (True, False, False, False, False, True),
    removed: (True, False, False, False, False, True),
    removed_and_lifted: (True, True, True, True, True, False),
    removed_and_brought_back: (True, True, True, True, False, False),
    sent_away_and_invited: (True, False, False, False, True, False),
    left: (True, True, True, True, True, False),
}


@pytest.mark.parametrize("deed", AFTER_A_REMOVAL, ids=lambda deed: deed.__name__)
def test_who_is_removed_from_an_open_community_reads_only(deed, space, thread, marc, tomas, signed_in):
    deed(space, marc, tomas)
    where, post = standing(marc, space), thread.posts.get()
    asked = (
        rules.may_read_thread(where, thread),
        rules.may_write(where, thread),
        rules.may_react(where, post),
        rules.may_open_thread(where),
        rules.may_join(where),
        rules.may_ask_to_join(where),
    )
    assert asked == AFTER_A_REMOVAL[deed]
    _read, writes, reacts, opens, *_entering = asked
    page = signed_in(marc).get(f"/threads/{thread.pk}/").content.decode()
    assert ('data-testid="composer"' in page) == writes
    assert (" data-may-react" in page) == reacts
    assert ("You were removed from this space" in page) == (not writes)
    assert ("Advertising" in page) == (deed is removed)
    assert writable_by(marc).filter(pk=space.pk).exists() == opens
    answered = signed_in(marc).post(f"/api/v1/threads/{thread.pk}/posts", {"source": "x"}, "application/json")
    assert answered.status_code == (201 if writes else 403)


def test_who_was_sent_away_asks_to_come_back(space, marc, tomas, signed_in):
    sent_away(space, marc, tomas)
    marcs = signed_in(marc)
    assert "Ask to join" in marcs.get(f"/spaces/{space.pk}/").content.decode()
    marcs.post(f"/spaces/{space.pk}/ask/")
    actions.accept_request(request=space.join_requests.get(), moderator=tomas)
    assert rules.may_write(standing(marc, space), a_thread(space, tomas))


def test_in_a_class_of_a_group_the_pause_is_where_one_belongs(lena, tomas):
    group = a_space(lena, by=tomas)
    lesson = a_space(by=tomas, kind="class", parent=group)
    made = paused(lesson, lena, tomas)
    assert made.space == group
    with pytest.raises(Refused):
        a_post(a_thread(lesson, tomas), lena)


ACTORS = ("stranger", "member", "other who leads", "leads")
#                              stranger member  leads too  leads
MAY_SANCTION = {
    "member": (False, False, True, True),
    "leader": (False, False, False, False),
    "stranger": (False, False, False, False),
}


@pytest.mark.parametrize("whom", MAY_SANCTION)
def test_the_table_of_sanctions(whom, space, eve, lena, marc, amara, tomas):
    actions.add_member(space=space, person=amara, role="moderator", by=tomas)
    target = {"member": lena, "leader": tomas, "stranger": eve}[whom]
    asked = []
    for person in (eve, marc, amara, tomas):
        where, theirs = standing(person, space), standing(target, space)
        asked.append(rules.may_sanction(where, theirs))
        assert rules.may_remove_by_sanction(where, theirs) == asked[-1]
    assert tuple(asked) == MAY_SANCTION[whom], ACTORS


def test_nobody_sanctions_without_reason_length_or_right(space, lena, marc, tomas, eve, signed_in):
    for by, sort, reason, length in (
        (tomas, "pause", " ", "day"),
        (tomas, "pause", "x", ""),
        (tomas, "pause", "x", "year"),
        (tomas, "banish", "x", "day"),
        (marc, "warn", "x", ""),
        (eve, "warn", "x", ""),
    ):
        with pytest.raises(Refused):
            actions.sanction(space=space, person=lena, by=by, sort=sort, reason=reason, length=length)
    assert not Sanction.objects.exists()
    url = f"/spaces/{space.pk}/people/{lena.pk}/sanction/"
    assert [signed_in(person).get(url).status_code for person in (eve, marc, tomas)] == [404, 404, 200]
    group = a_space(lena, by=tomas)
    assert (
        "Remove from the space"
        not in signed_in(tomas).get(f"/spaces/{group.pk}/people/{lena.pk}/sanction/").content.decode()
    )


def test_slow_mode_has_people_wait_and_says_how_long(thread, lena, marc, tomas, signed_in, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    assert signed_in(lena).get(f"/threads/{thread.pk}/slow/").status_code == 404
    assert signed_in(tomas).post(f"/threads/{thread.pk}/slow/", {"seconds": 60}).status_code == 302
    a_post(thread, lena)
    page = signed_in(lena)
    assert "You can write again in 60 s." in page.get(f"/threads/{thread.pk}/").content.decode()
    answer = page.post(f"/api/v1/threads/{thread.pk}/posts", {"source": "More"}, "application/json")
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (429, "60", "social.slow_mode")
    a_post(thread, marc)
    a_post(thread, tomas)
    a_post(thread, tomas)
    assert 'data-testid="slow-mode"' not in signed_in(tomas).get(f"/threads/{thread.pk}/").content.decode()
    time_machine.move_to(timezone.now() + timedelta(seconds=60), tick=False)
    a_post(thread, lena)
    assert AuditEntry.objects.filter(what="social.slow_mode").count() == 1


def test_a_space_s_slow_mode_holds_over_its_talks(thread, lena, tomas, signed_in):
    signed_in(tomas).post(f"/spaces/{thread.space_id}/slow/", {"seconds": 300})
    thread = Thread.objects.select_related("space").get(pk=thread.pk)
    a_post(a_thread(thread.space, tomas), lena)
    with pytest.raises(Refused) as refusal:
        a_post(thread, lena)
    assert refusal.value.status == 429
    for seconds in (-1, 3601):
        with pytest.raises(Refused):
            actions.slow_space(space=thread.space, by=tomas, seconds=seconds)
    with pytest.raises(Refused):
        actions.slow_thread(thread=thread, by=lena, seconds=0)


def test_many_posts_go_at_once_and_exactly_those_come_back(thread, lena, marc, tomas, signed_in):
    mine = [a_post(thread, marc, f"Buy now {n}") for n in range(3)]
    own = actions.delete_post(post=a_post(thread, marc, "My mistake"), by=marc)
    kept = a_post(thread, lena, "A question")
    page = signed_in(tomas)
    url = f"/spaces/{thread.space_id}/people/{marc.pk}/sweep/"
    assert signed_in(lena).get(url).status_code == 404
    shown = page.get(url).content.decode()
    assert "3 posts" in shown
    up_to = kept.pk
    late = a_post(thread, marc, "Written meanwhile")
    assert page.post(url, {"reason": "", "up_to": up_to}).status_code == 422
    answer = page.post(url, {"reason": "Advertising", "up_to": up_to}, follow=True)
    assert "3 posts are deleted." in answer.content.decode()
    assert [Post.objects.get(pk=post.pk).is_deleted for post in (*mine, own, kept, late)] == [
        *(True, True, True),
        True,
        False,
        False,
    ]
    assert AuditEntry.objects.filter(what="social.post_deleted", reason="Advertising").count() == 3
    sweep = Sweep.objects.get()
    assert signed_in(lena).post(f"/sweeps/{sweep.pk}/undo/").status_code == 404
    page.post(f"/sweeps/{sweep.pk}/undo/")
    assert [Post.objects.get(pk=post.pk).is_deleted for post in (*mine, own)] == [False, False, False, True]
    thread.refresh_from_db()
    assert thread.post_count == thread.posts.filter(deleted_at=None).count()
    with pytest.raises(Refused):
        actions.restore_many(sweep=sweep, by=tomas)


def test_after_a_quarter_of_an_hour_a_sweep_stays(thread, marc, tomas, time_machine):
    post = a_post(thread, marc)
    sweep = actions.delete_many(space=thread.space, by=tomas, reason="x", up_to=post.pk, person=marc)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    with pytest.raises(Refused):
        actions.restore_many(sweep=sweep, by=tomas)


def test_a_large_sweep_is_a_job_done_once(thread, lena, marc, tomas):
    many_posts(thread, [marc], AT_ONCE + 5)
    last = thread.posts.order_by("-pk").first()
    sweep = actions.delete_many(space=thread.space, by=tomas, reason="Flood", up_to=last.pk, thread=thread)
    assert sweep.done_at is None
    drain()
    drain()
    sweep.refresh_from_db()
    assert sweep.posts.count() == AT_ONCE + 5
    assert actions.restore_many(sweep=sweep, by=tomas) == AT_ONCE + 5
    with pytest.raises(Refused):
        actions.delete_many(space=thread.space, by=lena, reason="x", up_to=last.pk, thread=thread)
    with pytest.raises(Refused):
        actions.delete_many(space=thread.space, by=tomas, reason="x", up_to=last.pk)
    assert Notice.objects.filter(kind="social.sanctioned").count() == 0
