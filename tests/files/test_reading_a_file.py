"""A file is read by whoever sees what it hangs on, and by nobody else, at every request."""

import pytest
from django.template.loader import render_to_string

from core.files import actions
from core.files.models import StoredFile
from core.files.queries import files_on, visible_file
from tests.make.files import MP4, PDF, picture, stored

pytestmark = pytest.mark.django_db


def test_what_hangs_on_nothing_is_its_owner_s_alone(lena, cast, signed_in):
    file = stored(lena)
    assert {person.name: signed_in(person).get(file.url).status_code for person in cast} == {
        person.name: 200 if person == lena else 404 for person in cast
    }


def test_what_hangs_on_a_thing_is_read_by_those_who_see_the_thing(lena, tomas, marc, eve, cast, desk, signed_in):
    file = stored(lena, picture(), "a.png")
    actions.attach(file=file, to=desk)
    for person in cast:
        expected = 200 if person in (tomas, marc) else 404
        page = signed_in(person)
        assert page.get(file.url).status_code == expected
        assert page.get(file.thumbnail_url).status_code == expected
        assert page.get(file.url, headers={"Range": "bytes=0-3"}).status_code in {206 if expected == 200 else 404}
        assert page.get(f"/api/v1/files/{file.pk}").status_code == expected


def test_who_loses_the_thing_loses_the_file_at_once_even_from_their_cache(tomas, lena, desk, company, signed_in):
    file = stored(lena)
    actions.attach(file=file, to=desk)
    page = signed_in(tomas)
    etag = page.get(file.url)["ETag"]
    assert page.get(file.url, headers={"If-None-Match": etag}).status_code == 304
    tomas.unit = company.oncology
    tomas.save()
    assert page.get(file.url, headers={"If-None-Match": etag}).status_code == 404


def test_list_and_check_agree_over_the_whole_cast(lena, cast, desk):
    own, hung, gone = stored(lena), stored(lena, PDF + b"2"), stored(lena, PDF + b"3")
    actions.attach(file=hung, to=desk)
    actions.delete_upload(file=gone, owner=lena)
    for person in cast:
        listed = set(StoredFile.objects.visible_to(person))
        assert listed == {file for file in (own, hung, gone) if visible_file(person, file.pk)}
    assert not visible_file(lena, gone.pk)


def test_somebody_deactivated_reads_nothing(lena):
    file = stored(lena)
    lena.is_active = False
    assert visible_file(lena, file.pk) is None
    assert not StoredFile.objects.visible_to(lena)


def test_a_stranger_is_sent_to_sign_in(lena, client):
    assert client.get(stored(lena).url).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "disposition"),
    [
        (PDF, "é.pdf", "attachment; filename*=utf-8''%C3%A9.pdf"),
        (b"a;b", "a.csv", 'attachment; filename="a.csv"'),
        (picture(), "a.png", 'inline; filename="a.png"'),
        (MP4, "a.mp4", 'inline; filename="a.mp4"'),
    ],
)
def test_nothing_that_is_opened_can_run_or_be_kept_by_others(lena, signed_in, content, name, disposition):
    answer = signed_in(lena).get(stored(lena, content, name).url)
    assert answer["Content-Disposition"] == disposition
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "status", "given", "said"),
    [
        ("bytes=0-9", 206, slice(0, 10), "bytes 0-9/3024"),
        ("bytes=3000-", 206, slice(3000, None), "bytes 3000-3023/3024"),
        ("bytes=3000-99999", 206, slice(3000, None), "bytes 3000-3023/3024"),
        ("bytes=-24", 206, slice(3000, None), "bytes 3000-3023/3024"),
        ("bytes=-99999", 206, slice(None), "bytes 0-3023/3024"),
        ("bytes=3024-", 416, slice(0), "bytes */3024"),
        ("bytes=9-3", 416, slice(0), "bytes */3024"),
        ("bytes=-0", 416, slice(0), "bytes */3024"),
        ("bytes=-", 200, slice(None), None),
        ("bytes=0-1,5-6", 200, slice(None), None),
        ("lines=0-1", 200, slice(None), None),
        ("bytes=0-" + "9" * 40, 200, slice(None), None),
    ],
)
def test_a_recording_is_read_in_pieces(lena, signed_in, asked, status, given, said):
    answer = signed_in(lena).get(stored(lena, MP4, "a.mp4").url, headers={"Range": asked})
    assert answer.status_code == status
    assert b"".join(answer) == MP4[given]
    assert answer.get("Content-Range") == said


def test_a_piece_of_another_content_is_not_given(lena, signed_in):
    answer = signed_in(lena).get(stored(lena).url, headers={"Range": "bytes=0-3", "If-Range": '"other"'})
    assert answer.status_code == 200


def test_asking_for_the_head_gives_no_body(lena, signed_in):
    file = stored(lena)
    answer = signed_in(lena).head(file.url)
    assert (answer.status_code, answer.content, answer["Content-Length"]) == (200, b"", str(file.size))


def test_files_are_not_compressed_on_the_way(lena, signed_in):
    file = stored(lena, b"word " * 9999, "a.txt")
    answer = signed_in(lena).get(file.url, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Length"] == str(file.size)


def test_a_file_without_a_small_picture_has_none(lena, signed_in):
    assert signed_in(lena).get(f"/files/{stored(lena).pk}/thumbnail/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_reading_costs_the_same_however_much_it_hangs_on(
    tomas, lena, desk, company, signed_in, many, django_assert_num_queries
):
    file = stored(lena)
    for unit in [desk, company.france, company.group][:many]:
        actions.attach(file=file, to=unit)
    page = signed_in(tomas)
    page.get(file.url)
    with django_assert_num_queries(5):
        assert page.get(file.url).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_files_of_a_page_cost_one_query(lena, desk, company, many, django_assert_num_queries):
    units = [desk, company.france, company.group][:many]
    for unit in units:
        actions.attach(file=stored(lena, PDF + str(unit.pk).encode()), to=unit)
    with django_assert_num_queries(1):
        found = files_on(type(desk), [unit.pk for unit in units])
    assert {pk: len(files) for pk, files in found.items()} == {unit.pk: 1 for unit in units}


def test_how_an_attachment_looks(lena):
    html = render_to_string(
        "files/_attachments.html", {"files": [stored(lena, PDF, "<b>.pdf"), stored(lena, picture(), "a.png")]}
    )
    assert "_b_.pdf" in html
    assert "/thumbnail/" in html
    assert html.count('data-testid="attachment"') == 2
    assert render_to_string("files/_attachments.html", {"files": []}).strip() == ""
