"""Lena reports what Marc wrote of a patient; nobody but Hélène reads it from then on."""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from core.notifications import letters
from core.notifications.models import MailOut, Notice
from core.realtime.models import StreamEvent
from social import actions, rules, tasks
from social.models import Post, SafetyCase, SafetyDeadline, SafetyHint, Thread
from social.queries.standings import standing
from tests.make.conduct import a_case, an_officer
from tests.make.files import stored
from tests.make.talk import a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
WORDS = "Baby Jonas Dupont, room 12, convulsed after Beyfortus"
SECRET = ("Jonas", "Dupont", "room 12", "convulsed")


@pytest.fixture
def officer(company):
    return an_officer(company)


@pytest.fixture
def thread(lena, marc, tomas) -> Thread:
    return a_thread(a_space(lena, marc, by=tomas), tomas)


@pytest.fixture
def post(thread, marc) -> Post:
    return a_post(thread, marc, WORDS)


def says_nothing(text: str) -> bool:
    return not any(word in text for word in SECRET)


def test_a_report_locks_hides_and_copies(post, thread, lena, marc, tomas, officer):
    case = a_case(post, lena, reaction="A seizure")
    post.refresh_from_db()
    assert (post.held_for, post.is_hidden) == ("safety", True)
    assert (case.source, case.html, case.author, case.reporter) == (WORDS, post.html, marc, lena)
    assert case.reference == f"SE-{timezone.now().year}-000001"
    assert case.clock_from == post.written_at
    assert case.due_at - case.clock_from == timedelta(hours=24)
    said = {name: getattr(case, name) for name in ("source", "html", "title", "place", "before", "files")}
    said |= {"post": post.pk, "author": marc.pk, "reporter": lena.pk}
    said |= {"written_at": post.written_at.isoformat(), "reported_at": case.reported_at.isoformat()}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    assert case.digest == digest
    assert SafetyCase.objects.get(pk=case.pk).is_whole
    SafetyCase.objects.filter(pk=case.pk).update(source="Something milder")
    assert not SafetyCase.objects.get(pk=case.pk).is_whole


def test_nobody_but_officers_reads_a_word_meanwhile(post, thread, lena, marc, tomas, admin, eve, officer, signed_in):
    quoting = a_post(thread, tomas, "Hm.", quotes=[(post.pk, "convulsed after Beyfortus")])
    actions.edit_post(post=post, author=marc, source=f"{WORDS} yesterday")
    file = stored(marc)
    with_file = a_post(thread, marc, "The letter of Jonas", files=[file])
    a_case(Post.objects.get(pk=post.pk), lena)
    a_case(with_file, lena)
    for person in (lena, marc, tomas, admin, eve):
        page = signed_in(person)
        for url in (
            f"/threads/{thread.pk}/",
            f"/posts/{post.pk}/more/",
            f"/posts/{post.pk}/history/",
            f"/posts/{post.pk}/edit/",
            f"/posts/{post.pk}/safety/",
            f"/posts/{post.pk}/flag/",
            f"/threads/{thread.pk}/?quote={post.pk}",
            f"/spaces/{thread.space_id}/",
            f"/spaces/{thread.space_id}/moderation/",
            "/",
            "/flags/",
            "/safety/",
            "/notices/",
            f"/api/v1/threads/{thread.pk}/posts",
            f"/api/v1/posts/{post.pk}",
            f"/api/v1/posts/{quoting.pk}",
            f"/api/v1/streams/thread:{thread.pk}/events?since=0",
            "/api/v1/safety/cases",
            "/search/?q=Beyfortus",
            "/api/v1/search?q=Beyfortus",
        ):
            answer = page.get(url, follow=True)
            assert says_nothing(answer.content.decode()), (person.name, url)
        if person != marc:
            assert page.get(file.url).status_code == 404
    assert signed_in(officer).get(file.url).status_code == 200


def test_what_peers_see_is_one_sentence(post, thread, tomas, lena, signed_in):
    a_case(post, lena)
    page = signed_in(tomas).get(f"/threads/{thread.pk}/").content.decode()
    assert "This post is being looked at by the safety officers." in page
    answer = signed_in(tomas).get(f"/api/v1/posts/{post.pk}").json()
    assert (answer["held_for"], answer["source"], answer["html"], answer["author"]) == ("safety", None, None, None)
    assert (answer["deleted"], answer["number"]) == (False, 2)
    event = StreamEvent.objects.filter(stream__name=thread.stream.name).last()
    assert (event.name, event.actor_id, event.data) == ("social.post_held", None, {"post_id": post.pk, "number": 2})


