"""Hélène works through the cases: fills in, sends, gives back, shortens, balances, exports."""

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from core.search.models import SearchEntry
from social import actions
from social.models import Post, SafetyCase, SafetyNumber, Thread
from social.queries import safety
from tests.make.conduct import WHOLE, a_case, an_officer
from tests.make.files import stored
from tests.make.talk import a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
WORDS = "Jonas Dupont, room 12, had a fever after Beyfortus"


@pytest.fixture
def officer(company):
    return an_officer(company)


@pytest.fixture
def thread(lena, marc, tomas) -> Thread:
    return a_thread(a_space(lena, marc, by=tomas), tomas)


@pytest.fixture
def post(thread, marc) -> Post:
    return a_post(thread, marc, WORDS)


@pytest.fixture
def case(post, lena) -> SafetyCase:
    return a_case(post, lena)


def is_found(post) -> bool:
    return SearchEntry.objects.filter(kind="post", object_id=post.pk).exists()


def test_a_case_is_kept_in_parts_and_says_what_is_missing(case, officer, signed_in):
    page = signed_in(officer)
    assert "Still missing" in page.get(f"/safety/cases/{case.pk}/").content.decode()
    part = {"patient": "Boy, 3 months", "version": 1}
    assert page.post(f"/safety/cases/{case.pk}/", part).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.taken_by, case.patient, case.version) == ("work", officer, "Boy, 3 months", 2)
    assert case.missing == ["who_told", "product", "reaction", "seriousness"]


def test_two_officers_do_not_write_over_each_other(case, officer, company, signed_in):
    colleague = an_officer(company, "Igor Petrov")
    actions.fill_in(case=case, officer=colleague, version=1, patient="Girl")
    answer = signed_in(officer).post(f"/safety/cases/{case.pk}/", {"patient": "Boy", "version": 1})
    assert answer.status_code == 422
    assert "A colleague has changed this case" in answer.content.decode()
    assert "\nBoy</textarea>" in answer.content.decode()
    assert SafetyCase.objects.get().patient == "Girl"


def test_nothing_is_sent_while_something_is_missing_but_for_a_reason(case, officer, signed_in):
    page = signed_in(officer)
    answer = page.post(f"/safety/cases/{case.pk}/sent/", {"sent_as": "PV-7"})
    assert answer.status_code == 422
    assert "Still missing: who told it, the patient, the product, what happened, how serious" in answer.content.decode()
    assert page.post(f"/safety/cases/{case.pk}/sent/", {"reason": "x"}).status_code == 422
    assert SafetyCase.objects.get().state == "new"
    reason = "The reporter cannot be reached"
    assert page.post(f"/safety/cases/{case.pk}/sent/", {"sent_as": "PV-7", "reason": reason}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.sent_as, case.closing_reason, case.closed_by) == ("sent", "PV-7", reason, officer)


def test_what_is_whole_is_sent_without_a_reason(case, officer):
    actions.fill_in(case=case, officer=officer, version=1, **WHOLE)
    sent = actions.send_case(case=case, officer=officer, sent_as="PV-8")
    assert (sent.state, sent.missing) == ("sent", [])
    with pytest.raises(Refused):
        actions.fill_in(case=case, officer=officer, version=2, patient="Another")


def test_a_wrongly_held_post_is_back_everywhere_in_one_press(case, post, thread, lena, marc, tomas, officer, signed_in):
    quoting = a_post(thread, tomas, "Which trial?")
    assert not is_found(post)
    page = signed_in(officer)
    assert page.post(f"/safety/cases/{case.pk}/give-back/", {"reason": ""}).status_code == 422
    answer = page.post(f"/safety/cases/{case.pk}/give-back/", {"reason": "A trial’s table"})
    assert answer.status_code == 302
    post.refresh_from_db()
    case.refresh_from_db()
    assert (post.held_for, post.source, case.state, case.closing_reason) == ("", WORDS, "not_event", "A trial’s table")
    assert "had a fever" in signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert signed_in(lena).get(f"/api/v1/posts/{post.pk}").json()["source"] == WORDS
    assert is_found(post)
    names = list(StreamEvent.objects.filter(stream__name=thread.stream.name).values_list("name", flat=True))
    assert names[-1] == "social.post_released"
    assert AuditEntry.objects.get(what="social.safety_given_back").reason == "A trial’s table"
    told = Notice.objects.get(kind="social.safety_decided")
    assert (told.person, told.facts) == (marc, {"what": "restored"})
    assert quoting.number == 3


