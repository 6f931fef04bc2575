"""Tomás takes a community along as a file, and Ada brings it in: the same talk, and nothing that was taken out."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.accounts.actions import deactivate
from core.accounts.models import Person, RoleGrant
from core.accounts.roles import ADMINISTRATOR, AUTHOR
from core.acts.jobs import drain, sweep
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.files import actions as files
from core.kinds.registry import Ref
from core.notifications.models import Notice
from social import actions, rules
from social.models import FormerMember, Membership, Post, Space, SpaceExport, SpaceImport
from social.queries.standings import standing
from social.space_file.parcel import place_of
from tests.make.library import published
from tests.make.talk import a_community, a_poll, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def ada(admin) -> Person:
    RoleGrant.objects.get_or_create(person=admin, role=ADMINISTRATOR, unit=None)
    return Person.objects.get(pk=admin.pk)


@pytest.fixture
def space(lena, tomas, marc, ada, amara) -> Space:
    """A community with everything that a file holds."""
    space = a_community(lena, marc, by=tomas, openness="closed", name="Denominators", about="How to *count*.")
    actions.add_member(space=space, person=ada, by=tomas, role="moderator")
    space = actions.change_space(space=space, by=tomas, vocabulary=["label", "samples"])
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    aid = published(Person.objects.get(pk=amara.pk), title="Reading a forest plot")
    question = a_thread(
        space, lena, "84.0 or 82.9?", kind="question", subject=Ref.to(published_for(amara)), place={"page": 4}
    )
    actions.tag_thread(thread=question, by=lena, words=["rsv", "Follow-up time"])
    first = a_post(question, tomas, "Ask @Marc Dubois, or see NCT05437510.")
    upload = ContentFile(b"patients;events\n100;3\n", name="counts.csv")
    file = files.store(owner=marc, upload=upload)
    answer = a_post(question, marc, "<p>The <b>time</b> differs.</p>", format="html", reply_to=first, files=[file])
    actions.edit_post(post=answer, author=marc, source=mention(lena), format="html")
    a_post(question, lena, "Thank you.", reply_to=answer)
    a_post(question, tomas, "Well said.", quotes=[(answer.pk, "")])
    actions.accept_answer(post=answer, by=lena)
    for person, sign in ((lena, "thanks"), (tomas, "bravo")):
        actions.react(post=answer, person=person, sign=sign)
    poll = a_poll(a_thread(space, tomas, "Meet?", kind="announcement"), tomas)
    actions.vote(poll=poll, person=lena, choices=[2])
    secret = a_poll(question, tomas, "Yes", "No", question="Sure?", is_anonymous=True)
    for person in (lena, marc, tomas):
        actions.vote(poll=secret, person=person, choices=[1])
    actions.close_poll(poll=secret, by=tomas)
    other = a_thread(space, lena, "Asked before?", kind="question")
    actions.mark_answered_elsewhere(thread=other, by=lena, where=Ref("post", answer.pk))
    actions.lock_thread(thread=a_thread(space, tomas, "The rules"), by=tomas)
    actions.pin(space=space, by=tomas, ref=Ref("thread", question.pk))
    actions.pin(space=space, by=tomas, ref=Ref.to(aid))
    return Space.objects.get(pk=space.pk)


def published_for(amara):
    return published(Person.objects.get(pk=amara.pk), title="A model of rates")


def mention(person) -> str:
    return f'<p>The <b>time</b> differs, <span data-mention="person:{person.pk}">@{person.name}</span>.</p>'


def taken_along(space, by) -> SpaceExport:
    export = actions.ask_export(space=space, by=by)
    drain()
    export.refresh_from_db()
    return export


def said_in(export: SpaceExport) -> dict:
    with zipfile.ZipFile(place_of(export.path)) as archive:
        return json.loads(archive.read("space.json"))


def brought_in(path, by, name="Brought in") -> SpaceImport:
    upload = SimpleUploadedFile("space.zip", path.read_bytes())
    brought = actions.bring_file(by=by, upload=upload)
    drain()
    brought.refresh_from_db()
    if brought.state == "looked_at":
        actions.want_import(brought=brought, by=by, name=name)
        drain()
        brought.refresh_from_db()
    return brought


def test_what_comes_in_again_goes_out_as_it_came(space, tomas, ada):
    first = said_in(export := taken_along(space, tomas))
    brought = brought_in(place_of(export.path), ada)
    assert (brought.state, brought.faults) == ("written", [])
    again = said_in(taken_along(brought.space, ada))
    for said in (first, again):
        said.pop("exported_at")
        said["space"].pop("name")
    assert again == first
    assert len(first["threads"]) == 4
    assert [member["role"] for member in first["members"]].count("moderator") == 2


def test_everything_is_there_for_who_reads_it(space, tomas, ada, lena, marc, signed_in):
    brought = brought_in(place_of(taken_along(space, tomas).path), ada)
    new = brought.space
    question = new.threads.get(title="84.0 or 82.9?")
    page = signed_in(lena).get(f"/threads/{question.pk}/").content.decode()
    for words in ("differs", "counts.csv", "brought in from a file", "The answer", "Thank you."):
        assert words in page, words
    answer = question.posts.get(accepted_at__isnull=False)
    assert f'href="/people/{lena.pk}/"' in answer.html
    assert (question.state, question.post_count, question.last_number) == ("answered", 6, 6)
    assert answer.revisions.count() == 1
    assert new.threads.get(title="Asked before?").elsewhere_post == answer
    assert signed_in(lena).get(f"/spaces/{new.pk}/about/").content.decode().count('data-testid="brought-from"') == 1
    assert {row.person_id: row.role for row in Membership.objects.filter(space=new)} == {
        row.person_id: row.role for row in Membership.objects.filter(space=space)
    }
    assert not Notice.objects.filter(
        kind__in=["social.mention", "social.answer"], about_id__in=Post.objects.filter(thread__space=new)
    ).exists()


def test_nothing_leaves_that_was_deleted_held_or_is_for_some_only(space, tomas, lena, marc, ada):
    talk = a_thread(space, tomas, "Mixed")
    gone = a_post(talk, lena, "DELETEDWORDS here")
    kept = a_post(talk, marc, "An answer beneath what is gone.", reply_to=gone)
    held = a_post(talk, lena, "HELDWORDS of a patient")
    quoting = a_post(talk, tomas, "I quote", quotes=[(gone.pk, "")])
    actions.delete_post(post=gone, by=tomas)
    actions.report_post(post=held, reporter=tomas, told={"patient": "Boy"})
    restricted = a_thread(space, tomas, "RESTRICTEDWORDS")
    type(restricted).objects.filter(pk=restricted.pk).update(audience="study:7")
    whole_gone = a_thread(space, lena, "EMPTIEDWORDS")
    actions.delete_post(post=whole_gone.posts.get(), by=tomas)
    export = taken_along(space, tomas)
    text = json.dumps(said_in(export))
    for words in ("DELETEDWORDS", "HELDWORDS", "RESTRICTEDWORDS", "EMPTIEDWORDS"):
        assert words not in text
    mixed = next(thread for thread in said_in(export)["threads"] if thread["title"] == "Mixed")
    assert [(post["number"], post["reply_to"]) for post in mixed["posts"]] == [
        (1, None),
        (kept.number, None),
        (quoting.number, None),
    ]
    assert mixed["posts"][-1]["quotes"] == []
    assert "seal" not in text
    assert "salt" not in text
    sure = next(
        post["poll"]
        for thread in said_in(export)["threads"]
        for post in thread["posts"]
        if post["poll"] and post["poll"]["anonymous"]
    )
    assert sure["ballots"] == []
    assert sure["result"]["points"] == [3, 0]
    assert brought_in(place_of(export.path), ada).state == "written"


def test_a_file_is_void_as_soon_as_something_is_taken_out(space, tomas, lena, signed_in):
    export = taken_along(space, tomas)
    browser = signed_in(tomas)
    address = f"/spaces/{space.pk}/exports/{export.pk}/"
    assert browser.get(address).status_code == 200
    post = Post.objects.filter(thread__space=space, author=lena, number=1).first()
    a_post(post.thread, tomas, "More is said.")
    assert browser.get(address).status_code == 200
    actions.delete_post(post=post, by=lena)
    assert browser.get(address).status_code == 302
    with pytest.raises(Refused, match="taken out"):
        actions.file_to_fetch(export, tomas)
    actions.restore_post(post=post, by=lena)
    assert browser.get(address).status_code == 200


def test_only_who_asked_fetches_it_while_they_may_and_for_three_days(
    space, tomas, ada, lena, eve, signed_in, time_machine
):
    export = taken_along(space, tomas)
    address = f"/spaces/{space.pk}/exports/{export.pk}/"
    answer = signed_in(tomas).get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert AuditEntry.objects.filter(what="social.space_export_fetched").count() == 1
    assert Notice.objects.filter(kind="social.space_exported", person=tomas).count() == 1
    for person in (ada, lena, eve):
        assert signed_in(person).get(address).status_code == 404, person
    for person, status in ((lena, 404), (eve, 404), (ada, 200)):
        assert signed_in(person).get(f"/spaces/{space.pk}/exports/").status_code == status, person
    actions.appoint(space=space, moderator=ada, person=tomas, role="member")
    assert signed_in(tomas).get(address).status_code == 302
    actions.appoint(space=space, moderator=ada, person=tomas, role="moderator")
    time_machine.move_to(timezone.now() + timedelta(days=4))
    assert signed_in(tomas).get(address).status_code == 302
    path = place_of(export.path)
    sweep(everything=True)
    assert not path.exists()


def test_who_exports_and_imports(cast, space, tomas, ada, signed_in):
    for person in cast:
        person = Person.objects.get(pk=person.pk)
        leads = person.pk in (tomas.pk, ada.pk)
        assert rules.may_export(standing(person, space)) == leads, person
        assert rules.may_import(person) == (person.pk == ada.pk), person
        assert signed_in(person).get("/communities/import/").status_code == (200 if person.pk == ada.pk else 404)
    with pytest.raises(Refused):
        actions.bring_file(by=tomas, upload=SimpleUploadedFile("space.zip", b"PK"))


def test_who_asks_twice_has_asked_once_and_a_job_that_ran_twice_wrote_once(space, tomas):
    first, second = (actions.ask_export(space=space, by=tomas) for _time in (1, 2))
    assert first == second
    drain()
    sweep(everything=True)
    assert SpaceExport.objects.count() == 1
    assert Notice.objects.filter(kind="social.space_exported").count() == 1


def test_who_lost_the_lead_meanwhile_gets_no_file(space, tomas, ada):
    export = actions.ask_export(space=space, by=tomas)
    actions.appoint(space=space, moderator=ada, person=tomas, role="member")
    drain()
    export.refresh_from_db()
    assert (export.fault, export.path) == ("not_yours", "")


def test_people_without_an_account_are_a_name_and_come_out_as_they_came(
    space, tomas, lena, marc, ada, tmp_path, signed_in
):
    export = taken_along(space, tomas)
    path = renamed(place_of(export.path), tmp_path, marc.email, "paul.martin@elsewhere.example")
    deactivate(person=lena, by=None, reason="left")
    looked = actions.bring_file(by=ada, upload=SimpleUploadedFile("space.zip", path.read_bytes()))
    drain()
    looked.refresh_from_db()
    assert looked.report["missing"] == [f"{marc.name} (paul.martin@elsewhere.example)"]
    page = signed_in(ada).get(f"/communities/import/{looked.pk}/").content.decode()
    assert "paul.martin@elsewhere.example" in page
    assert not Space.objects.filter(name="Elsewhere").exists()
    actions.want_import(brought=looked, by=ada, name="Elsewhere")
    drain()
    new = Space.objects.get(name="Elsewhere")
    former = FormerMember.objects.get().person
    assert (former.name, former.is_active, former.has_usable_password()) == (marc.name, False, False)
    assert Post.objects.filter(thread__space=new, author=former).count() == 1
    assert set(Membership.objects.filter(space=new).values_list("person_id", flat=True)) == {tomas.pk, ada.pk}
    first, again = (
        json.loads(zipfile.ZipFile(each).read("space.json")) for each in (path, place_of(taken_along(new, ada).path))
    )
    assert again["threads"] == first["threads"]
    assert again["people"] == first["people"]


def test_what_nobody_is_named_for_stays_nobodys(space, tomas, ada, tmp_path, monkeypatch):
    from social.queries.export_people import Named

    monkeypatch.setattr(Named, "author", lambda self, post: {"person": None, "anonymous": True})
    export = taken_along(space, tomas)
    monkeypatch.undo()
    assert tomas.name not in json.dumps(said_in(export)["threads"][3]["author"])
    brought = brought_in(place_of(export.path), ada)
    assert {post.author.name for post in Post.objects.filter(thread__space=brought.space)} == {"Anonymous"}
    assert said_in(taken_along(brought.space, ada))["threads"] == said_in(export)["threads"]


def test_an_archived_space_comes_back_archived(space, tomas, ada):
    actions.archive_space(space=space, by=tomas)
    brought = brought_in(place_of(taken_along(space, tomas).path), ada)
    assert brought.space.is_archived


def test_the_operator_brings_it_in_by_a_command(space, tomas, ada, capsys):
    from django.core.management import CommandError, call_command

    path = place_of(taken_along(space, tomas).path)
    call_command("import_space", str(path), "--by", ada.email, "--dry-run")
    assert "posts: " in capsys.readouterr().out
    assert Space.objects.count() == 1
    call_command("import_space", str(path), "--by", ada.email, "--name", "By hand")
    assert Space.objects.get(name="By hand").threads.count() == 4
    with pytest.raises(CommandError, match="Only administrators"):
        call_command("import_space", str(path), "--by", tomas.email)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same(count, space, tomas, ada, signed_in, django_assert_num_queries):
    for _number in range(count):
        path = place_of(taken_along(space, tomas).path)
        actions.bring_file(by=ada, upload=SimpleUploadedFile("space.zip", path.read_bytes()))
        drain()
    for person, address, queries in ((tomas, f"/spaces/{space.pk}/exports/", 8), (ada, "/communities/import/", 6)):
        browser = signed_in(person)
        with django_assert_num_queries(queries):
            browser.get(address)


def renamed(path, folder, old: str, new: str):
    """The same file with another address in it."""
    copy = folder / "renamed.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(name, raw.replace(old.encode(), new.encode()) if name == "space.json" else raw)
    return copy
