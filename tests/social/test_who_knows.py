"""Lena looks who knows about RSV: people by what they answered where she may read; she asks one of them, kindly."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.accounts.models import Person
from core.acts.refusals import Refused
from core.kinds.registry import Ref
from core.notifications.models import Notice
from social import actions, rules
from social.models import Draft, Expertise, Favour, Post, Space, Tag, Thread
from social.queries.knowing import topics_in, topics_of, who_knows
from social.rules.warmth import warmth
from tests.make.library import an_author, published
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, tomas) -> Space:
    return a_community(lena, marc, by=tomas, openness="closed", name="Vaccines")


def answered(space, asker, who, *, tags=("RSV",), title="Which denominator?", confirmed_by=None) -> Post:
    question = a_thread(space, asker, title, kind="question", tags=list(tags))
    post = a_post(question, who)
    actions.accept_answer(post=post, by=asker)
    return actions.confirm_answer(post=post, tutor=confirmed_by) if confirmed_by else post


def counts(person, topic="") -> list[tuple[int, int, int]]:
    rows = Expertise.objects.filter(person=person, topic=topic).order_by("pk")
    return list(rows.values_list("answers", "accepted", "confirmed"))


def names(knowers) -> list[str]:
    return [one.person.name for one in knowers]


def test_counts_are_kept_as_answers_are_accepted_confirmed_withdrawn_and_deleted(space, lena, marc, tomas):
    first = answered(space, lena, marc, confirmed_by=tomas)
    second = answered(space, lena, marc, tags=["Safety"])
    rsv = f"tag:{Tag.objects.get(slug='rsv').pk}"
    assert (counts(marc), counts(marc, rsv)) == ([(2, 2, 1)], [(1, 1, 1)])
    actions.withdraw_answer(post=second, by=lena)
    assert counts(marc) == [(1, 1, 1)]
    actions.delete_post(post=first, by=marc)
    assert not Expertise.objects.filter(person=marc).exists()
    assert not Thread.objects.worked_out().exists()


def test_who_accepts_their_own_answer_counts_for_nothing_and_confirming_counts_alone(space, lena, marc, tomas):
    question = a_thread(space, lena, kind="question")
    actions.accept_answer(post=a_post(question, lena, "Found it."), by=lena)
    assert counts(lena) == []
    actions.confirm_answer(post=a_post(question, marc), tutor=tomas)
    assert counts(marc) == [(1, 0, 1)]


def test_counts_follow_what_is_moved_tagged_and_restricted(space, lena, marc, tomas):
    away = a_community(lena, marc, by=tomas, openness="closed", name="Away")
    post = answered(space, lena, marc)
    actions.tag_thread(thread=post.thread, by=tomas, words=["Safety"])
    topics = set(Expertise.objects.filter(person=marc).values_list("topic", flat=True))
    assert topics == {"", f"tag:{Tag.objects.get(slug='safety').pk}"}
    actions.move_thread(thread=post.thread, by=tomas, to=away)
    assert set(Expertise.objects.filter(person=marc).values_list("space_id", flat=True)) == {away.pk}
    other = a_thread(space, lena, "Other", kind="question")
    moved = a_post(post.thread, marc, "One more.")
    actions.confirm_answer(post=moved, tutor=tomas)
    actions.move_posts(thread=post.thread, by=tomas, posts=[moved.pk], into=other)
    assert set(Expertise.objects.filter(person=marc, topic="").values_list("space_id", "answers")) == {
        (away.pk, 1),
        (space.pk, 1),
    }
    other.refresh_from_db()
    assert other.worked_out_at is not None


def test_the_command_counts_everything_anew(space, lena, marc, tomas, capsys):
    answered(space, lena, marc, confirmed_by=tomas)
    before = list(Expertise.objects.order_by("topic").values("person_id", "space_id", "topic", "answers", "warmth"))
    Expertise.objects.all().delete()
    Thread.objects.update(worked_out_at=None)
    actions.recount_everything([(lena.pk, space.pk)], [])
    call_command("recount_expertise")
    after = list(Expertise.objects.order_by("topic").values("person_id", "space_id", "topic", "answers", "warmth"))
    assert before == after
    assert Thread.objects.worked_out().count() == 1
    assert "counts of 1 people" in capsys.readouterr().out


def test_much_and_lately_comes_first():
    now = timezone.now()
    year = timedelta(days=365)
    assert warmth([(1, now)]) - warmth([(1, now - year)]) == pytest.approx(1)
    assert warmth([(1, now), (1, now)]) - warmth([(1, now)]) == pytest.approx(1)
    assert warmth([(2, now - year)]) == pytest.approx(warmth([(1, now)]))


def test_who_spoke_on_the_topic_comes_before_who_spoke_in_the_space(space, lena, marc, tomas, amara):
    actions.add_member(space=space, person=amara, by=tomas)
    for number in range(3):
        answered(space, lena, amara, tags=["Safety"], title=f"Safety {number}")
    answered(space, lena, marc)
    thread = a_thread(space, lena, "RSV again", kind="question", tags=["RSV"])
    found = who_knows(lena, topics_of(thread), thread=thread, space=space)
    assert names(found) == ["Marc Lefèvre", "Amara Diallo"]
    assert [(one.word, one.answers) for one in found] == [("#RSV", 1), ("", 3)]
    assert names(who_knows(lena, topics_in("about RSV"))) == ["Marc Lefèvre"]
    assert who_knows(marc, topics_in("RSV")) == []


def test_nobody_learns_of_a_secret_space_by_who_knows(lena, marc, tomas, eve, signed_in):
    secret = a_community(lena, marc, by=tomas, openness="secret", name="Hidden")
    answered(secret, lena, marc)
    assert names(who_knows(lena, topics_in("RSV"))) == ["Marc Lefèvre"]
    assert who_knows(eve, topics_in("RSV")) == []
    eves = signed_in(eve)
    assert marc.name not in eves.get("/who-knows/?q=RSV").content.decode()
    assert eves.get(f"/spaces/{secret.pk}/who-knows/").status_code == 404
    opened = a_community(lena, marc, eve, by=tomas, name="Open")
    thread = a_thread(opened, eve, "RSV?", kind="question", tags=["RSV"])
    assert who_knows(eve, topics_of(thread), thread=thread, space=opened) == []


def test_restricted_talks_count_only_for_who_holds_their_key(space, lena, marc, tomas):
    post = answered(space, lena, marc)
    Thread.objects.filter(pk=post.thread_id).update(audience="study:1")
    actions.recount_everything([(marc.pk, space.pk)], [])
    assert Expertise.objects.get(person=marc, topic="").audience == "study:1"
    assert who_knows(lena, topics_in("RSV"), space=space) == []


def test_who_does_not_wish_it_has_left_or_is_gone_is_not_shown(space, lena, marc, tomas, signed_in):
    answered(space, lena, marc)
    lenas, marcs = signed_in(lena), signed_in(marc)
    assert marc.name in lenas.get(f"/spaces/{space.pk}/who-knows/").content.decode()
    assert "Show me as somebody who knows" in marcs.get("/me/settings/").content.decode()
    marcs.post("/me/discretion/", {})
    assert marc.name not in lenas.get(f"/spaces/{space.pk}/who-knows/").content.decode()
    assert rules_code(lambda: actions.prepare_favour(person=marc, by=lena, space=space)) == "social.not_to_be_asked"
    marcs.post("/me/discretion/", {"is_shown": "on"})
    assert marc.name in lenas.get(f"/spaces/{space.pk}/who-knows/").content.decode()
    actions.leave_space(space=space, person=marc)
    assert who_knows(lena, topics_in("RSV"), space=space) == []
    actions.add_member(space=space, person=marc, by=tomas)
    Person.objects.filter(pk=marc.pk).update(is_active=False)
    assert who_knows(lena, topics_in("RSV"), space=space) == []


def rules_code(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_one_press_prepares_the_words_and_sending_them_asks(space, lena, marc, signed_in):
    answered(space, lena, marc)
    thread = a_thread(space, lena, "RSV again", kind="question", tags=["RSV"])
    actions.save_draft(person=lena, context=f"thread:{thread.pk}", source="I have looked already.", version=0)
    lenas = signed_in(lena)
    done = lenas.post(f"/people/{marc.pk}/ask/", {"thread": thread.pk})
    assert done["Location"] == f"/threads/{thread.pk}/?at=last#composer"
    draft = Draft.objects.get(person=lena, context=f"thread:{thread.pk}")
    assert draft.source.startswith("@Marc Lefèvre, you have answered")
    assert draft.source.endswith("I have looked already.")
    assert not Notice.objects.filter(person=marc, kind="social.mention").exists()
    lenas.post(f"/people/{marc.pk}/ask/", {"thread": thread.pk})
    assert Draft.objects.get(pk=draft.pk).source == draft.source
    a_post(thread, lena, draft.source)
    assert Notice.objects.filter(person=marc, kind="social.mention").count() == 1
    assert Favour.objects.get(person=marc).asked_at is not None
    assert "was asked in this talk already" in lenas.get(f"/threads/{thread.pk}/beside/").content.decode()


def test_in_a_space_the_words_wait_in_a_new_question(space, lena, marc, signed_in):
    answered(space, lena, marc)
    lenas = signed_in(lena)
    address = lenas.post(f"/people/{marc.pk}/ask/", {"space": space.pk})["Location"]
    assert "@Marc Lefèvre, you have answered" in lenas.get(address).content.decode()
    assert "@Marc" not in signed_in(marc).get(address).content.decode()
    words = "@Marc Lefèvre, would you have a look?"
    a_thread(space, lena, "One more on RSV", kind="question", source=words)
    favour = Favour.objects.get(person=marc)
    assert favour.thread == Thread.objects.get(title="One more on RSV")


def test_nobody_is_asked_by_too_many_and_nobody_asks_too_many(space, lena, marc, tomas, amara, admin, signed_in):
    answered(space, lena, marc)
    askers = [tomas, amara, admin]
    for person in (amara, admin):
        actions.add_member(space=space, person=person, by=tomas)
    for person in askers:
        thread = a_thread(space, person, f"From {person.pk}", kind="question")
        actions.prepare_favour(person=marc, by=person, space=space, thread=thread)
        a_post(thread, person, "@Marc Lefèvre, please")
    thread = a_thread(space, lena, "Mine", kind="question")
    refused = rules_code(lambda: actions.prepare_favour(person=marc, by=lena, space=space, thread=thread))
    assert refused == "social.asked_enough"
    page = signed_in(lena).get(f"/spaces/{space.pk}/who-knows/").content.decode()
    assert "was asked by enough colleagues this week" in page
    assert "for a look" not in page
    Favour.objects.update(asked_at=timezone.now() - timedelta(days=8), prepared_at=timezone.now() - timedelta(days=8))
    assert actions.prepare_favour(person=marc, by=lena, space=space, thread=thread).pk
    so_far = rules.AskedSoFar(asks=5)
    barrier = rules.barrier_to_asking(so_far, "Marc")
    assert barrier is not None
    assert barrier[0] == "social.asks_enough"


def test_words_prepared_by_another_keep_somebody_free_for_an_hour(space, lena, marc, tomas, amara, admin):
    answered(space, lena, marc)
    for person in (amara, admin):
        actions.add_member(space=space, person=person, by=tomas)
    for person in (tomas, amara, admin):
        actions.prepare_favour(person=marc, by=person, space=space)
    assert rules_code(lambda: actions.prepare_favour(person=marc, by=lena, space=space)) == "social.asked_enough"
    Favour.objects.update(prepared_at=timezone.now() - rules.PREPARED_FOR)
    assert actions.prepare_favour(person=marc, by=lena, space=space).pk


def test_who_may_not_write_or_is_no_reader_asks_nobody(space, lena, marc, tomas, eve, signed_in):
    post = answered(space, lena, marc)
    assert signed_in(eve).post(f"/people/{marc.pk}/ask/", {"thread": post.thread_id}).status_code == 404
    assert signed_in(eve).post(f"/people/{marc.pk}/ask/", {"space": space.pk}).status_code == 404
    assert rules_code(lambda: actions.prepare_favour(person=eve, by=lena, space=space)) == "social.not_to_be_asked"
    actions.lock_thread(thread=post.thread, by=tomas)
    thread = Thread.objects.select_related("space").get(pk=post.thread_id)
    refused = rules_code(lambda: actions.prepare_favour(person=marc, by=lena, space=space, thread=thread))
    assert refused == "social.locked"


def test_the_database_refuses_nonsense(space, lena, marc):
    answered(space, lena, marc)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expertise.objects.update(accepted=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Favour.objects.create(person=lena, by=lena, space=space)
    with pytest.raises(IntegrityError), transaction.atomic():
        Favour.objects.create(person=marc, by=lena, space=space, asked_at=timezone.now())


@pytest.mark.parametrize("count", [1, 3])
def test_beside_a_talk_costs_the_same(
    count, space, lena, marc, tomas, amara, admin, signed_in, django_assert_num_queries
):
    people = [marc, amara, admin][:count]
    for person in people:
        if person != marc:
            actions.add_member(space=space, person=person, by=tomas)
        answered(space, lena, person, confirmed_by=tomas, title=f"On RSV, {person.pk}")
    group = a_space(lena, by=tomas)
    answered(group, tomas, lena)
    aids = [published(an_author(), title=f"RSV again, part {number}") for number in range(count)]
    thread = a_thread(space, lena, "RSV again", kind="question", tags=["RSV"], subject=Ref.to(aids[0]))
    a_post(thread, lena, f"See {settings.ORIGIN}/library/{aids[-1].pk}/")
    browser = signed_in(lena)
    browser.get(f"/threads/{thread.pk}/beside/", headers={"hx-request": "true"})
    with django_assert_num_queries(10):
        page = browser.get(f"/threads/{thread.pk}/beside/", headers={"hx-request": "true"}).content.decode()
    assert page.count("for a look") == count
    with django_assert_num_queries(6):
        browser.get(f"/spaces/{space.pk}/who-knows/", headers={"hx-request": "true"})
    with django_assert_num_queries(5):
        browser.get("/who-knows/?q=RSV", headers={"hx-request": "true"})