def test_no_identifier_stays_outside_the_case_after_a_redaction(post, thread, lena, marc, tomas, officer, signed_in):
    file = stored(marc)
    second = a_post(thread, marc, WORDS, files=[file])
    actions.edit_post(post=second, author=marc, source=f"{WORDS} again")
    quoting = a_post(thread, tomas, "Hm", quotes=[(second.pk, "Jonas Dupont, room 12")])
    case = a_case(Post.objects.get(pk=second.pk), lena)
    said = {"words": "A boy had a fever after Beyfortus.", "reason": "Named a patient", "drops_files": "on"}
    assert signed_in(officer).post(f"/safety/cases/{case.pk}/redact/", said).status_code == 302
    page = signed_in(tomas).get(f"/threads/{thread.pk}/").content.decode()
    assert "A boy had a fever" in page
    assert "shortened by the safety officers" in page
    for url in (f"/posts/{second.pk}/history/", f"/api/v1/posts/{second.pk}", f"/api/v1/posts/{quoting.pk}"):
        text = signed_in(tomas).get(url).content.decode()
        assert "Dupont" not in text, url
    assert signed_in(tomas).get(file.url).status_code == 404
    assert signed_in(officer).get(file.url).status_code == 200
    second.refresh_from_db()
    assert not second.revisions.exists()
    assert not SearchEntry.objects.filter(kind="post", object_id=second.pk, text__contains="Dupont").exists()
    kept = SafetyCase.objects.get(pk=case.pk)
    assert (kept.is_whole, kept.source, kept.state, len(kept.before)) == (True, f"{WORDS} again", "new", 1)
    assert kept.files == [{"name": file.name, "sha256": file.sha256}]
    with pytest.raises(Refused):
        actions.redact_post(case=kept, officer=officer, words="x", reason="Again")


def test_a_duplicate_names_the_other_and_frees_nothing(case, post, thread, lena, officer):
    heard = actions.report_event(reporter=lena, words="The same boy", told={})
    with pytest.raises(Refused):
        actions.close_as_duplicate(case=case, officer=officer, reference=case.reference, reason="Itself")
    closed = actions.close_as_duplicate(
        case=case, officer=officer, reference=heard.reference.lower(), reason="Told twice"
    )
    assert (closed.state, closed.original) == ("duplicate", heard)
    assert Post.objects.get(pk=post.pk).is_held
    actions.give_back(case=closed, officer=officer, reason="Nothing in it points at anybody")
    closed.refresh_from_db()
    assert (closed.state, Post.objects.get(pk=post.pk).is_held) == ("duplicate", False)


def test_a_case_taken_up_again_holds_its_post_again(case, post, officer):
    given = actions.give_back(case=case, officer=officer, reason="A trial")
    actions.reopen_case(case=given, officer=officer, reason="It was no trial")
    assert Post.objects.get(pk=post.pk).held_for == "safety"
    assert SafetyCase.objects.get(pk=case.pk).state == "work"


def test_the_balance_agrees_and_lists_what_does_not(case, post, thread, lena, marc, officer, signed_in):
    today = timezone.localdate()
    period = safety.Period(today, today)
    for words in ("One", "Two", "Three"):
        actions.report_event(reporter=lena, words=words, told={})
    one, two, _three = SafetyCase.objects.filter(post=None).order_by("pk")
    actions.send_case(case=one, officer=officer, sent_as="PV-1", reason="Nobody answers")
    actions.close_as_duplicate(case=two, officer=officer, reference=one.reference, reason="The same")
    actions.give_back(case=case, officer=officer, reason="A trial")
    balance = safety.reconcile(officer, period)
    counts = (balance.sent, balance.open, balance.not_events, balance.duplicates)
    assert (balance.received, counts) == (4, (1, 1, 1, 1))
    assert balance.received == sum(counts)
    assert [text.partition(":")[0] for text in balance.differences] == [one.reference]
    SafetyNumber.objects.update(last=5)
    Post.objects.filter(pk=a_post(thread, marc).pk).update(held_for="safety")
    SafetyCase.objects.filter(pk=two.pk).update(html="changed")
    said = " ".join(safety.reconcile(officer, period).differences)
    for words in ("-000005 was given, and there is no case", "there is no case.", "no longer what was reported"):
        assert words in said
    assert "differences" in signed_in(officer).get("/safety/period/").content.decode()
    assert safety.reconcile(lena, period).received == 0
    earlier = safety.Period(today - timedelta(days=9), today - timedelta(days=8))
    assert safety.reconcile(officer, earlier).received == 0


def test_files_hold_text_and_are_well_formed(lena, officer, signed_in):
    told = {"patient": "=1+1", "product": "-2", "reaction": "\x0b<b>fever</b> & “rash”", "who_told": "@nurse"}
    case = actions.report_event(reporter=lena, words="+33 6 12 \ufffe", told=told)
    page = signed_in(officer)
    answer = page.get("/safety/cases.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["reference"] == case.reference
    assert (row["patient"], row["product"], row["who_told"]) == ("'=1+1", "'-2", "'@nurse")
    assert not any(cell.startswith(safety.FORMULA) for cell in row.values())
    root = ElementTree.fromstring(page.get("/safety/cases.xml").content)
    [one] = root
    assert (one.get("reference"), one.findtext("reaction")) == (case.reference, "<b>fever</b> & “rash”")
    assert [child.tag.replace("-", "_") for child in one] == list(safety.COLUMNS[1:])
    assert AuditEntry.objects.filter(what="social.safety_exported", who=officer).count() == 2
    assert page.get("/safety/cases.csv?first=2026-02-01&last=2026-01-01").status_code == 404


def test_pages_cost_the_same_with_one_case_and_with_three(lena, officer, signed_in):
    page = signed_in(officer)

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as spent:
            assert page.get(url).status_code == 200
        return len(spent)

    def all_costs() -> list[int]:
        return [cost(url) for url in ("/safety/", "/safety/period/", f"/safety/cases/{case.pk}/", "/safety/cases.csv")]

    case = actions.report_event(reporter=lena, words="One", told={})
    all_costs()
    one = all_costs()
    for _n in range(2):
        actions.report_event(reporter=lena, words="More", told={})
    assert all_costs() == one
    assert max(one) <= 12, one
