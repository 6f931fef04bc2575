"""Tomás moves a talk to another community, takes posts out of one, joins two; nobody hears too much."""

import pytest

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from core.library.models import Use
from core.realtime.models import AccessScope, Stream, StreamEvent
from social import actions, registries, rules
from social.models import Thread
from social.queries.standings import standing
from tests.make.moved import counted, places, post, told
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(six_posts) -> Thread:
    return six_posts


# Splitting


def test_posts_become_a_talk_of_their_own_with_their_answers(thread, lena, tomas, home):
    picks = [post(thread, 2), post(thread, 6)]
    times = dict(thread.posts.values_list("pk", "written_at"))
    new = actions.split_thread(thread=thread, by=tomas, posts=[one.pk for one in picks], title="Parking", reason="Off")
    assert places(new) == [(1, 1), (2, 1), (3, 1), (4, 4)]
    assert places(thread) == [(1, 1), (5, 5)]
    assert counted(thread) == (5, 2, 2)
    assert counted(new) == (4, 4, 3)
    assert (new.author, new.space, new.opened_at) == (lena, home, times[picks[0].pk])
    assert dict(new.posts.values_list("pk", "written_at")).items() <= times.items()
    thread.refresh_from_db()
    assert a_post(thread, lena, "Later").number == 7
    entry = AuditEntry.objects.get(what="social.posts_moved")
    assert (entry.who, entry.reason, "2, 3, 4, 6" in str(entry.old)) == (tomas, "Off", True)


def test_an_answer_that_goes_alone_becomes_a_post_of_its_own(thread, tomas, home):
    other = a_thread(home, tomas, "Trains")
    actions.move_posts(thread=thread, by=tomas, posts=[post(thread, 3).pk], into=other)
    assert places(other) == [(1, 1), (2, 2)]
    assert places(thread) == [(1, 1), (2, 2), (4, 2), (5, 5), (6, 6)]
    assert post(other, 2).reply_to is None


def test_old_numbers_lead_to_where_the_posts_are(thread, tomas, lena, marc, eve, home, away, signed_in):
    moved = post(thread, 5)
    new = actions.split_thread(thread=thread, by=tomas, posts=[moved.pk], title="Rates", space=away)
    asked = signed_in(lena).get(f"/threads/{thread.pk}/?post=5")
    assert asked["Location"] == f"/threads/{new.pk}/?post=1#post-{moved.pk}"
    assert signed_in(lena).get(f"/posts/{moved.pk}/")["Location"] == asked["Location"]
    # Marc wrote it, and does not read over there: he is shown what is left.
    assert signed_in(marc).get(f"/threads/{thread.pk}/?post=5").status_code == 200
    assert signed_in(marc).get(f"/posts/{moved.pk}/").status_code == 404
    assert signed_in(eve).get(f"/threads/{thread.pk}/?post=5").status_code == 404
    actions.merge_threads(thread=new, by=tomas, into=a_thread(away, tomas, "All rates"))
    assert f"post=2#post-{moved.pk}" in signed_in(lena).get(f"/threads/{thread.pk}/?post=5")["Location"]


def test_a_line_says_where_posts_went_to_who_may_go_there(thread, tomas, lena, marc, away, signed_in):
    new = actions.split_thread(
        thread=thread, by=tomas, posts=[post(thread, 5).pk, post(thread, 6).pk], title="Rates only", space=away
    )
    assert post(thread, 4).carries["left"] == [[f"thread:{new.pk}", 2]]
    lenas, marcs = (signed_in(who).get(f"/threads/{thread.pk}/").content.decode() for who in (lena, marc))
    assert "2 posts were moved to" in lenas
    assert "Rates only" in lenas
    for word in ("were moved", "Rates only", f"thread:{new.pk}"):
        assert word not in marcs
    # What hung on a post that leaves stays in the thread.
    actions.move_posts(thread=thread, by=tomas, posts=[post(thread, 4).pk], into=new)
    assert post(thread, 3).carries["left"] == [[f"thread:{new.pk}", 3]]


def test_open_pages_let_go_of_what_leaves_and_hear_of_what_comes(thread, tomas, home):
    other = a_thread(home, tomas, "Trains")
    gone = [post(thread, number) for number in (2, 3, 4)]
    actions.move_posts(thread=thread, by=tomas, posts=[gone[0].pk], into=other)
    assert told(thread.stream).count("social.post_left") == 3
    arrived = StreamEvent.objects.get(stream__name=other.stream.name, name="social.posts_arrived")
    assert arrived.data == {"thread_id": other.pk, "first_number": 2, "count": 3}
    # Whoever listens from an old number is not shown them any more.
    shown = StreamEvent.objects.filter(stream__name=thread.stream.name, subject_id__in=[one.pk for one in gone])
    assert not shown.exclude(name="social.post_left").exists()


