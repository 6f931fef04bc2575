"""Somebody brings a file: it is what its bytes say, it is kept once, and it is whole or not there."""

import errno
import io
import json
import os
import threading
import zlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from core.acts.refusals import Refused
from core.files import storage
from core.files.actions import store
from core.files.models import StoredFile
from tests.make.files import DOCX, MP4, ODT, PDF, archive, picture, stored

pytestmark = pytest.mark.django_db

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_as"),
    [
        (PDF, "a.pdf", "application/pdf", "a.pdf"),
        (DOCX, "a.docx", OFFICE, "a.docx"),
        (ODT, "a.odt", "application/vnd.oasis.opendocument.text", "a.odt"),
        (archive({"x.txt": "x"}), "a.zip", "application/zip", "a.zip"),
        (MP4, "a.mp4", "video/mp4", "a.mp4"),
        (b"ID3\x03\x00\x00\x00" + b"\x00" * 99, "a.mp3", "audio/mpeg", "a.mp3"),
        ("é;1\n".encode(), "a.csv", "text/csv", "a.csv"),
        ("latin é".encode("latin-1"), "a.txt", "text/plain", "a.txt"),
        (b"WEBVTT\n\n", "a.vtt", "text/vtt", "a.vtt"),
        (picture(), "a.png", "image/png", "a.png"),
        (picture("JPEG"), "a.jpeg", "image/jpeg", "a.jpeg"),
        (picture("GIF"), "a.gif", "image/gif", "a.gif"),
        (picture("WEBP"), "a.webp", "image/webp", "a.webp"),
        (picture(), "invoice.exe", "image/png", "invoice.exe.png"),
        (PDF, "page.html", "application/pdf", "page.html.pdf"),
        (PDF, "no ending", "application/pdf", "no ending.pdf"),
    ],
)
def test_a_file_is_what_its_bytes_say(lena, content, name, media_type, kept_as):
    file = stored(lena, content, name)
    assert (file.media_type, file.name, file.owner) == (media_type, kept_as, lena)
    assert storage.path_of(file.sha256).stat().st_size == file.size


