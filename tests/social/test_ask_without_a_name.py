"""Lena asks without her name: it is her question, and only a tutor with a reason may look whose it is."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.files.queries import files_on
from core.notifications.models import Notice
from core.notifications.places import Answer
from social import actions, rules
from social.actions.replying import answer_by_mail
from social.models import Membership, Post, SafetyCase, Space, Thread, Unveiling, Veil
from social.queries.standings import standing
from social.rules import Standing
from tests.make.files import PDF, picture, stored
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db
MAIL_KEY = UUID("6f1f8a3e-1a1b-4c7e-9f0a-000000000008")


@pytest.fixture
def space(lena, tomas, marc, amara, admin):
    """Marc moderates, Amara tutors; Tomás and Ada read and answer."""
    space = a_community(lena, tomas, admin, by=marc, openness="closed", name="Vaccines")
    actions.add_member(space=space, person=amara, by=marc, role="tutor")
    actions.let_ask_unnamed(space=space, by=marc, allowed=True)
    return Space.objects.get(pk=space.pk)


@pytest.fixture
def question(space, lena) -> Thread:
    return a_thread(space, lena, kind="question", unnamed=True)


@pytest.fixture
def first(question) -> Post:
    return question.posts.get()


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def code_of(act, **said) -> str:
    with pytest.raises(Refused) as refused:
        act(**said)
    return refused.value.code


# Who may


@pytest.mark.parametrize(
    ("role", "change", "kind", "code"),
    [
        ("member", {}, "question", None),
        ("tutor", {}, "question", None),
        ("moderator", {}, "question", None),
        ("", {}, "question", "social.join_first"),
        ("member", {}, "discussion", "social.only_questions_unnamed"),
        ("moderator", {}, "announcement", "social.only_questions_unnamed"),
        ("member", {"lets_ask_unnamed": False}, "question", "social.names_here"),
        ("member", {"kind": "direct"}, "question", "social.names_here"),
        ("member", {"member_count": 4}, "question", "social.too_few_to_hide_among"),
    ],
)
def test_who_may_ask_without_a_name(lena, role, change, kind, code):
    usual = {"kind": "community", "openness": "open", "member_count": 5, "lets_ask_unnamed": True}
    place = Space(**{**usual, **change})
    barrier = rules.barrier_to_asking_unnamed(Standing(lena, place, role=role), kind)
    assert (barrier and barrier[0]) == code


def test_who_may_look_who_it_is(first, lena, tomas, marc, amara, admin, eve):
    """Only a tutor; neither who moderates, nor an administrator, nor who asked: she knows."""
    people = {"lena": lena, "tomas": tomas, "marc": marc, "amara": amara, "admin": admin, "eve": eve}
    post = Post.objects.select_related("thread__space", "veil").get(pk=first.pk)
    seen = {name: standing(person, post.thread.space) for name, person in people.items()}
    assert [name for name, where in seen.items() if rules.may_unveil(where, post)] == ["amara"]
    assert [name for name, where in seen.items() if rules.may_see_unveilings(where, post)] == ["lena"]
    for person in (lena, tomas, marc, admin, eve):
        assert code_of(actions.unveil, post=post, by=person, reason="I wonder") == "social.may_not_unveil"
    post.held_for = "safety"
    assert not rules.may_unveil(seen["amara"], post)


def test_a_space_says_yes_or_no_by_who_leads_it(space, lena, marc, signed_in):
    assert code_of(actions.let_ask_unnamed, space=space, by=lena, allowed=False) == "social.not_a_moderator"
    assert signed_in(marc).post(f"/spaces/{space.pk}/unnamed/", {}).status_code == 302
    assert AuditEntry.objects.filter(what="social.space_changed", who=marc).count() == 2
    page = signed_in(lena).get(f"/threads/new/?space={space.pk}&kind=question").content.decode()
    assert "Ask without my name" not in page
    space.refresh_from_db()
    assert code_of(a_thread, space=space, by=lena, kind="question", unnamed=True) == "social.names_here"


def test_what_was_asked_so_stays_so_when_the_space_takes_it_back(question, space, lena, marc):
    actions.let_ask_unnamed(space=space, by=marc, allowed=False)
    assert a_post(question, lena, "Still me.").author.is_stand_in


# It is hers


def test_the_form_offers_it_and_says_who_can_learn_it(space, lena, signed_in):
    lenas = signed_in(lena)
    page = lenas.get(f"/threads/new/?space={space.pk}&kind=question").content.decode()
    assert "Ask without my name" in page
    assert "For questions in: Vaccines" in page
    said = {"title": "May I ask this?", "space": space.pk, "kind": "question", "language": "en", "source": "Well?"}
    assert lenas.post("/threads/new/", {**said, "kind": "discussion", "unnamed": "on"}).status_code == 422
    answer = lenas.post("/threads/new/", {**said, "unnamed": "on"})
    thread = Thread.objects.get()
    assert answer.url == f"/threads/{thread.pk}/"
    own = lenas.get(answer.url).content.decode()
    assert f'data-me-veiled="veil-{thread.veil_id}"' in own
    assert "You asked this without your name." in own


def test_to_others_it_is_a_colleagues(question, first, tomas, signed_in):
    page = signed_in(tomas).get(f"/threads/{question.pk}/").content.decode()
    assert "A colleague" in page
    assert "Asked without a name" in page
    assert f'data-author="veil-{first.veil_id}"' in page
    assert "data-me-veiled" not in page
    assert "You asked this" not in page
    tomas.language = "fr"
    tomas.save()
    assert "Un ou une collègue" in signed_in(tomas).get(f"/threads/{question.pk}/").content.decode()


def test_she_edits_deletes_renames_and_accepts_as_anybody_who_asks(question, first, lena, tomas, signed_in):
    lenas = signed_in(lena)
    answer = a_post(question, tomas)
    assert lenas.post(f"/posts/{first.pk}/edit/", {"source": "Better asked", "format": "text"}).status_code == 302
    assert lenas.post(f"/posts/{answer.pk}/accept/").status_code in (200, 302)
    assert lenas.post(f"/threads/{question.pk}/rename/", {"title": "Better asked"}).status_code == 302
    more = a_post(question, lena, "Never mind.")
    lenas.post(f"/posts/{more.pk}/delete/")
    more.refresh_from_db()
    assert more.is_deleted
    lenas.post(f"/posts/{more.pk}/restore/")
    more.refresh_from_db()
    assert not more.is_deleted
    question.refresh_from_db()
    assert (question.title, question.state) == ("Better asked", "answered")
    first.refresh_from_db()
    assert first.source == "Better asked"
    # The trail says that it was done, and by nobody in particular.
    whose = AuditEntry.objects.filter(
        what__in=["social.thread_renamed", "social.post_deleted", "social.answer_accepted"]
    )
    assert {entry.who.is_stand_in for entry in whose} == {True}


def test_others_may_do_with_it_what_they_may_with_any_post(question, first, tomas, marc):
    assert code_of(actions.edit_post, post=first, author=tomas, source="Mine") == "social.may_not_edit"
    assert code_of(actions.delete_post, post=first, by=tomas) == "social.may_not_delete"
    actions.flag_post(post=first, person=tomas, sort="rude")
    actions.delete_post(post=first, by=marc)
    first.refresh_from_db()
    assert first.deleted_by == marc
    assert AuditEntry.objects.get(what="social.post_deleted").who == marc


def test_she_is_told_of_answers_and_not_of_her_own_words(question, first, lena, tomas, amara):
    actions.follow_thread(thread=question, person=lena, level="watch")
    a_post(question, tomas)
    assert told(lena) == ["social.answer"]
    a_post(question, tomas, reply_to=first)
    assert told(lena) == ["social.answer"] * 2
    a_post(question, lena, f"@{tomas.name} @{amara.name}: thanks")
    assert told(lena) == ["social.answer"] * 2
    notice = Notice.objects.get(person=tomas)
    assert notice.by.is_stand_in


def test_answers_stand_on_her_today_and_her_question_does_not_wait_for_her(
    space, question, first, lena, tomas, marc, signed_in
):
    a_post(question, tomas, "Page four, I think.", reply_to=first)
    assert "Page four, I think." in signed_in(lena).get("/").content.decode()
    Membership.objects.filter(space=space, person=lena).update(role="moderator")
    question.refresh_from_db()
    actions.mark_read(thread=question, person=lena, number=2)
    assert question.title not in signed_in(lena).get("/").content.decode()
    assert question.title in signed_in(marc).get("/").content.decode()


def test_who_leads_asks_as_nobody_who_leads(space, amara):
    Membership.objects.filter(space=space, person=amara).update(role="moderator")
    thread = a_thread(space, amara, kind="question", unnamed=True)
    assert thread.posts.get().spoke_as == ""


# Going on


def test_she_goes_on_under_the_same_veil_unless_she_wishes_otherwise(question, first, lena, tomas, signed_in):
    lenas = signed_in(lena)
    for said, unnamed in (({}, True), ({"voice": "unnamed"}, True), ({"voice": "named"}, False)):
        lenas.post(f"/threads/{question.pk}/posts/", {"source": "More", "format": "text", **said})
        post = question.posts.order_by("-number").first()
        assert (post.veil_id == first.veil_id) == unnamed
        assert (post.author == lena) != unnamed
    assert "voice" not in signed_in(tomas).get(f"/threads/{question.pk}/").content.decode().split("post-menu")[0]
    assert code_of(a_post, thread=question, by=tomas, unnamed=True) == "social.no_veil_here"
    question.refresh_from_db()
    assert question.people_count == 2


def test_a_mail_and_a_program_do_not_say_it_by_mistake(question, first, lena, tomas, signed_in):
    answer = a_post(question, tomas)
    letter = Answer(person=lena, about_id=answer.pk, text="By mail.", files=(), key=MAIL_KEY)
    answer_by_mail(letter)
    url = f"/api/v1/threads/{question.pk}/posts"
    made = signed_in(lena).post(url, {"source": "By program."}, content_type="application/json").json()
    assert (made["author"], made["unnamed"]) == (None, True)
    assert set(question.posts.filter(number__gt=2).values_list("veil", flat=True)) == {first.veil_id}
    named = signed_in(lena).post(url, {"source": "Me.", "unnamed": False}, content_type="application/json").json()
    assert named["author"]["name"] == lena.name


def test_another_question_is_another_colleague(space, question, lena):
    other = a_thread(space, lena, "Something else?", kind="question", unnamed=True)
    assert other.veil_id != question.veil_id
    assert Veil.objects.filter(person=lena).count() == 2


def test_the_veil_goes_along_where_posts_go(space, question, lena, tomas, marc):
    more = a_post(question, lena, "And another thing.")
    apart = actions.split_thread(thread=question, by=marc, posts=[more.pk], title="Apart", kind="question")
    assert (apart.veil_id, apart.is_hushed) == (question.veil_id, True)
    target = a_thread(space, tomas, "The other talk", kind="question")
    actions.merge_threads(thread=apart, by=marc, into=target)
    target.refresh_from_db()
    assert (target.veil_id, target.is_hushed) == (None, True)
    assert a_post(target, lena, "Here too.").veil_id == question.veil_id
    assert a_post(target, tomas).author == tomas


def test_who_has_left_does_not_come_back_by_what_they_write(space, question, lena):
    actions.leave_space(space=space, person=lena)
    space.openness = "open"
    space.save()
    question.refresh_from_db()
    assert code_of(a_post, thread=question, by=lena) == "social.join_first"


def test_only_what_cannot_tell_hangs_on_it(space, lena):
    ask = {"space": space, "by": lena, "kind": "question", "unnamed": True}
    assert code_of(a_thread, **ask, files=[stored(lena, PDF, "Lena.pdf")]) == "social.document_may_tell"
    wish = actions.PollWish(question="Yes?", options=("Yes", "No"))
    assert code_of(a_thread, **ask, poll=wish) == "social.polls_have_names"
    brought = stored(lena, picture("JPEG"), "Lena Hoffmann.jpg")
    post = a_thread(**ask, files=[brought]).posts.get()
    [shown] = files_on(Post, [post.pk])[post.pk]
    assert (shown.name, shown.owner.is_stand_in) == ("1.jpg", True)


def test_nobody_floods_or_outruns_slow_mode_under_a_veil(space, question, lena):
    Thread.objects.filter(pk=question.pk).update(slow_seconds=60)
    question.refresh_from_db()
    assert code_of(a_post, thread=question, by=lena) == "social.slow_mode"
    Thread.objects.filter(pk=question.pk).update(slow_seconds=0)
    question.refresh_from_db()
    for number in range(19):
        a_post(question, lena, f"Word {number}")
    assert code_of(a_post, thread=question, by=lena) == "social.too_fast"


# Looking behind


def test_a_tutor_looks_with_a_reason_on_the_trail_and_she_is_told(first, lena, tomas, amara, signed_in):
    amaras, where = signed_in(amara), f"/posts/{first.pk}/who/"
    page = amaras.get(where).content.decode()
    assert lena.name not in page
    assert amaras.post(where, {"reason": " "}).status_code == 422
    assert not Unveiling.objects.exists()
    reason = "She sounds unwell, and I want to ring her."
    assert amaras.post(where, {"reason": reason}).url == where
    assert lena.name in amaras.get(where).content.decode()
    entry = AuditEntry.objects.get(what="social.unveiled")
    assert (entry.who, entry.reason, entry.about_id) == (amara, reason, str(first.pk))
    assert lena.name not in f"{entry.about_label} {entry.old} {entry.new}"
    [notice] = Notice.objects.filter(person=lena, kind="social.unveiled")
    assert notice.by == amara
    own = signed_in(lena).get(where).content.decode()
    assert reason in own
    assert amara.name in own
    # Looking again is no second look; nothing changes for anybody else.
    actions.unveil(post=first, by=amara, reason="Again")
    assert Unveiling.objects.count() == 1
    assert signed_in(tomas).get(where).status_code == 404
    for person in (tomas, amara):
        assert lena.name not in signed_in(person).get(f"/threads/{first.thread_id}/").content.decode().split("<main")[1]


def test_looking_by_the_api(first, lena, tomas, amara, signed_in):
    url = f"/api/v1/posts/{first.pk}"
    refused = signed_in(tomas).put(f"{url}/look", {"reason": "Curious"}, content_type="application/json")
    assert refused.status_code == 403
    seen = signed_in(amara).put(f"{url}/look", {"reason": "To help"}, content_type="application/json").json()
    assert (seen["person"]["name"], seen["reason"]) == (lena.name, "To help")
    assert signed_in(tomas).get(f"{url}/looks").json() == []
    assert [look["by"]["name"] for look in signed_in(lena).get(f"{url}/looks").json()] == [amara.name]


def test_the_safety_officers_see_who_wrote_it(first, lena, tomas):
    actions.report_post(post=first, reporter=tomas, told={})
    assert SafetyCase.objects.get().author == lena
    assert "social.safety_author" in told(lena)


def test_no_sanction_says_whose_it_was(question, first, lena, tomas, marc):
    actions.flag_post(post=first, person=tomas, sort="rude")
    for deed in ("warn", "pause"):
        said = {"post": first, "by": marc, "deed": deed, "reason": "Rude", "length": "day"}
        assert code_of(actions.answer_flags, **said) == "social.nobody_to_sanction"
    assert actions.answer_flags(post=first, by=marc, deed="delete", reason="Rude") == 1


# What it costs


def test_the_page_of_a_talk_costs_nothing_more(question, first, lena, tomas, space, signed_in):
    def queries(person, thread) -> int:
        browser = signed_in(person)
        browser.get(f"/threads/{thread.pk}/")
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/threads/{thread.pk}/")
        return len(caught)

    named = a_thread(space, lena, "Under my name?", kind="question")
    for thread in (question, named):
        a_post(thread, tomas)
        a_post(thread, lena)
    assert queries(tomas, question) == queries(tomas, named)
    assert queries(lena, question) == queries(lena, named)
