"""The word list suggests, to who writes and to who looks after it, and never stops anybody."""

import json
from pathlib import Path

import pytest

from core.acts.jobs import drain
from core.acts.refusals import Refused
from social import actions, words
from social.models import Post, SafetyCase, SafetyHint, WatchWord
from tests.make.classes import a_class
from tests.make.conduct import an_officer
from tests.make.talk import a_post, a_space, a_thread
from virtualclass import actions as classes

TABLE = json.loads((Path(words.__file__).parent / "browser/models/suggesting.cases.json").read_text())
LISTED = [words.Listed(text, sort) for text, sort in TABLE["words"]]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"] or "nothing")
def test_server_and_browser_read_alike(case):
    assert words.suggests(words.found_in(case["text"], LISTED)) == case["suggests"]


@pytest.mark.django_db
def test_a_post_is_hinted_at_and_stands(lena, tomas, eve, company, signed_in):
    thread = a_thread(a_space(lena, by=tomas), tomas)
    post = a_post(thread, lena, "One of my patients was hospitalised after it")
    hint = SafetyHint.objects.get()
    assert (hint.post, hint.sort, hint.words) == (post, "safety", ["hospitalis*", "one of my patients"])
    assert not Post.objects.get(pk=post.pk).is_hidden
    a_post(thread, tomas, "In the trial, 3 % had a fever")
    assert SafetyHint.objects.count() == 1
    for person, sees in ((tomas, True), (lena, False), (eve, False)):
        assert ("hospitalised" in signed_in(person).get("/flags/").content.decode()) == sees, person.name
    assert "hospitalised" in signed_in(an_officer(company)).get("/safety/").content.decode()


@pytest.mark.django_db
def test_an_edit_is_read_too(lena, tomas):
    post = a_post(a_thread(a_space(lena, by=tomas), tomas), lena, "A question")
    actions.edit_post(post=post, author=lena, source="Ma patiente est hospitalisée, et tu es un idiot")
    assert set(SafetyHint.objects.values_list("sort", flat=True)) <= {"safety", "rude"}
    assert SafetyHint.objects.filter(post=post, sort="rude").exists()


@pytest.mark.django_db
def test_a_hint_is_judged_by_who_leads_or_an_officer(lena, marc, tomas, eve, company, signed_in):
    thread = a_thread(a_space(lena, marc, by=tomas), tomas)
    a_post(thread, lena, "My patient had a rash")
    hint = SafetyHint.objects.get()
    for person in (lena, marc, eve):
        assert signed_in(person).post(f"/hints/{hint.pk}/dismiss/").status_code == 404
        with pytest.raises(Refused):
            actions.dismiss_hint(hint=hint, by=person)
    officer = an_officer(company)
    assert signed_in(officer).post(f"/hints/{hint.pk}/dismiss/").status_code == 302
    hint.refresh_from_db()
    assert (hint.state, hint.handled_by) == ("dismissed", officer)


@pytest.mark.django_db
def test_an_officer_reports_what_a_hint_shows_though_the_space_is_not_theirs(lena, tomas, company, signed_in):
    post = a_post(a_thread(a_space(lena, by=tomas), tomas), lena, "My patient had a rash")
    officer = an_officer(company)
    page = signed_in(officer)
    assert page.get(f"/posts/{post.pk}/safety/").status_code == 404
    hint = SafetyHint.objects.get()
    assert page.post(f"/hints/{hint.pk}/report/").status_code == 302
    case = SafetyCase.objects.get()
    assert (case.post, case.reporter, Post.objects.get(pk=post.pk).held_for) == (post, officer, "safety")
    assert signed_in(lena).post(f"/hints/{hint.pk}/report/").status_code == 404


@pytest.mark.django_db
def test_the_chat_of_a_class_is_read_when_it_ends(amara, lena, company, signed_in):
    session = a_class(by=amara)
    classes.register(session=session, person=lena)
    classes.start_class(session=session, by=amara)
    session.refresh_from_db()
    post = a_post(session.chat, lena, "A nurse told me that a child had a seizure")
    assert not SafetyHint.objects.exists()
    classes.end_class(session=session, by=amara)
    drain()
    assert SafetyHint.objects.get().post == post
    assert "seizure" in signed_in(an_officer(company)).get("/safety/").content.decode()


@pytest.mark.django_db
def test_the_list_is_served_and_kept_by_officers_and_administrators(lena, tomas, admin, company, signed_in):
    officer = an_officer(company)
    for person, status in ((lena, 404), (tomas, 404), (admin, 200), (officer, 200)):
        assert signed_in(person).get("/safety/words/").status_code == status, person.name
    said = {"text": "  Beyfortus ", "sort": "product", "language": "fr"}
    assert signed_in(officer).post("/safety/words/", said).status_code == 302
    assert ["beyfortus", "product"] in signed_in(lena).get("/safety/words.json").json()["words"]
    word = WatchWord.objects.get(text="beyfortus")
    assert signed_in(lena).post(f"/safety/words/{word.pk}/remove/").status_code == 404
    assert signed_in(admin).post(f"/safety/words/{word.pk}/remove/").status_code == 302
    assert ["beyfortus", "product"] not in signed_in(lena).get("/safety/words.json").json()["words"]
    assert signed_in(officer).post("/safety/words/", {**said, "text": "**"}).status_code == 422
