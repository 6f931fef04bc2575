"""Somebody opens an object: its content at once, its facts, its versions, where it is used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.files.actions import store
from core.kinds.registry import Ref
from core.library import actions
from core.library.models import LearningObject, Use
from core.ui.panels import _panels, panel
from tests.make import library as make

pytestmark = pytest.mark.django_db


def picture():
    bytes_ = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(bytes_, "PNG")
    return SimpleUploadedFile("board.png", bytes_.getvalue(), "image/png")


def pdf():
    return SimpleUploadedFile("aid.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")


def published_file(ines, upload):
    thing = make.written(ines)
    words = actions.Words(content="file", file=store(owner=ines, upload=upload))
    revision = LearningObject.objects.get(pk=thing.pk).draft.revision
    actions.write_draft(learning_object=thing, editor=ines, words=words, revision=revision)
    return actions.publish_draft(learning_object=thing, author=ines).learning_object


def page(signed_in, person, thing, path=""):
    answer = signed_in(person).get(f"/library/{thing.pk}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_stands_open(lena, ines, signed_in):
    thing = make.published(ines, "Read the interval before the estimate.", title="Intervals")
    shown = page(signed_in, lena, thing)
    for words in ("Read the interval before the estimate.", "Intervals", "Read an interval aloud.", "Inès Moreau"):
        assert words in shown
    assert "Edit" not in shown


def test_a_link_says_where_it_leads_and_tells_that_site_nothing(lena, ines, signed_in):
    thing = make.written(ines)
    words = actions.Words(content="link", url="https://www.ema.europa.eu/en/a?b=1")
    actions.write_draft(learning_object=thing, editor=ines, words=words, revision=2)
    actions.publish_draft(learning_object=thing, author=ines)
    shown = page(signed_in, lena, thing)
    assert "www.ema.europa.eu" in shown
    assert 'rel="noopener noreferrer"' in shown


def test_a_picture_is_shown_and_a_pdf_opens(lena, ines, signed_in):
    shown = page(signed_in, lena, published_file(ines, picture()))
    assert '<img src="/files/' in shown
    shown = page(signed_in, lena, published_file(ines, pdf()))
    assert "aid.pdf" in shown


def test_the_file_of_a_version_is_read_by_its_readers_only(lena, eve, ines, company, signed_in):
    thing = published_file(ines, picture())
    actions.describe_object(
        learning_object=thing, editor=ines, described={"confidentiality": "restricted"}, audience=[company.liaison]
    )
    url = LearningObject.objects.get(pk=thing.pk).published.file.url
    assert signed_in(ines).get(url).status_code == 200
    assert signed_in(eve).get(url).status_code == 404


def test_the_file_of_a_draft_is_hidden_from_readers_of_the_object(lena, ines, signed_in):
    thing = make.published(ines)
    file = store(owner=ines, upload=picture())
    words = actions.Words(content="file", file=file)
    actions.write_draft(learning_object=thing, editor=ines, words=words, revision=1)
    assert signed_in(lena).get(file.url).status_code == 404
    actions.publish_draft(learning_object=thing, author=ines, change_note="A picture")
    assert signed_in(lena).get(file.url).status_code == 200


def test_what_is_no_pdf_and_no_picture_is_refused(ines, signed_in):
    thing = make.begun(ines)
    form = {"content": "file", "revision": 1, "upload": SimpleUploadedFile("notes.txt", b"Some words")}
    answer = signed_in(ines).post(f"/library/{thing.pk}/edit/", form)
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()


def test_where_it_is_used_leaves_out_what_the_reader_may_not_see(lena, eve, ines, company, signed_in):
    thing = make.published(ines)
    secret = make.published(ines, title="Restricted course", confidentiality="restricted", audience=[company.liaison])
    public = make.published(ines, title="Open course")
    for user in (secret, public):
        actions.use(learning_object=thing, by=Ref.to(user))
        actions.use(learning_object=thing, by=Ref.to(user))
    assert Use.objects.count() == 2
    assert f"/library/{thing.pk}/uses/" in page(signed_in, eve, thing)
    shown = page(signed_in, eve, thing, "uses/")
    assert "Open course" in shown
    assert "Restricted course" not in shown
    assert "Restricted course" in page(signed_in, ines, thing, "uses/")
    actions.release(learning_object=thing, by=Ref.to(public))
    assert "Nowhere that you can see." in page(signed_in, eve, thing, "uses/")


def test_a_used_draft_is_not_thrown_away(ines):
    thing, course = make.written(ines), make.published(ines)
    actions.use(learning_object=thing, by=Ref.to(course))
    with pytest.raises(Exception, match="refers to this object"):
        actions.discard_draft(learning_object=thing, editor=ines)


def test_upper_rooms_show_their_talk_about_it(lena, ines, signed_in):
    def talk(request, thing):
        return f"<p>3 threads about {thing.code}</p>"

    thing = make.published(ines)
    panel("library.object", talk)
    try:
        assert f"3 threads about {thing.code}" in page(signed_in, lena, thing)
    finally:
        _panels["library.object"].remove(talk)


def test_older_versions_stay_readable_and_comparable(lena, ines, signed_in):
    thing = make.published(ines, "One line.\n\nRisk is 4 in 100.")
    make.write(thing, ines, "One line.\n\nRisk is 3 in 100.")
    actions.publish_draft(learning_object=thing, author=ines, change_note="New figure")
    assert "Risk is 4 in 100." in page(signed_in, lena, thing, "versions/1/")
    listed = page(signed_in, lena, thing, "versions/")
    assert "New figure" in listed
    assert "First version" in listed
    compared = page(signed_in, lena, thing, "versions/compare/?from=1&to=2")
    assert "<del>4</del>" in compared
    assert "<ins>3</ins>" in compared
    assert signed_in(lena).get(f"/library/{thing.pk}/versions/9/").status_code == 404


def test_comparing_without_numbers_takes_the_last_two(lena, ines, signed_in):
    thing = make.published(ines, "Old")
    assert "same words" not in page(signed_in, lena, thing, "versions/compare/")
    make.write(thing, ines, "New")
    actions.publish_draft(learning_object=thing, author=ines, change_note="New")
    assert "<ins>New</ins>" in page(signed_in, lena, thing, "versions/compare/?from=zz")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_the_same_statements_however_much_hangs_on_it(
    lena, ines, company, signed_in, django_assert_num_queries, how_many
):
    thing = make.published(ines, audience=[company.liaison])
    for number in range(how_many):
        actions.use(learning_object=thing, by=Ref.to(make.published(ines, title=f"Course {number}")))
        if number:
            make.write(thing, ines, f"Words {number}")
            actions.publish_draft(learning_object=thing, author=ines, change_note="More")
    browser = signed_in(lena)
    browser.get(f"/library/{thing.pk}/")
    with django_assert_num_queries(11):
        assert browser.get(f"/library/{thing.pk}/").status_code == 200
    with django_assert_num_queries(10):
        assert len(browser.get(f"/library/{thing.pk}/uses/").context["used_by"]["learning object"]) == how_many


def test_the_api_tells_the_same(lena, ines, signed_in):
    thing = make.published(ines, "Read it.", keywords="interval, estimate")
    told = signed_in(lena).get(f"/api/v1/objects/{thing.pk}").json()
    assert (told["code"], told["version"], told["keywords"]) == (thing.code, 1, ["interval", "estimate"])
    assert told["published"]["html"] == "<p>Read it.</p>"
    versions = signed_in(lena).get(f"/api/v1/objects/{thing.pk}/versions").json()
    assert [version["number"] for version in versions["items"]] == [1]
