"""Somebody finds a file by its words, under the thing on which it hangs, as long as they see that thing."""

import pytest
from django.core.management import call_command
from django.db import connection

from core.accounts.models import JobRole
from core.demo.documents import docx, pdf
from core.files import actions as files
from core.files.models import FileText
from core.files.tasks import read_due_texts
from core.kinds.registry import Ref
from core.library import actions as library
from core.library.models import LearningObject
from core.search import actions
from core.search.models import SearchEntry
from core.search.queries import find
from social import actions as social
from tests.make import library as make_library
from tests.make.files import picture, stored
from tests.make.search import note
from tests.make.talk import a_community, a_post, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def areas(notes):
    """Everybody is asked, as in the product."""
    from core.config import search
    from core.search import audiences, places

    knowers, providers = list(places._knowers), list(audiences._providers)
    audiences._providers.clear()
    search.register()
    yield
    places._knowers[:], audiences._providers[:] = knowers, providers


@pytest.fixture
def space(areas, lena, tomas):
    return a_community(lena, by=tomas, openness="closed", name="Heart failure")


def said(space, by, *, name="Spring plan.pdf", words=("The zanzibar protocol",), thread=None):
    """A post with a document that somebody has read."""
    file = stored(by, pdf(words) if name.endswith("pdf") else docx(words), name)
    post = a_post(thread or a_thread(space, by), by, "See the file.", files=[file])
    read_due_texts()
    return post


def with_file(author, file, thing=None):
    """An object, new or as it was, whose published version is this file."""
    thing = thing or make_library.written(author)
    thing = LearningObject.objects.get(pk=thing.pk)
    draft = thing.draft_or_none or library.draft_as_it_would_be(thing, author)
    words = library.Words(content="file", file=file, change_note="Another file")
    library.write_draft(learning_object=thing, editor=author, words=words, revision=draft.revision)
    library.publish_draft(learning_object=LearningObject.objects.get(pk=thing.pk), author=author, change_note="New")
    read_due_texts()
    return LearningObject.objects.get(pk=thing.pk)


def found(person, words="zanzibar"):
    return [(hit.plain_title, hit.kind, str(hit.ref)) for hit in find(person, words).hits]


@pytest.mark.parametrize("name", ["Spring plan.pdf", "Spring plan.docx"])
def test_a_post_s_document_opens_the_post_and_shows_its_own_name(space, lena, tomas, signed_in, name):
    post = said(space, tomas, name=name)
    assert found(lena) == [(name, "file", f"post:{post.pk}")]
    hit = find(lena, "zanzibar").hits[0]
    assert hit.url == f"/posts/{post.pk}/"
    assert [part.text for part in hit.words if part.hit] == ["zanzibar"]
    page = signed_in(lena).get("/search/?q=zanzibar").content.decode()
    assert name in page
    assert "Post: Why 84.0" in page
    answer = signed_in(lena).get("/api/v1/search?q=zanzibar").json()["hits"][0]
    assert (answer["kind"], answer["ref"], answer["title"]) == ("file", f"post:{post.pk}", name)


def test_operators_and_facets_know_files(space, lena, tomas):
    said(space, tomas)
    for words in ("zanzibar kind:file", "zanzibar type:fichier", 'zanzibar in:"heart failure"', "zanzibar from:tomas"):
        assert len(found(lena, words)) == 1, words
    assert found(lena, "zanzibar kind:post") == []
    assert find(lena, "zanzibar").counts == {"file": 1}


def test_it_is_found_by_its_name_before_anybody_has_read_it(space, lena, tomas):
    a_post(a_thread(space, tomas), tomas, "See the file.", files=[stored(tomas, pdf(["x"]), "Zanzibar_plan-v2.pdf")])
    assert len(found(lena, "zanzibar plan")) == 1


def test_pictures_are_not_found_by_their_names(space, lena, tomas):
    a_post(a_thread(space, tomas), tomas, "See.", files=[stored(tomas, picture(), "zanzibar.png")])
    assert found(lena) == []


