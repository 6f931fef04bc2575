"""Somebody hands Ada a file that is not what it says: it is refused with a sentence, and nothing of it is written."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from core.accounts.models import Person, RoleGrant
from core.accounts.roles import ADMINISTRATOR
from core.acts.jobs import drain
from core.files.models import StoredFile
from social import actions
from social.models import FormerMember, Post, Space, SpaceImport
from social.queries.importing import faults_of, sentence
from social.space_file import parcel
from social.space_file.parcel import place_of

pytestmark = pytest.mark.django_db
WORDS = b"plain words"
HASH = hashlib.sha256(WORDS).hexdigest()
MOMENT = "2026-05-04T09:00:00+00:00"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def ada(admin) -> Person:
    RoleGrant.objects.get_or_create(person=admin, role=ADMINISTRATOR, unit=None)
    return Person.objects.get(pk=admin.pk)


def a_post(number: int = 1, **more) -> dict:
    post = {
        "number": number,
        "reply_to": None,
        "meant_for": None,
        "author": {"person": "iris@elsewhere.example", "anonymous": False},
        "spoke_as": "",
        "source": "Hello",
        "format": "text",
        "language": "en",
        "written_at": MOMENT,
        "edited_at": None,
        "redacted": False,
        "history": [],
        "quotes": [],
        "reactions": [],
        "files": [],
        "poll": None,
        "accepted": None,
    }
    return {**post, **more}


def a_talk(*posts: dict, **more) -> dict:
    thread = {
        "key": 1,
        "title": "A talk",
        "kind": "discussion",
        "state": "open",
        "language": "en",
        "author": {"person": "iris@elsewhere.example", "anonymous": False},
        "opened_at": MOMENT,
        "answered_at": None,
        "elsewhere": None,
        "slow_seconds": 0,
        "tags": [],
        "learning_object": None,
        "place": {},
        "posts": list(posts) or [a_post()],
    }
    return {**thread, **more}


def a_document(*threads: dict, **more) -> dict:
    document = {
        "format": "compagnon.space",
        "version": 1,
        "exported_at": MOMENT,
        "space": {
            "name": "Elsewhere",
            "about": "",
            "openness": "closed",
            "language": "en",
            "slow_seconds": 0,
            "vocabulary": [],
            "created_at": MOMENT,
            "archived": False,
        },
        "people": [{"email": "iris@elsewhere.example", "name": "Iris Far"}],
        "members": [],
        "pins": [],
        "threads": list(threads) or [a_talk()],
    }
    return {**document, **more}


def packed(
    document: object, entries: dict[str, bytes] | None = None, *, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", compression) as archive:
        if document is not None:
            archive.writestr("space.json", document if isinstance(document, str | bytes) else json.dumps(document))
        for name, content in (entries or {}).items():
            archive.writestr(name, content)
    return raw.getvalue()


def bring(ada, raw: bytes) -> SpaceImport:
    brought = actions.bring_file(by=ada, upload=SimpleUploadedFile("space.zip", raw))
    drain()
    brought.refresh_from_db()
    if brought.state == "looked_at":
        actions.want_import(brought=brought, by=ada, name="Elsewhere")
        drain()
        brought.refresh_from_db()
    return brought


def twice() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("space.json", json.dumps(a_document()))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("space.json", json.dumps(a_document()))
    return raw.getvalue()


def with_file(**more) -> dict:
    return a_document(a_talk(a_post(files=[{"sha256": HASH, "name": "a.txt", "media_type": "text/plain", **more}])))


POLL = {
    "question": "Which?",
    "options": ["One", "Two"],
    "kind": "single",
    "most": 1,
    "anonymous": False,
    "shows": "always",
    "due_at": None,
    "closed_at": None,
    "result": None,
    "ballots": [],
}
IRIS = "iris@elsewhere.example"
BAD = {
    "no zip": (lambda: b"Not a zip at all", "broken"),
    "cut in two": (lambda: packed(a_document())[:300], "broken"),
    "an empty zip": (lambda: packed(None), "no_document"),
    "a path out of the folder": (lambda: packed(a_document(), {"../../etc/passwd": b"x"}), "strange_name"),
    "an absolute path": (lambda: packed(a_document(), {"/tmp/x": b"x"}), "strange_name"),
    "a name that is no hash": (lambda: packed(a_document(), {"files/x.txt": b"x"}), "strange_name"),
    "the same twice": (twice, "twice"),
    "a bomb": (lambda: packed(a_document(), {f"files/{HASH}": b"\0" * 9_000_000}), "bomb"),
    "a document that is a bomb": (lambda: packed(b" " * 9_000_000 + json.dumps(a_document()).encode()), "bomb"),
    "more than is taken in": (lambda: packed(a_document(), {f"files/{HASH}": b"\0" * 27_000_000}), "too_large"),
    "bytes of another hash": (lambda: packed(with_file(), {f"files/{HASH}": b"other words"}), "wrong_hash"),
    "a file that is missing": (lambda: packed(with_file()), "file_missing"),
    "half a document": (lambda: packed(json.dumps(a_document())[:400]), "not_json"),
    "not a number": (lambda: packed(json.dumps(a_document()).replace("1", "NaN", 1)), "not_json"),
    "a document too deep": (lambda: packed("[" * 200_000), "not_json"),
    "a zero sign": (lambda: packed(a_document(a_talk(title="A\0B"))), "not_json"),
    "half a sign": (lambda: packed(json.dumps(a_document()).replace("A talk", "\\ud800")), "not_json not_as_agreed"),
    "a list": (lambda: packed([1, 2]), "not_a_space"),
    "another format": (lambda: packed({"format": "other"}), "not_a_space"),
    "another version": (lambda: packed(a_document(version=2)), "other_version"),
    "a part that nobody knows": (lambda: packed(a_document(a_talk(audience="study:1"))), "not_as_agreed"),
    "a kind that is none": (lambda: packed(a_document(a_talk(kind="secret"))), "not_as_agreed"),
    "a post without end": (lambda: packed(a_document(a_talk(a_post(source="x" * 70_000)))), "not_as_agreed"),
    "somebody unknown": (lambda: packed(a_document(people=[])), "nobody"),
    "a member unknown": (
        lambda: packed(a_document(members=[{"person": "x@y.z", "role": "member", "joined_at": MOMENT}])),
        "members",
    ),
    "numbers that fall": (lambda: packed(a_document(a_talk(a_post(2), a_post(1)))), "numbers"),
    "an answer to what comes later": (lambda: packed(a_document(a_talk(a_post(1, reply_to=2), a_post(2)))), "reply"),
    "three levels": (
        lambda: packed(a_document(a_talk(a_post(1), a_post(2, reply_to=1), a_post(3, reply_to=2)))),
        "reply",
    ),
    "a quote of nothing": (lambda: packed(a_document(a_talk(a_post(quotes=[{"post": 9, "text": "x"}])))), "quotes"),
    "an answer to no question": (
        lambda: packed(a_document(a_talk(a_post(), a_post(2, accepted={"by": IRIS, "at": MOMENT})))),
        "answered",
    ),
    "a vote for nothing": (
        lambda: packed(a_document(a_talk(a_post(poll={**POLL, "ballots": [{"person": IRIS, "choices": [3]}]})))),
        "poll",
    ),
    "a secret vote with a name": (
        lambda: packed(
            a_document(a_talk(a_post(poll={**POLL, "anonymous": True, "ballots": [{"person": IRIS, "choices": [1]}]})))
        ),
        "poll",
    ),
    "a pin of nothing": (lambda: packed(a_document(pins=[{"thread": 7, "learning_object": None}])), "pins"),
    "answered in a talk that is not there": (
        lambda: packed(a_document(a_talk(kind="question", answered_at=MOMENT, elsewhere={"thread": 5, "post": None}))),
        "elsewhere",
    ),
    "HTML nested too deep": (
        lambda: packed(a_document(a_talk(a_post(source="<div>" * 200 + "x", format="html")))),
        "words",
    ),
    "a program as a file": (
        lambda: packed(with_page(), {f"files/{hashlib.sha256(PAGE).hexdigest()}": PAGE}),
        "file_refused",
    ),
}
PAGE = b"<html><script>alert(1)</script></html>"


def with_page() -> dict:
    sha256 = hashlib.sha256(PAGE).hexdigest()
    return a_document(a_talk(a_post(files=[{"sha256": sha256, "name": "a.txt", "media_type": "text/plain"}])))


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_a_sentence_and_nothing_is_written(what, ada):
    make, codes = BAD[what]
    before = Person.objects.count()
    brought = bring(ada, make())
    assert brought.state == "refused", brought.report
    assert {code for code, _place in brought.faults} <= set(codes.split())
    assert all(sentence(code) != code for code, _place in brought.faults)
    assert faults_of(brought)
    assert brought.path == ""
    assert not list(place_of("imports").glob("*")), "the file is gone"
    counts = (Space.objects.count(), Post.objects.count(), FormerMember.objects.count(), StoredFile.objects.count())
    assert counts == (0, 0, 0, 0)
    assert Person.objects.count() == before


def test_html_comes_in_by_the_one_door(ada, signed_in):
    source = '<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">there</a></p>'
    document = a_document(a_talk(a_post(source=source, format="html"), title="<img src=x onerror=y>"))
    brought = bring(ada, packed(document))
    assert brought.state == "written"
    post = Post.objects.get()
    assert post.source == source
    assert "script" not in post.html
    assert "onclick" not in post.html
    assert "javascript" not in post.html
    page = signed_in(ada).get(f"/threads/{post.thread_id}/").content.decode()
    assert "<img src=x" not in page


def test_a_file_comes_with_its_bytes_under_a_clean_name(ada):
    document = with_file(name="../../evil\u202etxt.txt")
    brought = bring(ada, packed(document, {f"files/{HASH}": WORDS}))
    assert brought.state == "written"
    file = StoredFile.objects.get()
    assert (file.sha256, file.media_type, "/" in file.name, "\u202e" in file.name) == (HASH, "text/plain", False, False)


def test_it_makes_nobody_who_can_sign_in_and_no_administrator_of_anything(ada):
    members = [{"person": IRIS, "role": "moderator", "joined_at": MOMENT}]
    brought = bring(ada, packed(a_document(members=members)))
    iris = Person.objects.get(name="Iris Far")
    assert (iris.is_active, iris.has_usable_password(), iris.email.endswith("@former.invalid")) == (False, False, True)
    assert [row.person for row in brought.space.memberships.all()] == [ada]
    assert Person.objects.visible_to(ada).filter(pk=iris.pk).count() == 0


def test_a_name_that_is_taken_is_refused_and_a_file_is_written_once(ada):
    brought = bring(ada, packed(a_document()))
    assert brought.state == "written"
    other = actions.bring_file(by=ada, upload=SimpleUploadedFile("space.zip", packed(a_document())))
    drain()
    with pytest.raises(Exception, match="exists"):
        actions.want_import(brought=other, by=ada, name="elsewhere")
    with pytest.raises(Exception, match="not waiting"):
        actions.want_import(brought=brought, by=ada, name="Again")
    assert Space.objects.count() == 1


def test_the_page_says_what_is_wrong(ada, tomas, signed_in):
    browser = signed_in(ada)
    answer = browser.post("/communities/import/", {"file": SimpleUploadedFile("x.zip", b"no zip")})
    drain()
    page = browser.get(answer.url).content.decode()
    assert 'data-testid="faults"' in page
    assert "no whole ZIP file" in page
    assert signed_in(tomas).get(answer.url).status_code == 404
    assert browser.post("/communities/import/", {}).status_code == 422


def test_the_command_fails_with_the_sentence(ada, tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(packed(a_document(people=[])))
    with pytest.raises(CommandError, match="not among the people"):
        call_command("import_space", str(path), "--by", ada.email)


def test_a_document_larger_than_it_says_is_cut_off(ada, monkeypatch):
    monkeypatch.setattr(parcel, "MOST_JSON", 200)
    assert bring(ada, packed(a_document(), compression=zipfile.ZIP_STORED)).faults == [["too_large", "space.json"]]
