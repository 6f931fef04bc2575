"""People tag what they talk about, and find it together."""

import pytest

from core.accounts.models import RoleGrant
from core.accounts.roles import TRAINING_MANAGER
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from core.search.models import SearchEntry
from social import actions
from social.models import Tag, Thread
from social.queries.tags import offered
from tests.make.studies import DUPILUMAB, changed, study
from tests.make.talk import a_community, a_space, a_thread
from tutoring import actions as actions_of_studies

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas):
    return a_space(lena, by=tomas)


@pytest.fixture
def trainings(admin, amara, signed_in):
    """Amara keeps the vocabulary of the training department."""
    RoleGrant.objects.create(person=amara, role=TRAINING_MANAGER)
    amara.forget_grants()
    return signed_in(amara)


def slugs(thread) -> list[str]:
    return [slug for slug, _word in Thread.objects.get(pk=thread.pk).shown_tags]


def refused(code, act, **named):
    with pytest.raises(Refused) as refusal:
        act(**named)
    assert refusal.value.code == code


def test_lena_opens_a_talk_with_tags_and_changes_them(space, lena, tomas, amara, signed_in):
    said = {"title": "Which dose?", "source": "I ask.", "space": space.pk, "kind": "question", "language": "en"}
    page = signed_in(lena).post("/threads/new/", {**said, "tags": "RSV, #Été ,, rsv"})
    thread = Thread.objects.get(title="Which dose?")
    assert (page.status_code, slugs(thread)) == (302, ["rsv", "ete"])
    place = f"/threads/{thread.pk}/tags/"
    assert 'value="RSV, Été"' in signed_in(lena).get(place).content.decode()
    assert signed_in(lena).post(place, {"tags": "RSV, dose"}).status_code == 302
    assert slugs(thread) == ["rsv", "dose"]
    assert signed_in(lena).post(place, {"tags": "a,b,c,d,e,f"}).status_code == 422
    assert signed_in(lena).post(place, {"tags": "x" * 61}).status_code == 422
    assert "#dose" in signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert "#dose" in signed_in(lena).get(f"/spaces/{space.pk}/").content.decode()
    assert signed_in(amara).get(place).status_code == 404
    actions.tag_thread(thread=thread, by=tomas, words=[])
    assert slugs(thread) == []


def test_only_who_opened_it_or_leads_tags(space, lena, tomas, marc):
    actions.add_member(space=space, person=marc, by=tomas)
    thread = a_thread(space, lena)
    refused("social.may_not_tag", actions.tag_thread, thread=thread, by=marc, words=["RSV"])
    actions.tag_thread(thread=thread, by=tomas, words=["RSV"])
    assert slugs(thread) == ["rsv"]


