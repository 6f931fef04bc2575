"""An author goes through the pages: begins, writes, describes, previews, publishes, is told what is wrong."""

import pytest

from core.library.models import LearningObject
from tests.make import library as make

pytestmark = pytest.mark.django_db


def latest():
    return LearningObject.objects.order_by("pk").last()


def test_from_the_first_word_to_the_catalogue(ines, lena, signed_in):
    browser = signed_in(ines)
    assert browser.get("/library/new/").status_code == 200
    begun = {"title": "Intervals", "code": "CARD-ONB-012", "kind": "job_aid", "language": "en", "content": "page"}
    answer = browser.post("/library/new/", begun)
    thing = latest()
    assert answer.url == f"/library/{thing.pk}/edit/"
    answer = browser.post(answer.url, {"content": "page", "source": "Read it.", "revision": 1, "preview": "1"})
    assert answer.url == f"/library/{thing.pk}/preview/"
    preview = browser.get(answer.url).content.decode()
    assert "Read it." in preview
    assert "Say how long it usually takes." in preview
    described = {
        "title": "Intervals", "code": "CARD-ONB-012", "kind": "job_aid", "language": "en", "summary": "What it says",
        "objectives": "Read one", "minutes": 4, "level": "foundation", "mode": "asynchronous", "share": 10,
        "confidentiality": "internal",
    }  # fmt: skip
    assert browser.post(f"/library/{thing.pk}/describe/", described).status_code == 302
    assert "Nothing is missing." in browser.get(f"/library/{thing.pk}/preview/").content.decode()
    assert browser.post(f"/library/{thing.pk}/publish/", {}).url == f"/library/{thing.pk}/"
    assert "Intervals" in signed_in(lena).get("/library/").content.decode()


def test_a_form_that_comes_back_keeps_every_word(ines, signed_in):
    browser = signed_in(ines)
    wrong = {"title": "A title worth keeping", "code": "small", "kind": "job_aid", "language": "en", "content": "page"}
    answer = browser.post("/library/new/", wrong)
    assert answer.status_code == 422
    assert "A title worth keeping" in answer.content.decode()
    assert not LearningObject.objects.exists()


def test_pressing_begin_twice_begins_once(ines, signed_in):
    begun = {
        "title": "Intervals", "code": "CARD-1", "kind": "job_aid", "language": "en", "content": "page",
        "key": "00000000-0000-4000-8000-000000000001",
    }  # fmt: skip
    browser = signed_in(ines)
    browser.post("/library/new/", begun)
    second = browser.post("/library/new/", begun)
    assert LearningObject.objects.count() == 1
    assert second.url == f"/library/{latest().pk}/edit/"


def test_words_are_kept_while_somebody_writes(ines, signed_in):
    thing = make.begun(ines)
    browser = signed_in(ines)
    answer = browser.post(f"/library/{thing.pk}/edit/keep/", {"content": "page", "source": "Half a", "revision": 1})
    assert answer.json()["revision"] == 2
    answer = browser.post(
        f"/library/{thing.pk}/edit/keep/", {"content": "page", "source": "Half a word", "revision": 2}
    )
    assert answer.json()["revision"] == 3
    assert LearningObject.objects.get(pk=thing.pk).draft.source == "Half a word"


def test_two_authors_do_not_overwrite_each_other(ines, paul, signed_in):
    thing = make.written(ines, "Before.")
    make.write(thing, paul, "Paul’s words.")
    stale = {"content": "page", "source": "Inès’s words.", "revision": 2}
    answer = signed_in(ines).post(f"/library/{thing.pk}/edit/keep/", stale)
    assert answer.status_code == 409
    assert "Paul Berger saved this draft" in answer.json()["error"]
    answer = signed_in(ines).post(f"/library/{thing.pk}/edit/", stale)
    assert answer.status_code == 422
    assert "Inès’s words." in answer.content.decode()


def test_publishing_what_is_not_finished_says_what_is_missing(ines, signed_in):
    thing = make.begun(ines)
    answer = signed_in(ines).post(f"/library/{thing.pk}/publish/", {"change_note": ""})
    assert answer.status_code == 422
    assert "Write the page." in answer.content.decode()


def test_a_contributor_joins_by_e_mail_and_leaves(ines, lena, signed_in):
    thing = make.written(ines)
    browser = signed_in(ines)
    assert (
        browser.post(f"/library/{thing.pk}/contributors/", {"email": "nobody@x.org", "part": "expert"}).status_code
        == 422
    )
    browser.post(f"/library/{thing.pk}/contributors/", {"email": "LENA@example.org", "part": "expert"})
    assert signed_in(lena).get(f"/library/{thing.pk}/edit/").status_code == 200
    contributor = thing.contributors.get(person=lena)
    browser.post(f"/library/{thing.pk}/contributors/{contributor.pk}/remove/")
    assert signed_in(lena).get(f"/library/{thing.pk}/edit/").status_code == 404


def test_retiring_by_the_code_of_the_replacement(ines, signed_in):
    old, new = make.published(ines), make.published(ines)
    browser = signed_in(ines)
    assert browser.post(f"/library/{old.pk}/retire/", {"reason": "Old", "superseded_by": "NOPE-1"}).status_code == 422
    assert browser.post(f"/library/{old.pk}/retire/", {"reason": "", "superseded_by": ""}).status_code == 422
    browser.post(f"/library/{old.pk}/retire/", {"reason": "Old", "superseded_by": new.code.lower()})
    assert LearningObject.objects.get(pk=old.pk).superseded_by == new
    browser.post(f"/library/{old.pk}/bring-back/", {"reason": "Wrong"})
    assert LearningObject.objects.get(pk=old.pk).state == "published"


def test_a_get_changes_nothing(ines, signed_in):
    thing = make.published(ines)
    for path in ("publish/", "draft/discard/", "contributors/1/remove/"):
        assert signed_in(ines).get(f"/library/{thing.pk}/{path}").status_code == 405
    signed_in(ines).get(f"/library/{thing.pk}/edit/")
    assert LearningObject.objects.get(pk=thing.pk).draft_or_none is None


def test_a_learner_is_told_why_there_is_no_form(lena, signed_in):
    answer = signed_in(lena).get("/library/new/")
    assert answer.status_code == 403
    assert "authors and the training department" in answer.content.decode()
