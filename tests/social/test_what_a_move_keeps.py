"""What hangs on posts goes along when they are moved, and nobody has to read again what they had read."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core.files.queries import files_on
from core.kinds.registry import Ref
from core.library.models import Use
from core.search.queries import find
from social import actions
from social.models import Bookmark, Draft, Follow, Post, ReadMark, Thread
from tests.make.files import stored
from tests.make.moved import counted, post, unread
from tests.make.talk import a_post, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(six_posts) -> Thread:
    return six_posts


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


def test_who_kept_a_talk_that_is_joined_keeps_the_other_once(home, tomas, lena, marc, admin):
    source, target = a_thread(home, tomas, "One"), a_thread(home, tomas, "Two")
    later = timezone.now() + timedelta(days=1)
    actions.keep(person=marc, thing=Ref.to(source), note="Cite this")
    actions.keep(person=lena, thing=Ref.to(source), note="Read the annex", remind_at=later)
    actions.keep(person=lena, thing=Ref.to(target))
    actions.keep(person=tomas, thing=Ref.to(source), note="First", remind_at=later)
    actions.keep(person=tomas, thing=Ref.to(target), note="Second", remind_at=later + timedelta(days=1))
    actions.merge_threads(thread=source, by=tomas, into=target)
    kept = {row.person: (row.ref, row.note, row.remind_at) for row in Bookmark.objects.all()}
    assert kept == {
        marc: (Ref.to(target), "Cite this", None),
        lena: (Ref.to(target), "Read the annex", later),
        tomas: (Ref.to(target), "Second", later + timedelta(days=1)),
    }
    assert Bookmark.objects.count() == 3


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