def test_a_held_post_is_locked(post, thread, lena, marc, tomas):
    a_case(post, lena)
    post = Post.objects.select_related("thread__space").get(pk=post.pk)
    deeds = [
        lambda: actions.edit_post(post=post, author=marc, source="Nothing"),
        lambda: actions.delete_post(post=post, by=marc),
        lambda: actions.delete_post(post=post, by=tomas),
        lambda: actions.react(post=post, person=lena, sign="like"),
        lambda: actions.flag_post(post=post, person=lena, sort="rude"),
        lambda: a_post(thread, tomas, "No", quotes=[(post.pk, "")]),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert Post.objects.get(pk=post.pk).source == WORDS


def test_a_mail_that_waits_says_nothing_of_a_held_post(thread, lena, marc, tomas):
    post = a_post(thread, marc, f"@{tomas.name} {WORDS}")
    letter = MailOut.objects.get(notice__kind="social.mention", notice__about_id=post.pk)
    a_case(post, lena)
    # Whatever the hour: when it is time for it to leave.
    with time_machine.travel(letter.due_at + timedelta(seconds=1)):
        assert letters.write(letter) == letters.Unsent("gone")
    assert mail.outbox == []


def test_the_title_of_a_talk_that_it_opens_is_hidden_too(lena, marc, tomas, officer):
    thread = a_thread(a_space(lena, marc, by=tomas), marc, "Jonas Dupont convulsed", source=WORDS)
    case = a_case(thread.posts.get(), lena)
    thread.refresh_from_db()
    assert (thread.title, case.title) == ("A talk that the safety officers look at", "Jonas Dupont convulsed")
    actions.give_back(case=case, officer=officer, reason="A study’s own words")
    thread.refresh_from_db()
    assert thread.title == "Jonas Dupont convulsed"


def test_the_same_report_twice_is_one_case(post, lena, tomas):
    key = uuid4()
    first = actions.report_post(post=post, reporter=lena, told={}, key=key)
    assert actions.report_post(post=post, reporter=lena, told={}, key=key) == first
    assert actions.report_post(post=post, reporter=tomas, told={}) == first
    assert SafetyCase.objects.count() == 1
    assert list(first.steps.values_list("what", "by")) == [("reported", lena.pk), ("reported_too", tomas.pk)]


def test_eve_cannot_report_what_she_cannot_see(post, eve, signed_in):
    with pytest.raises(Refused):
        actions.report_post(post=post, reporter=eve, told={})
    assert signed_in(eve).get(f"/posts/{post.pk}/safety/").status_code == 404
    assert signed_in(eve).post(f"/api/v1/posts/{post.pk}/safety", {}, "application/json").status_code == 404
    assert not Post.objects.get(pk=post.pk).is_hidden


def test_the_form_asks_first_whether_the_patient_is_real(post, lena, signed_in):
    page = signed_in(lena)
    asked = page.get(f"/posts/{post.pk}/safety/").content.decode()
    assert "Is it about a real patient" in asked
    assert "Which patient?" not in asked
    assert "nothing to report" in page.get(f"/posts/{post.pk}/safety/?about=study").content.decode()
    assert not SafetyCase.objects.exists()
    assert "Which patient?" in page.get(f"/posts/{post.pk}/safety/?about=patient").content.decode()
    answer = page.post(f"/posts/{post.pk}/safety/?about=unsure", {"key": uuid4()}, follow=True)
    case = SafetyCase.objects.get()
    assert case.reference in answer.content.decode()
    assert (case.is_sure, case.missing) == (
        False,
        ["who_told", "patient", "product", "reaction", "seriousness"],
    )


def test_what_was_heard_elsewhere_starts_the_clock_when_it_was_heard(lena, officer, signed_in):
    day = timezone.localdate() - timedelta(days=2)
    data = {"words": "A nurse told me of a rash", "heard_on": day.isoformat(), "patient": "Woman, 40", "key": uuid4()}
    assert signed_in(lena).post("/safety/report/?about=patient", data).status_code == 302
    case = SafetyCase.objects.get()
    assert (case.post, case.source, case.patient) == (None, "A nurse told me of a rash", "Woman, 40")
    assert case.clock_from.astimezone(ZoneInfo(lena.zone)).date() == day
    assert case.is_late
    assert signed_in(lena).post("/safety/report/?about=patient", {"words": " "}).status_code == 422
    with pytest.raises(Refused):
        actions.report_event(reporter=lena, words="\n", told={})


def test_by_api(post, lena, officer, admin, signed_in):
    page = signed_in(lena)
    answer = page.post(f"/api/v1/posts/{post.pk}/safety", {"patient": "Boy"}, "application/json")
    assert (answer.status_code, list(answer.json())) == (201, ["reference"])
    heard = page.post("/api/v1/safety/reports", {"words": "An overdose", "sort": "overdose"}, "application/json")
    assert heard.status_code == 201
    bad = page.post("/api/v1/safety/reports", {"words": "x", "sort": "rumour"}, "application/json")
    assert bad.status_code == 422
    cases = signed_in(officer).get("/api/v1/safety/cases").json()["items"]
    assert [case["reference"][-6:] for case in cases] == ["000001", "000002"]
    assert cases[0]["source"] == WORDS
    for person in (lena, admin):
        assert signed_in(person).get("/api/v1/safety/cases").status_code == 404
        assert signed_in(person).get(f"/api/v1/safety/cases/{cases[0]['id']}").status_code == 404


def test_officers_are_told_without_a_word_of_it_and_the_author_is_thanked(post, thread, lena, marc, officer, signed_in):
    case = a_case(post, lena)
    told = Notice.objects.get(person=officer)
    assert (told.kind, told.about, told.by) == ("social.safety_new", Ref("safety_case", case.pk), None)
    letter = letters.write(MailOut.objects.get(notice=told))
    assert case.reference in letter.body
    assert says_nothing(letter.body)
    thanked = Notice.objects.get(kind="social.safety_author")
    assert (thanked.person, thanked.by, thanked.about) == (marc, None, Ref("thread", thread.pk))
    assert "You have done nothing wrong" in signed_in(marc).get(f"/posts/{post.pk}/more/").content.decode()
    assert "You have done nothing wrong" not in signed_in(lena).get(f"/posts/{post.pk}/more/").content.decode()
    assert not Notice.objects.filter(person=lena).exists()


def test_the_trail_has_each_step_and_no_word_of_the_patient(post, lena, officer):
    case = a_case(post, lena, patient="Jonas Dupont", product="Beyfortus")
    actions.fill_in(case=case, officer=officer, version=1, reaction="convulsed", note="Call Jonas’ doctor")
    case.refresh_from_db()
    actions.redact_post(case=case, officer=officer, words="A patient had a reaction.", reason="Names a patient")
    actions.send_case(case=case, officer=officer, sent_as="PV-1", reason="Doctor not reached")
    actions.reopen_case(case=case, officer=officer, reason="The doctor called")
    steps = AuditEntry.objects.filter(about_type="social.safetycase").order_by("seq")
    assert list(steps.values_list("what", flat=True)) == [
        "social.safety_reported",
        "social.safety_filled_in",
        "social.safety_taken",
        "social.safety_redacted",
        "social.safety_closed",
        "social.safety_reopened",
    ]
    assert all(
        says_nothing(entry.old + entry.new + entry.reason + entry.about_label) for entry in AuditEntry.objects.all()
    )
    assert case.steps.get(what="filled_in").new["reaction"] == "convulsed"


STATES = ("new", "work", "sent", "not_event", "duplicate")
MAY = {
    rules.may_work_on: ("new", "work"),
    rules.may_give_back: ("new", "work", "duplicate"),
    rules.may_redact: ("new", "work", "sent", "duplicate"),
    rules.may_reopen: ("sent", "not_event", "duplicate"),
}


@pytest.mark.parametrize("rule", MAY, ids=lambda rule: rule.__name__)
def test_the_table_of_cases(rule, post, lena, marc, tomas, amara, eve, admin, officer):
    case = a_case(post, lena)
    other = actions.report_event(reporter=lena, words="The same", told={})
    for state in STATES:
        closed = {} if state in ("new", "work") else {"closed_at": timezone.now(), "closed_by": officer}
        original = other if state == "duplicate" else None
        SafetyCase.objects.filter(pk=case.pk).update(
            state=state, original=original, **{"closed_at": None, "closed_by": None, **closed}
        )
        Post.objects.filter(pk=post.pk).update(held_for="" if state == "not_event" else "safety")
        now = SafetyCase.objects.select_related("post").get(pk=case.pk)
        assert rule(officer, now) == (state in MAY[rule]), state
        for person in (lena, marc, tomas, amara, eve, admin):
            assert not rule(person, now), (state, person.name)
            assert not SafetyCase.objects.visible_to(person).exists()


@pytest.mark.parametrize("who", ["lena", "marc", "tomas", "amara", "eve", "admin"])
def test_the_queue_exists_for_officers_only(who, request, post, lena, marc, officer, signed_in):
    case = a_case(post, marc)
    person = request.getfixturevalue(who)
    for name in ("", f"cases/{case.pk}/", "period/", "cases.csv", "cases.xml"):
        assert signed_in(person).get(f"/safety/{name}").status_code == 404
        assert signed_in(officer).get(f"/safety/{name}").status_code == 200
    for name in ("take", "sent", "give-back", "redact", "duplicate", "reopen"):
        answer = signed_in(person).post(f"/safety/cases/{case.pk}/{name}/", {"reason": "x", "words": "x"})
        assert answer.status_code == 404
    assert SafetyCase.objects.get().state == "new"


def test_seeing_a_post_and_reporting_it_agree(post, cast, thread):
    for person in cast:
        may = rules.may_report_post(
            standing(person, thread.space), Post.objects.select_related("thread").get(pk=post.pk)
        )
        assert may == Post.objects.visible_to(person).filter(pk=post.pk).exists(), person.name


def test_the_clock_tells_once_at_half_and_once_when_late(post, lena, officer, company, time_machine):
    second = an_officer(company, "Igor Petrov")
    case = a_case(post, lena)
    begun = post.written_at

    def told(kind: str) -> int:
        return Notice.objects.filter(kind=kind, about_id=case.pk).count()

    for hours, half, late in ((11, 0, 0), (12.1, 2, 0), (13, 2, 0), (24.1, 2, 2), (30, 2, 2)):
        time_machine.move_to(begun + timedelta(hours=hours))
        tasks.tell_safety_deadlines()
        tasks.tell_safety_deadlines()
        assert (told("social.safety_half"), told("social.safety_late")) == (half, late), hours
    assert SafetyCase.objects.get().is_late
    assert {notice.person for notice in Notice.objects.filter(kind="social.safety_late")} == {officer, second}


def test_a_case_that_comes_late_is_late_at_once_and_is_told_so_once(post, lena, officer, signed_in):
    Post.objects.filter(pk=post.pk).update(written_at=timezone.now() - timedelta(days=3))
    case = a_case(Post.objects.get(pk=post.pk), lena)
    assert case.is_late
    tasks.tell_safety_deadlines()
    assert Notice.objects.filter(kind="social.safety_late", person=officer).count() == 1
    assert not SafetyDeadline.objects.filter(sort="half").exists()
    assert case.reference in signed_in(officer).get("/safety/?show=late").content.decode()


def test_a_closed_case_escalates_no_more(post, lena, officer, time_machine):
    case = a_case(post, lena)
    actions.give_back(case=case, officer=officer, reason="Study data")
    time_machine.move_to(post.written_at + timedelta(days=2))
    tasks.tell_safety_deadlines()
    assert not Notice.objects.filter(kind__in=["social.safety_half", "social.safety_late"]).exists()


def test_the_target_is_the_company_s(post, lena, settings):
    settings.SAFETY_HOURS = 48
    case = a_case(post, lena)
    assert case.due_at - case.clock_from == timedelta(hours=48)


def test_a_hint_is_settled_by_the_report(thread, marc, lena):
    post = a_post(thread, marc, "One of my patients had a rash")
    hint = SafetyHint.objects.get(post=post)
    assert hint.state == "waits"
    a_case(post, lena)
    hint.refresh_from_db()
    assert (hint.state, hint.handled_by) == ("reported", lena)