@pytest.mark.parametrize(
    ("content", "name", "remedy"),
    [
        (b"", "a.txt", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "PDF or as an image"),
        (b"<!doctype html><script>alert(1)</script>", "a.txt", "PDF or as an image"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "a.csv", "PDF or as an image"),
        (b"MZ\x90\x00\x03" + b"\x00" * 200, "a.txt", "not accepted"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "a.png", "not accepted"),
        (b"alert(1)", "a.js", "not accepted"),
        (b"@echo off", "a.bat", "not accepted"),
        (b"plain", "plain", "not accepted"),
        (b"a\x00b" * 9000, "a.txt", "not plain text"),
        (b"PK\x03\x04 nothing", "a.docx", "damaged"),
        (archive({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), "a.docm", "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "docx, xlsx, pptx or PDF"),
        (picture()[:60], "a.png", "damaged"),
        (picture("BMP"), "a.bmp", "PNG or JPEG"),
        (b"RIFF\x00\x00\x00\x00AVI LIST" + b"\x00" * 99, "a.avi", "MP4, WebM or MP3"),
    ],
)
def test_what_is_not_accepted_says_what_to_do_and_leaves_nothing(lena, lying, content, name, remedy):
    with pytest.raises(Refused, match=remedy) as refusal:
        stored(lena, content, name)
    assert (refusal.value.status, refusal.value.field) == (422, "file")
    assert not StoredFile.objects.exists()
    assert lying() == []


def test_a_file_past_the_limit_is_refused_and_leaves_nothing(lena, lying, settings):
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="1 MB fit") as refusal:
        stored(lena, b"x" * (1024 * 1024 + 1), "a.txt")
    assert refusal.value.code == "files.too_large"
    assert lying() == []


@pytest.mark.parametrize(
    ("called", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\é t é.pdf", "é t é.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('<img src=x onerror="alert(1)">.pdf', "_img src=x onerror=_alert(1)__.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("...", "file.pdf"),
        ("\x00", "file.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a" * 400 + ".pdf", "a" * 176 + ".pdf"),
    ],
)
def test_a_hostile_name_is_neutralised_and_still_readable(lena, called, kept_as):
    file = SimpleUploadedFile("x", PDF)
    file._name = called  # as a hostile client would send it, past Django's own care
    assert store(owner=lena, upload=file).name == kept_as


def test_the_same_bytes_lie_there_once(lena, tomas, lying):
    first, second = stored(lena, PDF, "a.pdf"), stored(tomas, PDF, "b.pdf")
    assert first.pk != second.pk
    assert lying() == [first.sha256]


def test_the_same_key_gives_the_same_file(lena):
    key = uuid4()
    assert stored(lena, key=key) == stored(lena, key=key)
    with pytest.raises(Refused) as refusal:
        stored(lena, PDF + b"%", key=key)
    assert refusal.value.status == 409
    assert StoredFile.objects.count() == 1


def test_a_key_whose_file_is_gone_asks_to_bring_it_again(lena):
    key = uuid4()
    stored(lena, key=key).delete()
    with pytest.raises(Refused, match="Attach the file again"):
        stored(lena, key=key)


def test_a_photograph_loses_where_it_was_taken_and_stands_upright(lena):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    exif[0x010F] = "Spy camera"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    file = stored(lena, picture("JPEG", size=(800, 400), exif=exif, comment=b"secret"), "photo.jpg")
    drawn = storage.path_of(file.sha256).read_bytes()
    assert b"Spy camera" not in drawn
    assert b"secret" not in drawn
    with Image.open(io.BytesIO(drawn)) as image:
        assert image.size == (file.width, file.height) == (400, 800)
        assert not image.getexif()
    with Image.open(storage.path_of(file.sha256, storage.THUMBNAIL)) as small:
        assert (small.format, small.size) == ("WEBP", (320, 640))


def test_what_is_hidden_behind_a_picture_does_not_travel_with_it(lena):
    file = stored(lena, picture() + b"<script>alert(1)</script>", "a.png")
    assert b"script" not in storage.path_of(file.sha256).read_bytes()


def test_a_moving_picture_still_moves(lena):
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=200)
    file = stored(lena, out.getvalue(), "a.gif")
    with Image.open(storage.path_of(file.sha256)) as image:
        assert image.n_frames == 3
        assert image.info["duration"] == 200


def test_a_picture_that_would_fill_the_memory_is_refused(lena, lying):
    bomb = bytearray(picture())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    with pytest.raises(Refused, match="50 megapixels"):
        stored(lena, bytes(bomb), "bomb.png")
    assert lying() == []


def test_a_full_disk_says_so_and_leaves_nothing_half_done(lena, lying, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="no room left") as refusal:
        stored(lena)
    assert (refusal.value.status, refusal.value.retry_after) == (503, 300)
    assert not StoredFile.objects.exists()
    assert lying() == []


def test_the_composer_gets_what_it_needs_to_show_the_file(lena, signed_in):
    key = str(uuid4())
    page = signed_in(lena)
    answers = [
        page.post("/files/", {"file": SimpleUploadedFile("é.png", picture()), "key": key}),
        page.post("/files/", {"file": SimpleUploadedFile("é.png", picture())}, headers={"Idempotency-Key": key}),
    ]
    file = StoredFile.objects.get()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json() == {
        "id": file.pk,
        "name": "é.png",
        "url": f"/files/{file.pk}/",
        "size": file.size,
        "type": "image/png",
        "thumbnail": f"/files/{file.pk}/thumbnail/",
        "width": 60,
        "height": 40,
        "alt": "",
    }  # fmt: skip


def test_the_composer_is_told_why_not(lena, signed_in):
    page = signed_in(lena)
    assert page.post("/files/").json()["code"] == "files.missing"
    answer = page.post("/files/", {"file": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["title"].startswith("Web pages and SVG")
    lena.language = "fr"
    lena.save()
    answer = page.post("/files/", {"file": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert answer.json()["title"].startswith("Les pages web")


def test_an_upload_past_the_limit_is_cut_off_while_it_comes(lena, signed_in, settings, lying):
    settings.UPLOAD_MOST_BYTES = 2 * 1024 * 1024
    answer = signed_in(lena).post("/files/", {"file": SimpleUploadedFile("a.txt", b"x" * 3 * 1024 * 1024)})
    assert (answer.status_code, answer.json()["code"]) == (422, "files.too_large")
    assert lying() == []


def test_a_flood_of_uploads_is_slowed_down(lena, tomas, signed_in, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    page = signed_in(lena)
    codes = [page.post("/files/").status_code for _each in range(41)]
    answer = page.post("/files/", {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert codes == [422] * 40 + [429]
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert signed_in(tomas).post("/files/", {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 201


def test_programs_bring_files_too(lena, eve, signed_in):
    key = str(uuid4())
    page = signed_in(lena)
    answers = [
        page.post("/api/v1/files", {"file": SimpleUploadedFile("a.pdf", PDF)}, headers={"Idempotency-Key": key})
        for _again in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    pk = answers[0].json()["id"]
    assert page.get(f"/api/v1/files/{pk}").json()["type"] == "application/pdf"
    assert signed_in(eve).get(f"/api/v1/files/{pk}").status_code == 404
    refused = page.post("/api/v1/files", {"file": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert (refused.status_code, json.loads(refused.content)["code"]) == (422, "files.not_accepted")
    assert page.post("/api/v1/files").status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_bytes_at_once_both_have_them(lena, tomas, lying):
    def bring(person):
        try:
            stored(person)
        finally:
            connection.close()

    people = [threading.Thread(target=bring, args=[person]) for person in (lena, tomas)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert StoredFile.objects.count() == 2
    assert len(lying()) == 1