@pytest.mark.parametrize(
    ("numbers", "code"),
    [([], "social.nothing_chosen"), ([1], "social.first_stays"), ([1, 2], "social.first_stays")],
    ids=["nothing", "the first", "the first among others"],
)
def test_what_cannot_be_taken_out_is_refused(numbers, code, thread, tomas, home):
    pks = [post(thread, number).pk for number in numbers]
    with pytest.raises(Refused) as refusal:
        actions.split_thread(thread=thread, by=tomas, posts=pks, title="X")
    assert (refusal.value.code, refusal.value.status) == (code, 422)
    elsewhere = a_post(a_thread(home, tomas), tomas)
    with pytest.raises(Refused):
        actions.split_thread(thread=thread, by=tomas, posts=[elsewhere.pk], title="X")
    many_posts(thread, [tomas], 120)
    later = list(thread.posts.filter(number__gt=6).values_list("pk", flat=True))
    with pytest.raises(Refused, match="hundred"):
        actions.split_thread(thread=thread, by=tomas, posts=later, title="X")


def test_the_accepted_answer_that_leaves_answers_from_there(home, tomas, lena, marc, signed_in):
    question = a_thread(home, lena, kind="question")
    answer = a_post(question, marc)
    actions.accept_answer(post=answer, by=lena)
    new = actions.split_thread(thread=question, by=tomas, posts=[answer.pk], title="Apart", kind="question")
    question.refresh_from_db()
    assert (question.state, question.elsewhere, question.elsewhere_post) == ("answered", new, answer)
    new.refresh_from_db()
    assert (new.state, new.posts.accepted().exists()) == ("open", False)
    assert "See it in “Apart”" in signed_in(marc).get(f"/threads/{question.pk}/").content.decode()


# Merging


def test_a_merge_appends_and_the_old_address_leads_on(thread, home, away, tomas, lena, marc, eve, signed_in):
    target = a_thread(away, tomas, "Target")
    a_post(target, lena)
    pks = list(thread.posts.order_by("number").values_list("pk", flat=True))
    actions.merge_threads(thread=thread, by=tomas, into=target, reason="The same question")
    assert places(target)[2:] == [(3, 3), (4, 4), (5, 4), (6, 4), (7, 7), (8, 8)]
    assert list(target.posts.filter(number__gt=2).order_by("number").values_list("pk", flat=True)) == pks
    assert (counted(target), counted(thread)) == ((8, 8, 3), (0, 0, 0))
    lenas = signed_in(lena)
    assert lenas.get(f"/threads/{thread.pk}/")["Location"] == f"/threads/{target.pk}/"
    assert lenas.get(f"/threads/{thread.pk}/?post=2")["Location"] == f"/threads/{target.pk}/?post=4#post-{pks[1]}"
    assert f"/threads/{target.pk}/" in lenas.get(f"/threads/{thread.pk}/went/").content.decode()
    for client in (signed_in(marc), signed_in(eve)):
        for path in ("", "?post=2", "went/"):
            assert client.get(f"/threads/{thread.pk}/{path}").status_code == 404
    assert told(thread.stream)[-1] == "social.thread_merged"
    assert AuditEntry.objects.get(what="social.thread_merged").reason == "The same question"
    for person in (lena, marc, tomas):
        assert not Thread.objects.visible_to(person).filter(pk=thread.pk).exists()
        thread.refresh_from_db()
        assert not rules.may_read_thread(standing(person, home), thread)
    final = a_thread(away, tomas, "Final")
    actions.merge_threads(thread=target, by=tomas, into=final)
    assert lenas.get(f"/threads/{thread.pk}/")["Location"] == f"/threads/{final.pk}/"


def test_a_question_brings_its_answer_along_unless_there_is_one(home, tomas, lena, marc):
    one, two, three = (a_thread(home, lena, f"Q{n}", kind="question") for n in range(3))
    first, third = a_post(one, marc), a_post(three, marc)
    actions.accept_answer(post=first, by=lena)
    actions.accept_answer(post=third, by=lena)
    pointing = a_thread(home, lena, "Q4", kind="question")
    actions.mark_answered_elsewhere(thread=pointing, by=lena, where=Ref("thread", one.pk))
    actions.merge_threads(thread=one, by=tomas, into=two)
    two.refresh_from_db()
    assert (two.state, two.posts.accepted().get()) == ("answered", first)
    pointing.refresh_from_db()
    assert pointing.elsewhere == two
    actions.merge_threads(thread=three, by=tomas, into=two)
    assert two.posts.accepted().get() == first


def test_the_subject_stays_with_its_talk(home, tomas, lena, job_aid):
    about = a_thread(home, tomas, subject=Ref.to(job_aid))
    a_post(about, lena, "Beside the point.")
    new = actions.split_thread(thread=about, by=tomas, posts=[post(about, 2).pk], title="Aside")
    assert new.subject_ref == Ref.to(job_aid)
    plain = a_thread(home, tomas, "Plain")
    actions.merge_threads(thread=about, by=tomas, into=plain)
    plain.refresh_from_db()
    assert plain.subject_ref == Ref.to(job_aid)
    users = set(Use.objects.filter(learning_object=job_aid).values_list("by_id", flat=True))
    assert users == {new.pk, plain.pk}


