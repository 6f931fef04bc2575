"""Amara makes a job aid of what Marc answered and Tomás confirmed: a draft with their words, linked both ways."""

import pytest
from django.conf import settings

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from core.library import actions as library
from core.library.models import Contributor, LearningObject
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from social import actions, rules
from social.models import Post, Promotion, Space, Thread
from social.queries.similar import related_to
from social.queries.standings import standing
from tests.make.library import begun, published
from tests.make.studies import PRIDE, study
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(amara) -> Person:
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    return Person.objects.get(pk=amara.pk)


@pytest.fixture
def space(lena, marc, tomas, author) -> Space:
    return a_community(lena, marc, author, by=tomas, name="Vaccines")


@pytest.fixture
def question(space, lena) -> Thread:
    return a_thread(space, lena, "Which denominator?", kind="question", tags=["RSV"], source="Heads, or rates?")


@pytest.fixture
def answer(question, marc, tomas) -> Post:
    post = a_post(question, marc, "Rates, @Lena Hoffmann: follow-up differs.")
    return actions.confirm_answer(post=post, tutor=tomas)


def promote(post, by, **more) -> LearningObject:
    return actions.promote_answer(post=post, by=by, **{"title": "Rates and heads", "code": "CARD-RAT-001", **more})


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_draft_begins_with_their_words_and_names_them(question, answer, author, marc, lena, tomas):
    thing = promote(answer, author)
    assert (thing.kind, thing.state, thing.share, thing.owner) == ("job_aid", "draft", 20, author)
    assert (thing.language, thing.keywords) == ("en", "RSV")
    html = LearningObject.objects.get(pk=thing.pk).draft.html
    assert html.index("Heads, or rates?") < html.index("follow-up differs")
    assert "Lena" in html
    assert "/people/" not in html
    parts = set(thing.contributors.values_list("person_id", "part"))
    assert parts == {(author.pk, Contributor.Part.AUTHOR), (marc.pk, Contributor.Part.SOURCE)}
    assert "social.promoted" in told(marc)
    entry = AuditEntry.objects.get(what="social.answer_promoted")
    assert entry.who == author
    names = StreamEvent.objects.filter(stream__name=question.stream.name).values_list("name", flat=True)
    assert "social.promotion_changed" in set(names)


def test_both_point_at_each_other_once_it_is_published(question, answer, author, lena, marc, signed_in):
    thing = promote(answer, author)
    for person, sees in ((lena, False), (author, True), (marc, True)):
        page = signed_in(person).get(f"/threads/{question.pk}/").content.decode()
        assert ("Rates and heads" in page) == sees, person
        beside = signed_in(person).get(f"/threads/{question.pk}/beside/").content.decode()
        assert ("Rates and heads" in beside) == sees, person
    fields = {"summary": "Which one.", "minutes": 3, "objectives": "Choose."}
    library.describe_object(learning_object=thing, editor=author, described=fields)
    library.publish_draft(learning_object=LearningObject.objects.get(pk=thing.pk), author=author)
    page = signed_in(lena).get(f"/threads/{question.pk}/").content.decode()
    assert f'href="/library/{thing.pk}/"' in page
    assert "Made of this talk" in signed_in(lena).get(f"/threads/{question.pk}/beside/").content.decode()
    uses = signed_in(lena).get(f"/library/{thing.pk}/uses/").content.decode()
    assert f'href="/posts/{answer.pk}/"' in uses
    credit = signed_in(lena).get(f"/library/{thing.pk}/").content.decode()
    assert marc.name in credit
    assert "Gave the answer it comes from" in credit


def test_who_may_read_the_job_aid_but_not_the_talk_learns_no_word_of_it(lena, marc, tomas, author, eve, signed_in):
    closed = a_community(lena, marc, by=tomas, openness="closed", name="Ward figures")
    actions.add_member(space=closed, person=author, by=tomas)
    actions.change_role(space=closed, person=author, role="moderator", by=tomas)
    question = a_thread(closed, lena, "What the ward counted", kind="question")
    answer = actions.confirm_answer(post=a_post(question, marc, "Rates of the ward."), tutor=tomas)
    thing = promote(answer, author)
    fields = {"summary": "Which one.", "minutes": 3, "objectives": "Choose."}
    library.describe_object(learning_object=thing, editor=author, described=fields)
    library.publish_draft(learning_object=LearningObject.objects.get(pk=thing.pk), author=author)
    eves = signed_in(eve)
    assert eves.get(f"/library/{thing.pk}/").status_code == 200
    uses = eves.get(f"/library/{thing.pk}/uses/").content.decode()
    for secret in ("What the ward counted", "Ward figures", "Rates of the ward", f"/posts/{answer.pk}/"):
        assert secret not in uses
    assert eves.get(f"/threads/{question.pk}/beside/").status_code == 404


def test_several_answers_go_along_and_only_confirmed_ones(question, answer, author, marc, tomas, lena, signed_in):
    beneath = actions.confirm_answer(post=a_post(question, lena, "And say it aloud.", reply_to=answer), tutor=tomas)
    mere = a_post(question, marc, "No idea.")
    with pytest.raises(Refused) as refused:
        promote(answer, author, posts=[mere.pk])
    assert refused.value.code == "social.not_confirmed"
    page = signed_in(author).get(f"/posts/{answer.pk}/promote/").content.decode()
    assert "And say it aloud." in page
    assert "No idea." not in page
    done = signed_in(author).post(
        f"/posts/{answer.pk}/promote/", {"title": "Both", "code": "card-rat-002", "posts": [beneath.pk]}
    )
    thing = LearningObject.objects.get(code="CARD-RAT-002")
    assert (done.status_code, done["Location"]) == (302, f"/library/{thing.pk}/edit/")
    assert "Heads, or rates?" not in thing.draft.html
    assert set(thing.promotions.values_list("post_id", flat=True)) == {answer.pk, beneath.pk}
    assert signed_in(author).get(f"/posts/{answer.pk}/promote/").status_code == 404
    taken = signed_in(author)
    other = actions.confirm_answer(post=mere, tutor=tomas)
    again = taken.post(f"/posts/{other.pk}/promote/", {"title": "Again", "code": "CARD-RAT-002"})
    assert again.status_code == 422
    assert not Promotion.objects.filter(post=other).exists()


