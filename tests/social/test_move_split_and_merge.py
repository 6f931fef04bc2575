"""Tomás moves a talk to another community, takes posts out of one, joins two; nobody loses a word or hears too much."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from core.accounts.models import RoleGrant
from core.accounts.roles import AUTHOR
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.files.queries import files_on
from core.kinds.registry import Ref
from core.library.models import Use
from core.realtime.models import AccessScope, Stream, StreamEvent
from core.search.queries import find
from social import actions, registries, rules
from social.models import Draft, Follow, Membership, Post, ReadMark, Thread
from social.queries.reading import new_in
from social.queries.standings import standing
from tests.make.files import stored
from tests.make.library import published
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def home(lena, marc, tomas):
    return a_community(lena, marc, by=tomas, openness="closed", name="Home")


@pytest.fixture
def away(lena, tomas):
    return a_community(lena, by=tomas, openness="closed", name="Away")


@pytest.fixture
def job_aid(amara):
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    return published(amara, title="Reading a forest plot")


@pytest.fixture
def thread(home, tomas, lena, marc):
    """1 Tomás, 2 Lena, 3 Marc beneath 2, 4 Tomás beneath 2, 5 Marc, 6 Lena."""
    thread = a_thread(home, tomas, "Denominators")
    second = a_post(thread, lena, "About parking, by the way.")
    a_post(thread, marc, "Take the train.", reply_to=second)
    a_post(thread, tomas, "Two places are left.", reply_to=second)
    a_post(thread, marc, "Back to the rates.")
    a_post(thread, lena, "Rates, then.")
    thread.refresh_from_db()
    return thread


def post(thread, number) -> Post:
    return thread.posts.get(number=number)


def places(thread) -> list[tuple[int, int]]:
    return list(thread.posts.order_by("number").values_list("number", "root_number"))


def told(stream) -> list[str]:
    return list(StreamEvent.objects.filter(stream__name=stream.name).order_by("seq").values_list("name", flat=True))


def unread(thread, person) -> int:
    return new_in(Thread.objects.with_mine(person).get(pk=thread.pk))


def counted(thread) -> tuple[int, int, int]:
    thread.refresh_from_db()
    return thread.last_number, thread.post_count, thread.people_count


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


# What hangs on posts


def test_everything_that_hangs_on_a_post_goes_along(thread, home, away, tomas, lena, job_aid, signed_in, settings):
    link = f"{settings.ORIGIN}/library/{job_aid.pk}/"
    said = a_post(
        thread, lena, f"@{tomas.name} see {link}", quotes=[(post(thread, 5).pk, "the rates")], files=[stored(lena)]
    )
    said.refresh_from_db()
    actions.edit_post(post=said, author=lena, source=f"@{tomas.name} see {link} again")
    actions.react(post=said, person=tomas, sign="idea")
    quoting = a_post(thread, tomas, "So it is.", quotes=[(said.pk, "again")])
    uses = Use.objects.count()
    new = actions.split_thread(thread=thread, by=tomas, posts=[said.pk], title="Plots", space=away)
    now = Post.objects.get(pk=said.pk)
    assert (now.author, now.reaction_counts, now.mentions.count(), now.revisions.count()) == (lena, {"idea": 1}, 1, 1)
    assert (now.quotes.get().text, quoting.quotes.get().quoted) == ("the rates", now)
    assert (Use.objects.count(), now.links.count(), len(files_on(Post, [now.pk])[now.pk])) == (uses, 1, 1)
    assert "Plots" in [hit.plain_title for hit in find(lena, "again", ["post"]).hits]
    assert signed_in(lena).get(f"/threads/{new.pk}/").content.decode().count('data-testid="post"') == 1


def test_the_search_follows(thread, home, away, tomas, lena, marc):
    new = actions.split_thread(thread=thread, by=tomas, posts=[post(thread, 2).pk], title="Xylophones", space=away)
    assert [hit.ref for hit in find(lena, "parking", ["post"]).hits] == [Ref("post", post(new, 1).pk)]
    assert find(marc, "parking").hits == []
    assert find(marc, "xylophones").hits == []
    actions.move_thread(thread=thread, by=tomas, to=away)
    assert find(marc, "denominators").hits == []
    assert Ref("thread", thread.pk) in [hit.ref for hit in find(lena, "denominators").hits]
    actions.merge_threads(thread=new, by=tomas, into=thread)
    assert [hit.ref for hit in find(lena, "xylophones", ["thread"]).hits] == []
    assert [hit.plain_title for hit in find(lena, "parking", ["post"]).hits] == ["Denominators"]


# Reading


def test_a_new_talk_is_read_as_far_as_its_posts_were(thread, lena, marc, tomas):
    ReadMark.objects.filter(person=marc).delete()
    ReadMark.objects.update_or_create(thread=thread, person=marc, defaults={"number": 3})
    ReadMark.objects.update_or_create(thread=thread, person=lena, defaults={"number": 6})
    new = actions.split_thread(thread=thread, by=tomas, posts=[post(thread, 2).pk], title="Parking")
    assert (unread(new, lena), unread(new, marc)) == (0, 1)
    assert unread(thread, lena) == 0


def test_a_gap_is_new_to_nobody(thread, lena, marc, tomas):
    for person, number in ((lena, 6), (marc, 4)):
        ReadMark.objects.update_or_create(thread=thread, person=person, defaults={"number": number})
    actions.split_thread(thread=thread, by=tomas, posts=[post(thread, 5).pk, post(thread, 6).pk], title="Rates")
    thread.refresh_from_db()
    assert (thread.last_number, thread.numbers_given) == (4, 6)
    assert (unread(thread, lena), unread(thread, marc)) == (0, 0)
    assert a_post(thread, tomas).number == 7
    thread.refresh_from_db()
    assert (unread(thread, lena), unread(thread, marc), thread.numbers_given) == (1, 1, 6)
    actions.mark_read(thread=thread, person=marc, number=7)
    assert unread(thread, marc) == 0


def test_who_reads_to_the_end_before_a_gap_has_read_beyond_it(thread, marc, tomas):
    actions.split_thread(thread=thread, by=tomas, posts=[post(thread, 6).pk], title="Rates")
    thread.refresh_from_db()
    actions.mark_read(thread=thread, person=marc, number=5)
    thread.refresh_from_db()
    a_post(thread, tomas)
    assert unread(thread, marc) == 1


def test_a_merge_makes_nobody_read_five_hundred_posts_again(home, tomas, lena, marc, admin):
    actions.add_member(space=home, person=admin, by=tomas)
    long, short = a_thread(home, tomas, "Long"), a_thread(home, tomas, "Short")
    many_posts(long, [tomas], 500)
    many_posts(short, [tomas], 10)
    ReadMark.objects.exclude(person=tomas).delete()
    for thread, person, number in (
        (long, lena, 500),
        (short, lena, 9),
        (long, marc, 2),
        (short, marc, 5),
        (long, admin, 500),
        (short, admin, 10),
    ):
        ReadMark.objects.create(thread=thread, person=person, number=number)
    actions.merge_threads(thread=long, by=tomas, into=short)
    short.refresh_from_db()
    assert counted(short) == (510, 510, 1)
    # One unread post for Lena against five hundred read ones; five for Marc against two.
    assert (unread(short, lena), unread(short, marc), unread(short, admin)) == (0, 505, 0)


def test_who_was_caught_up_stays_so(home, tomas, lena, marc):
    one, two = a_thread(home, tomas, "One"), a_thread(home, tomas, "Two")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        actions.catch_up(space=home, person=lena)
        actions.merge_threads(thread=one, by=tomas, into=two)
        assert unread(two, lena) == 0
        assert not ReadMark.objects.filter(person=lena, thread=two).exists()
        three = a_thread(home, tomas, "Three")
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        actions.merge_threads(thread=three, by=tomas, into=two)
    # Only what is new is new: not the two that she had caught up with.
    assert unread(two, lena) == 1


def test_a_mark_that_was_put_by_hand_stays(home, tomas, lena):
    one, two = a_thread(home, tomas, "One"), a_thread(home, tomas, "Two")
    many_posts(one, [tomas], 30)
    actions.mark_read(thread=one, person=lena, number=30)
    actions.mark_unread(thread=two, person=lena, number=1)
    actions.merge_threads(thread=one, by=tomas, into=two)
    assert ReadMark.objects.get(thread=two, person=lena).number == 0


def test_levels_and_drafts_are_kept(thread, home, tomas, lena, marc, admin):
    other = a_thread(home, tomas, "Other")
    actions.follow_thread(thread=thread, person=lena, level="watch")
    actions.follow_thread(thread=thread, person=marc, level="mute")
    actions.follow_thread(thread=thread, person=admin, level="watch")
    actions.follow_thread(thread=other, person=admin, level="mute")
    new = actions.split_thread(thread=thread, by=tomas, posts=[post(thread, 2).pk], title="Parking")
    assert dict(Follow.objects.filter(thread=new).values_list("person", "level")) == {
        lena.pk: "watch",
        marc.pk: "mute",
        admin.pk: "watch",
    }
    actions.save_draft(person=lena, context=f"thread:{thread.pk}", source="Half a thought", version=0)
    actions.save_draft(person=marc, context=f"thread:{thread.pk}", source="Here", version=0)
    actions.save_draft(person=marc, context=f"thread:{other.pk}", source="There", version=0)
    actions.merge_threads(thread=thread, by=tomas, into=other)
    assert dict(Follow.objects.filter(thread=other).values_list("person", "level")) == {
        lena.pk: "watch",
        admin.pk: "mute",
    }
    assert Draft.objects.get(person=lena).context == f"thread:{other.pk}"
    assert set(Draft.objects.filter(person=marc).values_list("source", flat=True)) == {"Here", "There"}


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


# Pages and programs


def test_pages_lead_through_it_without_scripts(thread, home, away, tomas, lena, marc, eve, signed_in):
    tomass = signed_in(tomas)
    listed = tomass.get(f"/threads/{thread.pk}/split/").content.decode()
    assert listed.count('name="pick"') == 5
    pick = post(thread, 2).pk
    base = f"/threads/{thread.pk}/split/?pick={pick}"
    assert "A talk of their own" in tomass.get(base).content.decode()
    preview = tomass.get(f"{base}&title=Parking&to={away.pk}&kind=discussion").content.decode()
    for words in ("3 posts</strong> go along", f"No longer readable for: {marc.name}.", "Nobody else reads it then."):
        assert words in preview
    said = {"pick": [pick], "title": "Parking", "to": away.pk, "kind": "discussion", "reason": "Aside"}
    done = tomass.post(f"/threads/{thread.pk}/split/", said, follow=True)
    assert "Moved 3 posts." in done.content.decode()
    new = Thread.objects.get(title="Parking")
    assert f'value="thread:{new.pk}"' in tomass.get(f"/threads/{thread.pk}/merge/?where=parking").content.decode()
    joined = tomass.post(f"/threads/{thread.pk}/merge/", {"where": f"thread:{new.pk}"})
    assert joined["Location"] == f"/threads/{new.pk}/"
    moved = tomass.get(f"/threads/{new.pk}/move/?to={home.pk}").content.decode()
    assert f"Readable from then on for: {marc.name}." in moved
    assert tomass.post(f"/threads/{new.pk}/move/", {"to": home.pk})["Location"] == f"/threads/{new.pk}/"
    for who in (lena, eve):
        for page in ("move", "split", "merge"):
            assert signed_in(who).get(f"/threads/{new.pk}/{page}/").status_code == 404


def test_some_posts_go_to_another_talk_by_the_page(thread, home, tomas, signed_in):
    other, tomass = a_thread(home, tomas, "Trains and parking"), signed_in(tomas)
    path, pick = f"/threads/{thread.pk}/split/", post(thread, 2).pk
    assert f'value="thread:{other.pk}"' in tomass.get(f"{path}?pick={pick}&where=trains").content.decode()
    assert "3 posts</strong> go along" in tomass.get(f"{path}?pick={pick}&where=thread:{other.pk}").content.decode()
    assert tomass.post(path, {"pick": [pick], "where": f"thread:{other.pk}"})["Location"] == f"/threads/{other.pk}/"
    assert (
        "this talk itself" in tomass.get(f"{path}?pick={post(thread, 5).pk}&where=thread:{thread.pk}").content.decode()
    )


def test_a_program_moves_splits_and_joins(thread, home, away, tomas, lena, signed_in):
    client = signed_in(tomas)

    def ask(method, path, body):
        return getattr(client, method)(f"{API}/threads/{path}", body, content_type="application/json")

    new = ask("post", f"{thread.pk}/split", {"posts": [post(thread, 2).pk], "title": "Parking"}).json()
    assert (new["title"], new["post_count"]) == ("Parking", 3)
    more = ask("post", f"{thread.pk}/split", {"posts": [post(thread, 5).pk], "into": new["id"]}).json()
    assert more["last_number"] == 4
    assert ask("put", f"{new['id']}/space", {"space": away.pk}).json()["space_id"] == away.pk
    assert ask("post", f"{thread.pk}/merge", {"into": new["id"]}).json()["post_count"] == 6
    assert client.get(f"{API}/threads/{thread.pk}").status_code == 404
    assert signed_in(lena).post(
        f"{API}/threads/{new['id']}/merge", {"into": new["id"]}, content_type="application/json"
    ).status_code in (403, 422)


@pytest.mark.parametrize("count", [1, 3])
def test_a_talk_with_gaps_costs_the_same(count, home, away, tomas, lena, signed_in, django_assert_num_queries):
    thread = a_thread(home, tomas)
    for n in range(count):
        aside = a_post(thread, lena, f"Aside {n}")
        a_post(thread, tomas, f"Said {n}")
        actions.split_thread(thread=thread, by=tomas, posts=[aside.pk], title=f"Aside {n}", space=away)
    client = signed_in(lena)
    client.get(f"/threads/{thread.pk}/")
    cache.clear()
    # One for the names of where they went; nothing where nothing went.
    with django_assert_num_queries(8):
        page = client.get(f"/threads/{thread.pk}/").content.decode()
    assert page.count('data-testid="post-left"') == count


def test_a_move_does_not_cost_more_with_more_members(home, away, tomas, lena, django_assert_max_num_queries):
    thread = a_thread(home, tomas)
    many_posts(thread, [tomas, lena], 400)
    target = a_thread(home, tomas, "Target")
    with django_assert_max_num_queries(80):
        actions.merge_threads(thread=thread, by=tomas, into=target)
    assert Membership.objects.filter(space=home).count() == 3