# Moving


def test_a_talk_goes_to_another_space_and_is_heard_only_there(thread, home, away, tomas, lena, marc, signed_in):
    versions = dict(AccessScope.objects.values_list("name", "version"))
    actions.move_thread(thread=thread, by=tomas, to=away, reason="Belongs there")
    assert Stream.objects.get(name=f"thread:{thread.pk}").scope.name == away.scope
    after = dict(AccessScope.objects.values_list("name", "version"))
    assert all(after[space.scope] > versions.get(space.scope, 0) for space in (home, away))
    assert (told(home.stream)[-1], told(away.stream)[-1]) == ("social.thread_left", "social.thread_arrived")
    assert told(thread.stream)[-1] == "social.thread_moved"
    opened = StreamEvent.objects.get(stream__name=home.stream.name, name="social.thread_opened")
    assert opened.subject_id is None
    assert signed_in(lena).get(f"/threads/{thread.pk}/").status_code == 200
    assert signed_in(marc).get(f"/threads/{thread.pk}/").status_code == 404
    entry = AuditEntry.objects.get(what="social.thread_moved")
    assert (entry.reason, str(home.pk) in str(entry.old), str(away.pk) in str(entry.new)) == (
        "Belongs there",
        True,
        True,
    )


@pytest.fixture
def restricted(monkeypatch, lena, tomas, home):
    monkeypatch.setattr(registries, "_holders", [lambda person: {"study:1"} if person in (lena, tomas) else set()])
    thread = a_thread(home, tomas, "Restricted")
    a_post(thread, lena)
    Thread.objects.filter(pk=thread.pk).update(audience="study:1")
    thread.refresh_from_db()
    return thread


def test_what_is_restricted_goes_nowhere_wider(restricted, home, away, tomas):
    everybody = a_community(by=tomas, openness="open")
    plain = a_thread(home, tomas, "Plain")
    second = [post(restricted, 2).pk]
    for wider in (
        lambda: actions.move_thread(thread=restricted, by=tomas, to=everybody),
        lambda: actions.split_thread(thread=restricted, by=tomas, posts=second, title="X", space=everybody),
        lambda: actions.move_posts(thread=restricted, by=tomas, posts=second, into=plain),
        lambda: actions.merge_threads(thread=restricted, by=tomas, into=plain),
    ):
        with pytest.raises(Refused, match="not for everybody") as refusal:
            wider()
        assert refusal.value.code == "social.would_be_wider"
    new = actions.split_thread(thread=restricted, by=tomas, posts=second, title="X", space=away)
    assert new.audience == "study:1"
    actions.merge_threads(thread=plain, by=tomas, into=restricted)


@pytest.mark.parametrize("state", ["open", "locked", "archived", "an archived space", "a class", "joined"])
def test_the_table_of_moving(state, eve, marc, lena, tomas):
    space = a_space(lena, marc, by=tomas, kind="class" if state == "a class" else "study_group")
    thread = a_thread(space, lena)
    if state == "an archived space":
        actions.archive_space(space=space, by=tomas)
        space.refresh_from_db()
    elif state == "joined":
        actions.merge_threads(thread=thread, by=tomas, into=a_thread(space, lena))
    elif state != "a class":
        Thread.objects.filter(pk=thread.pk).update(state=state)
    thread.refresh_from_db()
    rows = [standing(person, space) for person in (eve, marc, lena, tomas)]
    shut = state in ("an archived space", "joined")
    bound = shut or state == "a class"
    assert [rules.may_split_thread(row, thread) for row in rows] == [False, False, False, not shut]
    assert [rules.may_move_thread(row, thread) for row in rows] == [
        False,
        False,
        False,
        not bound,
    ]
    assert [rules.may_move_into(row) for row in rows] == [
        False,
        False,
        False,
        state not in ("an archived space", "a class"),
    ]


def test_who_leads_only_one_of_two_places_moves_nothing(thread, home, lena, marc, tomas, eve):
    marcs = a_community(by=marc, openness="closed")
    actions.add_member(space=marcs, person=tomas, by=marc)
    there = a_thread(marcs, marc)
    second = [post(thread, 2).pk]
    for who in (tomas, marc, lena, eve):
        for deed in (
            lambda who=who: actions.move_thread(thread=thread, by=who, to=marcs),
            lambda who=who: actions.split_thread(thread=thread, by=who, posts=second, title="X", space=marcs),
            lambda who=who: actions.move_posts(thread=thread, by=who, posts=second, into=there),
            lambda who=who: actions.merge_threads(thread=thread, by=who, into=there),
        ):
            with pytest.raises(Refused) as refusal:
                deed()
            assert refusal.value.code == "social.may_not_move"
    with pytest.raises(Refused, match="this talk itself"):
        actions.merge_threads(thread=thread, by=tomas, into=thread)
