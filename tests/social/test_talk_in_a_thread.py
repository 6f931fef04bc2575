"""Tomas asks, Lena answers, words are quoted, mended and withdrawn."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.accounts.models import Person
from core.acts import facts as told
from core.acts.refusals import Refused
from core.kinds.registry import Ref
from core.realtime.models import StreamEvent
from social import actions, facts, registries, rules
from social.models import Membership, Post, Thread
from social.queries.standings import standing
from tests.make.talk import a_community, a_post, a_space, a_thread, many_posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, tomas) -> Thread:
    return a_thread(a_community(lena, by=tomas, openness="closed"), tomas, kind="question")


@pytest.fixture
def heard():
    """Every fact of these kinds that is stated in the story."""
    seen: list = []
    for fact in (facts.PostWritten, facts.PersonMentioned, facts.TutorsMentioned, facts.ThreadOpened):
        told.when(fact, lambda fact=fact, **fields: seen.append((fact, fields)))
    yield seen
    for fact in (facts.PostWritten, facts.PersonMentioned, facts.TutorsMentioned, facts.ThreadOpened):
        told._when[fact].pop()


def names_of(thread) -> list[str]:
    return list(
        StreamEvent.objects.filter(stream__name=thread.stream.name).order_by("seq").values_list("name", flat=True)
    )


def test_an_answer_gets_the_next_number_and_is_told(thread, lena, tomas, heard):
    post = a_post(thread, lena)
    thread.refresh_from_db()
    assert (post.number, post.root_number, thread.last_number, thread.post_count, thread.people_count) == (
        2,
        2,
        2,
        2,
        2,
    )
    assert names_of(thread) == ["social.post_created", "social.post_created"]
    assert (
        facts.PostWritten,
        {
            "post_id": post.pk,
            "thread_id": thread.pk,
            "space_id": thread.space_id,
            "author_id": lena.pk,
            "number": 2,
            "answered_id": None,
        },
    ) in heard


def test_answers_stand_two_levels_deep(thread, lena, tomas):
    top = a_post(thread, lena)
    answer = a_post(thread, tomas, reply_to=top)
    deeper = a_post(thread, lena, reply_to=answer)
    assert [(post.number, post.root_number, post.reply_to_id) for post in (top, answer, deeper)] == [
        (2, 2, None),
        (3, 2, top.pk),
        (4, 2, top.pk),
    ]
    later = a_post(thread, tomas)
    assert list(thread.posts.in_reading_order().values_list("number", flat=True)) == [1, 2, 3, 4, later.number]
    other = a_thread(thread.space, tomas, "Another talk")
    with pytest.raises(Refused, match="another talk"):
        a_post(other, lena, reply_to=top)


def test_the_same_key_writes_once(thread, lena):
    key = uuid4()
    assert a_post(thread, lena, key=key) == a_post(thread, lena, key=key)
    with pytest.raises(Refused) as refusal:
        a_post(thread, lena, "Other words", key=key)
    assert refusal.value.status == 409


def test_whoever_answers_in_an_open_community_joins(tomas, eve):
    thread = a_thread(a_community(by=tomas), tomas)
    a_post(thread, eve)
    assert Membership.objects.get(space=thread.space, person=eve).role == "member"


def test_words_are_quoted_as_they_stand(thread, lena, tomas):
    said = a_post(thread, lena, "The adjusted figure compares rates rather than heads.")
    post = a_post(thread, tomas, "Yes.", quotes=[(said.pk, "compares rates  rather than heads")])
    assert post.quotes.get().text == "compares rates rather than heads"
    assert a_post(thread, tomas, "Whole.", quotes=[(said.pk, "")]).quotes.get().text.startswith("The adjusted")
    for bad in ([(said.pk, "compares heads")], [(10**9, "")]):
        with pytest.raises(Refused) as refusal:
            a_post(thread, tomas, "No.", quotes=bad)
        assert (refusal.value.field, refusal.value.status) == ("quotes", 422)


def test_an_edit_keeps_what_was_said(thread, lena, tomas, heard):
    post = a_post(thread, lena, "Follow-up tyme.")
    actions.edit_post(post=post, author=lena, source="Follow-up time.")
    post.refresh_from_db()
    assert (post.html, post.revisions.get().source) == ("<p>Follow-up time.</p>", "Follow-up tyme.")
    assert post.edited_at
    actions.edit_post(post=post, author=lena, source="Follow-up time.")
    assert post.revisions.count() == 1
    with pytest.raises(Refused):
        actions.edit_post(post=post, author=tomas, source="Mine now.")
    assert names_of(thread).count("social.post_edited") == 1


def test_a_deleted_post_keeps_its_number_and_loses_its_words(thread, lena, tomas, marc):
    Membership.objects.create(space=thread.space, person=marc)
    post = a_post(thread, lena, "Patient in room 4")
    quoting = a_post(thread, tomas, "Hm.", quotes=[(post.pk, "room 4")])
    with pytest.raises(Refused):
        actions.delete_post(post=post, by=marc)
    actions.delete_post(post=post, by=lena)
    assert not Post.objects.visible_to(tomas).filter(pk=post.pk).exists()
    assert quoting.look < Post.objects.get(pk=quoting.pk).look
    assert names_of(thread)[-2:] == ["social.post_deleted", "social.post_edited"]
    assert a_post(thread, lena, "Again").number == 4
    thread.refresh_from_db()
    assert (thread.last_number, thread.post_count) == (4, 3)
    with pytest.raises(Refused):
        actions.restore_post(post=post, by=tomas)
    actions.restore_post(post=post, by=lena)
    assert Post.objects.visible_to(tomas).filter(pk=post.pk).exists()


def test_signs_are_counted_and_taken_back(thread, lena, tomas):
    post = a_post(thread, lena)
    assert actions.react(post=post, person=tomas, sign="idea")
    assert actions.react(post=post, person=lena, sign="idea")
    assert actions.react(post=post, person=lena, sign="idea", on=True)
    assert Post.objects.get(pk=post.pk).reaction_counts == {"idea": 2}
    assert not actions.react(post=post, person=lena, sign="idea")
    assert Post.objects.get(pk=post.pk).reaction_counts == {"idea": 1}
    assert names_of(thread).count("social.reaction_changed") == 3
    with pytest.raises(Refused):
        actions.react(post=post, person=lena, sign="skull")


def test_mentions_call_only_those_who_may_read(thread, lena, tomas, eve, heard):
    post = a_post(thread, lena, f"@{tomas.name} and @{eve.name}: look. @tutors too, not mail@{tomas.name}")
    assert list(post.mentions.values_list("person__name", "group")) == [(tomas.name, ""), (None, "tutors")]
    assert f'href="/people/{tomas.pk}/"' in post.html or "mention" in post.html
    assert eve.name in post.html
    assert f"/people/{eve.pk}/" not in post.html
    assert [fact for fact, _ in heard if fact is not facts.PostWritten] == [
        facts.PersonMentioned,
        facts.TutorsMentioned,
    ]


def test_an_edit_calls_only_who_is_new(thread, lena, tomas, marc, heard):
    actions.add_member(space=thread.space, person=marc, by=tomas)
    post = a_post(thread, lena, f"@{tomas.name}")
    heard.clear()
    actions.edit_post(post=post, author=lena, source=f"@{tomas.name} and @{marc.name}")
    assert [fields["person_id"] for _, fields in heard] == [marc.pk]
    actions.edit_post(post=post, author=lena, source=f"@{marc.name}")
    assert [mention.person for mention in post.mentions.all()] == [marc]


def test_of_two_namesakes_neither_is_called_by_name(thread, lena, tomas):
    for n in (1, 2):
        twin = Person.objects.make(email=f"twin{n}@example.org", name="Ana Sousa")
        actions.add_member(space=thread.space, person=twin, by=tomas)
    post = a_post(thread, lena, "@Ana Sousa, what do you think?")
    assert not post.mentions.exists()
    chosen = a_post(thread, lena, f'<p><span data-mention="person:{twin.pk}">@Ana Sousa</span> ?</p>', format="html")
    assert chosen.mentions.get().person == twin


@pytest.mark.parametrize(
    ("source", "format", "says"),
    [
        ("", "text", "Write something"),
        (" \u200b\n", "text", "Write something"),
        ("x" * 66_000, "text", "too long"),
        ("<blockquote>" * 200 + "x", "html", "levels"),
        ("hello", "markdown", "plain or rich"),
    ],
    ids=["empty", "blank", "65 KB", "nested", "unknown format"],
)
def test_bad_input_is_refused_by_a_sentence(source, format, says, thread, lena):
    with pytest.raises(Refused, match=says) as refusal:
        a_post(thread, lena, source, format=format)
    assert refusal.value.status == 422
    thread.refresh_from_db()
    assert thread.last_number == 1


def test_a_hostile_post_is_harmless(thread, lena):
    post = a_post(
        thread,
        lena,
        '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:x">a</a>b',
        format="html",
    )
    assert "script" not in post.html
    assert "onerror" not in post.html


def test_nobody_floods(thread, lena, tomas):
    for _ in range(20):
        a_post(thread, lena)
    with pytest.raises(Refused, match="Wait") as refusal:
        a_post(thread, lena)
    assert (refusal.value.status, 1 <= refusal.value.retry_after <= 10) == (429, True)
    a_post(thread, tomas)
    Post.objects.filter(author=lena).update(written_at=timezone.now() - timedelta(seconds=11))
    a_post(thread, lena)


def test_the_cost_of_a_post_does_not_grow_with_members(tomas, lena, company):
    def cost(members: int) -> int:
        space = a_space(lena, by=tomas)
        people = Person.objects.bulk_create(
            [Person(email=f"m{space.pk}-{n}@example.org", name=f"Member {n}") for n in range(members)]
        )
        Membership.objects.bulk_create([Membership(space=space, person=person) for person in people])
        thread = a_thread(space, tomas)
        many_posts(thread, [tomas, lena], members)
        a_post(thread, lena)
        with CaptureQueriesContext(
            connection,
        ) as spent:
            a_post(thread, lena, f"@{tomas.name} see", key=uuid4())
        return len(spent)

    cost(1)  # what is made once for all: a person's stream, content types
    assert cost(3) == cost(300) < 40


ACTORS = ("stranger", "member", "author", "tutor")
#                        stranger member author tutor
THREAD_MAY = {
    ("open", rules.may_write): (False, True, True, True),
    ("open", rules.may_rename_thread): (False, False, True, True),
    ("open", rules.may_lock_thread): (False, False, False, True),
    ("open", rules.may_archive_thread): (False, False, False, True),
    ("open", rules.may_mark_answered): (False, False, True, True),
    ("answered", rules.may_write): (False, True, True, True),
    ("answered", rules.may_mark_answered): (False, False, True, True),
    ("locked", rules.may_write): (False, False, False, True),
    ("locked", rules.may_rename_thread): (False, False, False, True),
    ("locked", rules.may_lock_thread): (False, False, False, True),
    ("locked", rules.may_mark_answered): (False, False, False, False),
    ("archived", rules.may_write): (False, False, False, False),
    ("archived", rules.may_lock_thread): (False, False, False, False),
    ("archived", rules.may_archive_thread): (False, False, False, True),
    ("archived", rules.may_read_thread): (False, True, True, True),
}
POST_MAY = {
    ("open", rules.may_edit_post): (False, False, True, False),
    ("open", rules.may_delete_post): (False, False, True, True),
    ("open", rules.may_react): (False, True, True, True),
    ("open", rules.may_see_revisions): (False, False, True, True),
    ("locked", rules.may_edit_post): (False, False, False, False),
    ("locked", rules.may_delete_post): (False, False, False, True),
    ("locked", rules.may_react): (False, True, True, True),
    ("archived", rules.may_edit_post): (False, False, False, False),
    ("archived", rules.may_delete_post): (False, False, False, True),
    ("archived", rules.may_react): (False, False, False, False),
    ("deleted", rules.may_edit_post): (False, False, False, False),
    ("deleted", rules.may_delete_post): (False, False, False, False),
    ("deleted", rules.may_react): (False, False, False, False),
    ("deleted", rules.may_see_revisions): (False, False, False, True),
    ("deleted", rules.may_see_deletion): (False, False, False, True),
    ("deleted", rules.may_restore_post): (False, False, True, False),
}


@pytest.mark.parametrize(("state", "rule"), THREAD_MAY, ids=[f"{s}-{r.__name__}" for s, r in THREAD_MAY])
def test_the_table_of_threads(state, rule, eve, marc, lena, tomas):
    space = a_space(lena, marc, by=tomas)
    thread = a_thread(space, lena, kind="question")
    Thread.objects.filter(pk=thread.pk).update(state=state)
    thread.refresh_from_db()
    asked = tuple(rule(standing(person, space), thread) for person in (eve, marc, lena, tomas))
    assert asked == THREAD_MAY[state, rule]


@pytest.mark.parametrize(("state", "rule"), POST_MAY, ids=[f"{s}-{r.__name__}" for s, r in POST_MAY])
def test_the_table_of_posts(state, rule, eve, marc, lena, tomas):
    space = a_space(lena, marc, by=tomas)
    post = a_post(a_thread(space, tomas), lena)
    if state == "deleted":
        post = actions.delete_post(post=post, by=lena)
    else:
        Thread.objects.update(state=state)
        post = Post.objects.select_related("thread").get(pk=post.pk)
    asked = tuple(rule(standing(person, space), post) for person in (eve, marc, lena, tomas))
    assert asked == POST_MAY[state, rule]


@pytest.mark.parametrize("openness", ["open", "closed", "secret"])
@pytest.mark.parametrize("audience", ["", "study:1", "study:2"])
def test_rule_and_queryset_agree_about_threads(openness, audience, cast, lena, tomas, monkeypatch):
    monkeypatch.setattr(registries, "_holders", [lambda person: {"study:1"} if person in (lena, tomas) else set()])
    space = a_community(lena, by=tomas, openness=openness)
    thread = a_thread(space, tomas)
    Thread.objects.filter(pk=thread.pk).update(audience=audience)
    thread.refresh_from_db()
    for person in cast:
        visible = Thread.objects.visible_to(person).filter(pk=thread.pk).exists()
        assert visible == rules.may_read_thread(standing(person, space), thread)


def test_restricting_a_subject_shuts_its_threads(lena, tomas, monkeypatch):
    monkeypatch.setattr(registries, "_holders", [lambda person: {"study:1"} if person == tomas else set()])
    space = a_space(lena, by=tomas)
    subject = a_thread(space, tomas, "Subject")
    thread = a_thread(space, tomas, subject=Ref("thread", subject.pk), place={"page": 3})
    assert Thread.objects.visible_to(lena).filter(pk=thread.pk).exists()
    assert actions.restrict_threads(subjects=[Ref("thread", subject.pk)], audience="study:1") == 1
    assert not Thread.objects.visible_to(lena).filter(pk=thread.pk).exists()
    assert Thread.objects.visible_to(tomas).filter(pk=thread.pk).exists()
    with pytest.raises(Refused, match="not open"):
        a_post(thread, lena)


def test_a_thread_is_led(lena, tomas):
    space = a_space(lena, by=tomas)
    thread = a_thread(space, lena, kind="question")
    assert Thread.objects.visible_to(lena).unanswered().get() == thread
    actions.mark_answered(thread=thread, by=lena)
    actions.lock_thread(thread=thread, by=tomas)
    assert not Thread.objects.unanswered().exists()
    with pytest.raises(Refused, match="locked"):
        a_post(thread, lena)
    assert actions.unlock_thread(thread=thread, by=tomas).state == "answered"
    assert actions.reopen_question(thread=thread, by=tomas).state == "open"
    actions.archive_thread(thread=thread, by=tomas)
    with pytest.raises(Refused, match="archived"):
        a_post(thread, tomas)
    assert actions.revive_thread(thread=thread, by=tomas).state == "open"
    assert names_of(thread).count("social.thread_changed") == 6


def test_announcements_are_for_those_who_lead(lena, tomas):
    space = a_space(lena, by=tomas)
    with pytest.raises(Refused, match="announcements"):
        a_thread(space, lena, kind="announcement")
    a_post(a_thread(space, tomas, kind="announcement"), lena)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_title_is_asked_for(title, lena, tomas):
    with pytest.raises(Refused) as refusal:
        a_thread(a_space(lena, by=tomas), lena, title)
    assert refusal.value.field == "title"
