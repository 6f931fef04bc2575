"""Lena talked about an outcome; the registry brings a newer record, and she hears that it has changed."""

import pytest
from django_tasks_db.models import DBTaskResult

from core.acts import jobs
from core.kinds.registry import Ref
from core.notifications import queries as notices
from core.notifications.models import Notice
from core.realtime.models import StreamEvent
from social import actions as talk
from tests.make import studies as make
from tests.make.talk import a_post, a_space, a_thread
from tutoring import actions
from tutoring.tasks import tell_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(tomas):
    return make.study(by=tomas)


@pytest.fixture
def outcome(study):
    return study.fragments.filter(kind="outcome").order_by("position").first()


@pytest.fixture
def space(lena, marc, amara, tomas):
    return a_space(lena, marc, amara, by=tomas)


@pytest.fixture
def thread(space, lena, outcome):
    return a_thread(space, lena, subject=Ref("study_fragment", outcome.pk))


def correct(record) -> None:
    """The first outcome has another value."""
    outcomes = record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]
    outcomes[0]["classes"][0]["categories"][0]["measurements"][0]["value"] = "12"


def brought_in(by, change=correct):
    done = actions.import_record(content=make.changed(make.HARMONIE, change), by=by)
    jobs.drain()
    return done


def told() -> list[str]:
    return sorted(Notice.objects.filter(kind="tutoring.fragment_changed").values_list("person__name", flat=True))


def test_who_talked_about_it_or_watches_is_told_once(thread, lena, marc, amara, tomas, eve, space):
    a_post(thread, amara)
    talk.follow_thread(thread=thread, person=amara, level="mute")
    talk.follow_thread(thread=thread, person=marc, level="watch")
    done = brought_in(tomas)
    assert told() == sorted([lena.name, marc.name])
    [line] = notices.recent(lena)
    assert line.sentence == "The record of this outcome has changed since you talked about it."
    assert line.url == f"/threads/{thread.pk}/"
    # The job runs again, as after a worker's death: nobody hears it twice, no page is told twice.
    before = StreamEvent.objects.count()
    tell_threads.enqueue(study_id=done.study.pk, version_id=done.version.pk)
    jobs.drain()
    assert told() == sorted([lena.name, marc.name])
    assert StreamEvent.objects.count() == before
    talk.mark_read(thread=thread, person=lena, number=1)
    assert notices.unread_count(lena) == 0


def test_the_thread_shows_it_and_so_do_open_pages(thread, lena, tomas, signed_in):
    browser = signed_in(lena)
    assert "subject-changed" not in browser.get(f"/threads/{thread.pk}/").content.decode()
    brought_in(tomas)
    assert "subject-changed" in browser.get(f"/threads/{thread.pk}/").content.decode()
    last = StreamEvent.objects.filter(stream__name=thread.stream.name).latest("seq")
    assert (last.name, last.data["state"]) == ("social.thread_changed", "open")


def test_talk_about_other_parts_and_later_talk_hears_nothing(study, space, thread, outcome, lena, marc, tomas):
    other = study.fragments.filter(kind="outcome").exclude(pk=outcome.pk).first()
    a_thread(space, marc, subject=Ref("study_fragment", other.pk))
    done = brought_in(tomas)
    later = a_thread(space, tomas, subject=Ref("study_fragment", outcome.pk))
    tell_threads.enqueue(study_id=study.pk, version_id=done.version.pk)
    jobs.drain()
    assert told() == [lena.name]
    later.refresh_from_db()
    assert later.subject_changed_at is None


def test_a_second_change_is_told_anew_and_what_is_gone_is_said(thread, lena, tomas):
    brought_in(tomas)

    def take_out(record) -> None:
        record["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2026-05-01"
        del record["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
        record["protocolSection"]["outcomesModule"]["primaryOutcomes"].clear()

    brought_in(tomas, take_out)
    assert told() == [lena.name] * 2
    assert notices.recent(lena)[0].sentence == "The record no longer has what you talked about."


def test_who_may_no_longer_read_is_not_told(thread, lena, tomas):
    talk.remove_member(space=thread.space, person=lena, by=tomas)
    brought_in(tomas)
    assert told() == []


def test_it_costs_a_job_only_where_somebody_talks(study, space, outcome, tomas):
    def booked() -> int:
        return DBTaskResult.objects.filter(task_path="tutoring.tasks.tell_threads").count()

    actions.import_record(content=make.changed(make.HARMONIE, correct), by=tomas)
    assert booked() == 0
    a_thread(space, tomas, subject=Ref("study_fragment", outcome.pk))
    actions.import_record(content=make.changed(make.HARMONIE, lambda record: None), by=tomas)
    assert booked() == 1


def test_the_part_of_a_study_costs_its_talk_one_question(thread, lena, signed_in, django_assert_num_queries):
    browser = signed_in(lena)
    browser.get(f"/threads/{thread.pk}/")
    # The part with its study and versions, and in the same answer the others that its plot shows.
    with django_assert_num_queries(8):
        page = browser.get(f"/threads/{thread.pk}/").content.decode()
    assert "subject-plot" in page