def test_a_tag_gathers_what_one_may_read(space, lena, tomas, eve, signed_in, django_assert_num_queries):
    a_thread(space, lena, "In the group", tags=["RSV"])
    a_thread(a_community(by=tomas), tomas, "In the open", tags=["rsv"])
    a_thread(space, lena, "Only here", tags=["Secret word"])
    assert Tag.objects.count() == 2
    page = signed_in(lena).get("/tags/rsv/").content.decode()
    assert ("In the group" in page, "In the open" in page, "Only here" in page) == (True, True, False)
    eves = signed_in(eve).get("/tags/rsv/").content.decode()
    assert ("In the group" in eves, "In the open" in eves) == (False, True)
    assert signed_in(eve).get("/tags/secret-word/").status_code == 404
    assert [item["count"] for item in offered(lena, "r")] == [2]
    assert [item["count"] for item in offered(eve, "r")] == [1]
    assert offered(eve, "secret") == []
    assert signed_in(eve).get("/tags/offered/?q=sec").json() == {"items": []}
    assert [item["word"] for item in signed_in(lena).get("/tags/offered/?q=word").json()["items"]] == ["Secret word"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_tags_cost_the_same(count, space, lena, trainings, signed_in, django_assert_num_queries):
    for number in range(count):
        a_thread(space, lena, f"Talk {number}", tags=["RSV", f"other {number}"])
    lenas = signed_in(lena)
    lenas.get("/tags/rsv/")
    with django_assert_num_queries(8):
        lenas.get("/tags/rsv/")
    with django_assert_num_queries(6):
        trainings.get("/tags/manage/")


def test_a_space_is_filtered_by_a_tag(space, lena, signed_in):
    a_thread(space, lena, "With it", tags=["RSV"])
    a_thread(space, lena, "Without")
    page = signed_in(lena).get(f"/spaces/{space.pk}/?tag=rsv").content.decode()
    assert ("With it" in page, "Without" in page) == (True, False)
    assert "Nothing here" in signed_in(lena).get(f"/spaces/{space.pk}/?tag=nothing").content.decode()


def test_the_search_finds_a_talk_by_its_tags(space, lena, signed_in, eve):
    thread = a_thread(space, lena, "How long does it last?", tags=["Nirsevimab"])
    entry = SearchEntry.objects.get(kind="thread", object_id=thread.pk)
    assert "Nirsevimab" in entry.tags
    assert "How long does it last?" in signed_in(lena).get("/search/?q=nirsevimab").content.decode()
    assert "How long does it last?" not in signed_in(eve).get("/search/?q=nirsevimab").content.decode()


def with_mesh(record) -> None:
    record["derivedSection"] = {
        "conditionBrowseModule": {"meshes": [{"id": "D003876", "term": "Dermatitis, Atopic"}]},
        "interventionBrowseModule": {"meshes": [{"id": "C582203", "term": "dupilumab"}]},
    }


def test_a_study_offers_the_words_of_its_record(space, lena, tomas, signed_in):
    thing = study(DUPILUMAB)
    about = f"/threads/new/?about=study:{thing.pk}&space={space.pk}"
    # Without MeSH terms, the conditions that the record names.
    assert 'value="Atopic Dermatitis"' in signed_in(lena).get(about).content.decode()
    actions_of_studies.import_record(content=changed(DUPILUMAB, with_mesh), by=tomas)
    page = signed_in(lena).get(about).content.decode()
    assert ('value="Atopic Dermatitis"' in page, 'value="dupilumab"' in page) == (True, True)
    said = {"title": "Its words", "source": "S", "space": space.pk, "kind": "question", "language": "en"}
    assert signed_in(lena).post(about, {**said, "tags": "mine", "tag": "dupilumab"}).status_code == 302
    assert {tag.slug: tag.kind for tag in Tag.objects.all()} == {"mine": "free", "dupilumab": "vocabulary"}
    fragment = thing.fragments.filter(kind="outcome").first()
    thread = a_thread(space, lena, "A part", subject=Ref("study_fragment", fragment.pk))
    assert "dupilumab" in signed_in(lena).get(f"/threads/{thread.pk}/tags/").content.decode()
    # A word of the vocabulary is offered where nobody uses it; a free one is forgotten with its last use.
    actions.tag_thread(thread=Thread.objects.get(title="Its words"), by=lena, words=[])
    assert [item["kind"] for item in offered(lena, "dupi")] == ["vocabulary"]
    assert offered(lena, "mine") == []


def test_the_training_department_renames_and_merges(space, lena, admin, trainings, signed_in):
    thread = a_thread(space, lena, tags=["RSV", "VRS"])
    rsv, vrs = Tag.objects.get(slug="rsv"), Tag.objects.get(slug="vrs")
    assert "#RSV" in trainings.get("/tags/manage/?q=rs").content.decode()
    assert signed_in(lena).get("/tags/manage/").status_code == 403
    refused("social.may_not_keep_vocabulary", actions.merge_tags, tag=vrs, into=rsv, by=lena)
    place = f"/tags/manage/{vrs.pk}/"
    assert trainings.post(f"{place}merge/", {"into": "nowhere"}).status_code == 422
    assert trainings.post(f"{place}merge/", {"into": "vrs"}).status_code == 422
    assert trainings.post(f"{place}merge/", {"into": "rsv"}).status_code == 302
    assert slugs(thread) == ["rsv"]
    names = {"en": "RSV", "fr": "VRS", "kind": "vocabulary"}
    assert trainings.post(f"/tags/manage/{rsv.pk}/", {**names, "en": ""}).status_code == 422
    assert trainings.post(f"/tags/manage/{rsv.pk}/", names).status_code == 302
    assert Thread.objects.get(pk=thread.pk).tags == [{"slug": "rsv", "en": "RSV", "fr": "VRS"}]
    # Whoever types the French word finds the same tag, and the search knows both.
    other = a_thread(space, lena, "Other", tags=["vrs"])
    assert slugs(other) == ["rsv"]
    assert "VRS" in SearchEntry.objects.get(kind="thread", object_id=thread.pk).tags
    assert set(AuditEntry.objects.filter(what__startswith="social.tag").values_list("what", flat=True)) == {
        "social.tag_merged",
        "social.tag_renamed",
    }
    a_thread(space, lena, tags=["Taken"])
    refused("social.tag_taken", actions.rename_tag, tag=rsv, by=admin, en="taken", fr="pris", kind="free")


def test_a_program_tags(space, lena, eve, signed_in):
    lenas = signed_in(lena)
    opened = {"title": "T", "source": "S", "tags": ["RSV"]}
    thread = lenas.post(f"/api/v1/spaces/{space.pk}/threads", opened, content_type="application/json").json()
    assert thread["tags"] == ["rsv"]
    place = f"/api/v1/threads/{thread['id']}/tags"
    assert lenas.put(place, {"tags": ["dose"]}, content_type="application/json").json()["tags"] == ["dose"]
    assert signed_in(eve).put(place, {"tags": []}, content_type="application/json").status_code == 404
    assert [each["slug"] for each in lenas.get("/api/v1/tags?q=do").json()["items"]] == ["dose"]
    assert signed_in(eve).get("/api/v1/tags?q=do").json()["items"] == []