def test_eve_never_finds_a_file(space, eve, tomas, signed_in):
    said(space, tomas)
    assert found(eve) == []
    found_by_eve = find(eve, "zanzibar")
    assert (found_by_eve.total, found_by_eve.by_author, found_by_eve.meant) == (0, {}, "")
    assert signed_in(eve).get("/api/v1/search?q=zanzibar").json()["hits"] == []
    assert "Spring plan" not in signed_in(eve).get("/search/?q=zanzibar").content.decode()


def test_who_is_removed_finds_it_no_more_in_the_same_moment(space, lena, tomas):
    said(space, tomas)
    assert len(found(lena)) == 1
    social.remove_member(space=space, person=lena, by=tomas)
    assert found(lena) == []


def test_a_deleted_post_takes_its_files_along_and_a_restored_one_brings_them_back(space, lena, tomas):
    post = said(space, tomas)
    social.delete_post(post=post, by=tomas)
    assert found(lena) == found(tomas) == []
    post.refresh_from_db()
    social.restore_post(post=post, by=tomas)
    assert len(found(lena)) == 1


def test_a_file_follows_a_thread_that_is_restricted(space, lena, tomas):
    post = said(space, tomas)
    entry = SearchEntry.objects.get(kind="file")
    parent = SearchEntry.objects.get(kind="post", object_id=post.pk)
    actions.index(ref=Ref("post", post.pk), title="x", text="", language="en", audience={"nobody"})
    entry.refresh_from_db()
    assert entry.audience_id not in (None, parent.audience_id)
    assert found(lena) == []


def test_a_file_that_is_taken_off_is_forgotten_with_its_words(company, tomas):
    ref = note(company.cardiology, "Aspirin")
    thing, file = JobRole.objects.get(pk=ref.pk), stored(tomas, pdf(["zanzibar"]), "a.pdf")
    files.attach(file=file, to=thing)
    read_due_texts()
    assert len(found(tomas)) == 1
    files.detach(file=file, from_=thing)
    assert found(tomas) == []
    assert not FileText.objects.exists()
    assert not SearchEntry.objects.filter(kind="file").exists()


def test_one_content_on_two_things_is_read_once_and_found_under_both(space, lena, tomas):
    first, second = said(space, tomas, name="a.pdf"), said(space, lena, name="b.pdf")
    assert FileText.objects.count() == 1
    assert {ref for _title, _kind, ref in found(lena)} == {f"post:{first.pk}", f"post:{second.pk}"}


def test_an_object_s_file_opens_the_object_and_follows_its_versions(areas, company, lena):
    ines = make_library.an_author()
    old, new = stored(ines, pdf(["zanzibar"]), "old.pdf"), stored(ines, pdf(["madagascar"]), "new.pdf")
    thing = with_file(ines, old)
    assert found(lena) == [("old.pdf", "file", f"learning_object:{thing.pk}")]
    with_file(ines, new, thing)
    assert found(lena) == []
    assert found(lena, "madagascar") == [("new.pdf", "file", f"learning_object:{thing.pk}")]
    library.retire_object(learning_object=thing, keeper=ines, reason="Out of date")
    assert found(lena, "madagascar") == []


def test_the_index_written_anew_holds_the_files(space, lena, tomas):
    said(space, tomas)
    SearchEntry.objects.all().delete()
    call_command("reindex", "post")
    assert len(found(lena)) == 1


@pytest.mark.parametrize("many", [1, 3])
def test_files_cost_a_page_the_same_however_many(space, lena, tomas, many, django_assert_num_queries):
    thread = a_thread(space, tomas)
    for number in range(many):
        said(space, tomas, name=f"{number}.pdf", words=[f"zanzibar {number}"], thread=thread)
    find(lena, "zanzibar")
    # Two for her keys, the index, the entries, their posts; PostgreSQL is asked for her audiences and for its figures.
    with django_assert_num_queries(6 + 2 * (connection.vendor == "postgresql")):
        assert len(find(lena, "zanzibar").hits) == many
