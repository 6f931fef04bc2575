"""A document that hangs on something is read for its words, once; a hostile one costs little and leaves a note."""

import io
import time
import zipfile
import zlib

import pytest

from core.config import environment
from core.demo.documents import docx, pdf
from core.files import actions, extraction, storage
from core.files.models import FileText
from core.files.tasks import read_due_texts
from tests.make.files import archive, picture, stored

pytestmark = pytest.mark.django_db

PPTX = {
    "[Content_Types].xml": "<Types/>",
    "ppt/slides/slide10.xml": "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>Questions</a:t></a:r></a:p></p:sld>",
    "ppt/slides/slide2.xml": "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:t>Hazard</a:t><a:t> ratio</a:t></a:p></p:sld>",
}
XLSX = {
    "[Content_Types].xml": "<Types/>",
    "xl/sharedStrings.xml": "<sst><si><t>Placebo</t></si><si><t>Ticagrelor</t></si></sst>",
    "xl/worksheets/sheet1.xml": "<worksheet><row><c><is><t>inline</t></is></c><c><v>17</v></c></row></worksheet>",
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": "<o:doc xmlns:o='o' xmlns:text='t'><text:p>Essai <text:span>clinique</text:span></text:p></o:doc>",
}


def words_of(owner, on, content, name):
    """Hangs a document on a thing, lets the worker do its work, and gives what is kept of it."""
    actions.attach(file=stored(owner, content, name), to=on)
    assert read_due_texts() == 1
    return FileText.objects.get()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (pdf(["Ticagrelor (90 mg)", "Réponse à l’essai"]), "a.pdf", ["Ticagrelor (90 mg)", "Réponse à l’essai"]),
        (docx(["Sécurité & tolérance", "Second paragraph"]), "a.docx", ["Sécurité & tolérance\nSecond paragraph"]),
        (archive(PPTX), "a.pptx", ["Hazard ratio\n", "Questions"]),
        (archive(XLSX), "a.xlsx", ["Placebo\nTicagrelor", "inline"]),
        (archive(ODT), "a.odt", ["Essai clinique"]),
        ("Les données".encode(), "a.txt", ["Les données"]),
        ("Les données".encode("cp1252"), "a.csv", ["Les données"]),
    ],
)
def test_its_words_are_known(lena, desk, content, name, says):
    kept = words_of(lena, desk, content, name)
    assert (kept.note, kept.tries) == ("", 1)
    for words in says:
        assert words in kept.text


def test_slides_come_in_their_order(lena, desk):
    text = words_of(lena, desk, archive(PPTX), "a.pptx").text
    assert text.index("Hazard") < text.index("Questions")


def test_the_same_content_is_read_once(lena, tomas, desk, company):
    content = pdf(["Ticagrelor"])
    words_of(lena, desk, content, "a.pdf")
    actions.attach(file=stored(tomas, content, "b.pdf"), to=company.oncology)
    assert read_due_texts() == 0
    assert FileText.objects.count() == 1


def test_what_hangs_nowhere_is_not_read_and_pictures_never(lena, desk):
    stored(lena, pdf(["Private"]), "a.pdf")
    actions.attach(file=stored(lena, picture(), "a.png"), to=desk)
    assert not FileText.objects.exists()


def test_the_words_are_forgotten_with_the_last_thing_they_hang_on(lena, desk, company):
    file = stored(lena, pdf(["Ticagrelor"]), "a.pdf")
    for thing in (desk, company.oncology):
        actions.attach(file=file, to=thing)
    read_due_texts()
    actions.detach(file=file, from_=desk)
    assert FileText.objects.count() == 1
    actions.detach(file=file, from_=company.oncology)
    assert not FileText.objects.exists()


def test_what_was_hung_before_anybody_read_is_read_too(lena, desk):
    actions.attach(file=stored(lena, pdf(["Ticagrelor"]), "a.pdf"), to=desk)
    FileText.objects.all().delete()
    assert actions.have_all_read() == 1
    assert read_due_texts() == 1
    assert "Ticagrelor" in FileText.objects.get().text


# Hostile documents


def bomb():
    """A docx of some kilobytes that unpacks to 200 MB without a word."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        with zipped.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:d xmlns:w='w'>")
            for _ in range(200):
                part.write(b" " * 1024 * 1024)
            part.write(b"</w:d>")
    return out.getvalue()


def laughs():
    """A docx whose entities multiply."""
    said = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<!DOCTYPE d [<!ENTITY a0 "ha">{said}]><d><t>&a9;</t></d>',
        }
    )


def pdf_bomb():
    """A PDF whose page unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(1024)) + packer.flush()
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(packed), packed)
    )


@pytest.mark.parametrize(
    ("content", "name", "notes"),
    [
        (bomb(), "bomb.docx", {"huge"}),
        (laughs(), "laughs.docx", {"damaged"}),
        (pdf_bomb(), "bomb.pdf", {"", "huge", "damaged"}),
        (b"%PDF-1.7\nnothing of the kind", "broken.pdf", {"damaged"}),
        (archive({"[Content_Types].xml": "<T/>", "word/document.xml": "<a><b>"}), "cut.docx", {""}),
    ],
)
def test_a_hostile_document_costs_a_bounded_time_and_leaves_a_note(lena, desk, content, name, notes):
    begun = time.monotonic()
    kept = words_of(lena, desk, content, name)
    assert time.monotonic() - begun < extraction.SECONDS + 5
    assert kept.note in notes
    assert len(kept.text) <= extraction.MOST_SIGNS
    assert kept.done_at is not None
    assert read_due_texts() == 0


def test_who_does_not_come_to_an_end_is_killed(lena, desk):
    file = stored(lena, pdf(["Ticagrelor"]), "a.pdf")
    read = extraction.text_of(storage.path_of(file.sha256), file.media_type, seconds=0.01)
    assert (read.text, read.note) == ("", "slow")


def test_what_kills_whoever_reads_it_is_given_up(lena, desk):
    actions.attach(file=stored(lena, pdf(["Ticagrelor"]), "a.pdf"), to=desk)
    for _ in range(3):
        actions.keeping._begin_reading(row=FileText.objects.get())
    assert read_due_texts() == 0


def test_missing_bytes_leave_a_note(lena, desk):
    file = stored(lena, pdf(["Ticagrelor"]), "a.pdf")
    actions.attach(file=file, to=desk)
    storage.path_of(file.sha256).unlink()
    read_due_texts()
    assert FileText.objects.get().note == "missing"


def test_the_reader_knows_no_secret_of_ours(monkeypatch, settings):
    monkeypatch.setenv("SECRET_KEY", "quiet")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    for known in (environment.bare(), settings.BARE_ENVIRONMENT):
        assert not {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} & known.keys()