def test_it_is_parted_again_and_the_draft_may_be_thrown_away(question, answer, author, lena, signed_in):
    thing = promote(answer, author)
    with pytest.raises(Refused):
        library.discard_draft(learning_object=thing, editor=author)
    assert signed_in(lena).post(f"/posts/{answer.pk}/let-go/").status_code == 403
    assert "Part it from its job aid" in signed_in(author).get(f"/posts/{answer.pk}/more/").content.decode()
    signed_in(author).post(f"/posts/{answer.pk}/let-go/")
    assert "promoted" not in Post.objects.get(pk=answer.pk).carries
    assert not thing.uses.exists()
    assert library.discard_draft(learning_object=LearningObject.objects.get(pk=thing.pk), editor=author) is None


def test_its_owner_reads_again_when_the_answer_changes_or_goes(question, answer, author, marc):
    promote(answer, author)
    actions.edit_post(post=Post.objects.get(pk=answer.pk), author=marc, source="Rates, as a rule.")
    assert told(author).count("social.source_changed") == 1
    assert Post.objects.get(pk=answer.pk).promoted_to is not None
    actions.delete_post(post=Post.objects.get(pk=answer.pk), by=marc)
    assert told(author).count("social.source_changed") == 2


#                          stranger member leads author leading author
MAY_PROMOTE = {
    "confirmed, open space": (False, False, False, True, True),
    "confirmed, closed space": (False, False, False, False, True),
    "not confirmed": (False,) * 5,
    "deleted": (False,) * 5,
    "only for some": (False,) * 5,
    "promoted": (False,) * 5,
}


@pytest.mark.parametrize("state", MAY_PROMOTE)
def test_the_table_of_promoting(state, eve, lena, marc, tomas, author):
    leading = Person.objects.make(email="leads@example.org", name="Nadia Petit")
    RoleGrant.objects.create(person=leading, role=AUTHOR)
    openness = "closed" if state == "confirmed, closed space" else "open"
    space = a_community(lena, marc, author, leading, by=tomas, openness=openness)
    actions.change_role(space=space, person=leading, role="moderator", by=tomas)
    question = a_thread(space, lena, kind="question")
    answer = a_post(question, marc)
    if state != "not confirmed":
        actions.confirm_answer(post=answer, tutor=tomas)
    if state == "deleted":
        actions.delete_post(post=answer, by=marc)
    elif state == "only for some":
        Thread.objects.filter(pk=question.pk).update(audience="study:1")
    elif state == "promoted":
        promote(answer, leading)
    post = Post.objects.select_related("thread__space").get(pk=answer.pk)
    people = (eve, lena, tomas, author, leading)
    asked = tuple(rules.may_promote(standing(who, post.thread.space), post) for who in people)
    assert asked == MAY_PROMOTE[state]
    for number, (who, may) in enumerate(zip(people, asked, strict=True)):
        if not may:
            with pytest.raises(Refused):
                promote(post, who, code=f"CARD-NOT-{number:03}")


def test_objects_beside_a_talk_by_what_was_made_named_and_alike(question, answer, author, lena, tomas, space):
    fields = {"summary": "x", "minutes": 3, "objectives": "y"}
    made = promote(answer, author)
    library.describe_object(learning_object=made, editor=author, described=fields)
    library.publish_draft(learning_object=LearningObject.objects.get(pk=made.pk), author=author)
    named = published(author, title="Follow-up time")
    a_post(question, tomas, f"See http://127.0.0.1:8000/library/{named.pk}/")
    alike = published(author, title="Denominators and RSV")
    published(author, title="Cold chain")
    begun(author, title="Which denominator? A draft")
    found = related_to(lena, question)
    assert [(one.thing, one.why) for one in found] == [(made, "made"), (named, "named"), (alike, "alike")]


@pytest.mark.parametrize("count", [1, 3])
def test_a_talk_with_job_aids_stays_within_its_budget(
    count, space, lena, marc, tomas, author, signed_in, django_assert_max_num_queries
):
    subject = Ref.to(study(PRIDE))
    question = a_thread(space, lena, "Which denominator?", kind="question", subject=subject, tags=["RSV"])
    for number in range(count):
        post = a_post(question, marc, f"See {settings.ORIGIN}/threads/{question.pk}/ and rate {number}.")
        made = promote(actions.confirm_answer(post=post, tutor=tomas), author, code=f"CARD-RAT-{number:03}")
        described = {"summary": "x", "minutes": 3, "objectives": "y"}
        library.describe_object(learning_object=made, editor=author, described=described)
        library.publish_draft(learning_object=LearningObject.objects.get(pk=made.pk), author=author)
    lenas = signed_in(lena)
    lenas.get(f"/threads/{question.pk}/")
    with django_assert_max_num_queries(12):
        page = lenas.get(f"/threads/{question.pk}/").content.decode()
    assert page.count('data-testid="promoted"') == count
