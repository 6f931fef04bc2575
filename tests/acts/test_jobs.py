"""What is asked for later happens, once, whoever dies."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.accounts.models import Person
from core.acts import jobs, shifts
from core.acts.actions import action
from core.acts.jobs import do_each, drain, job, sweep
from core.acts.models import Shift
from core.acts.runner import Runner

done = threading.Event()


@job
def rename(*, person_id: int, name: str) -> None:
    Person.objects.filter(pk=person_id).update(name=name)
    done.set()


@job
def stumble() -> None:
    raise ValueError("stumbled")


@action
def welcome(*, person: Person) -> None:
    rename.enqueue(person_id=person.pk, name=f"Welcome {person.name}")


@pytest.fixture
def own_due(monkeypatch):
    """A list of due functions of the story's own."""
    monkeypatch.setattr(jobs, "_due", {})


@pytest.fixture
def runner():
    done.clear()
    runner = Runner(interval=60, sweep_every=0.05)
    yield runner
    assert runner.stop()


def claimed_by(shift_name: str, times: int = 1) -> DBTaskResult:
    """A job that a worker of that name has begun."""
    rename.enqueue(person_id=0, name="")
    result = DBTaskResult.objects.latest("enqueued_at")
    for _ in range(times):
        result.claim(shift_name)
    return result


@pytest.mark.django_db
def test_a_job_is_written_with_its_action_and_runs_when_the_queue_is_drained(lena):
    welcome(person=lena)
    lena.refresh_from_db()
    assert lena.name == "Lena Hoffmann"
    drain()
    lena.refresh_from_db()
    assert lena.name == "Welcome Lena Hoffmann"


@pytest.mark.django_db
def test_a_failed_job_keeps_its_reason_and_holds_up_no_other(lena):
    stumble.enqueue()
    rename.enqueue(person_id=lena.pk, name="Lena")
    drain()
    lena.refresh_from_db()
    assert lena.name == "Lena"
    assert "stumbled" in DBTaskResult.objects.failed().get().traceback


@pytest.mark.django_db(transaction=True)
def test_a_resting_worker_is_woken_by_a_commit(lena, runner):
    runner.start()
    welcome(person=lena)
    assert done.wait(10), "The worker rests for 60 s, and nobody woke it."


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_function_that_is_due_and_fails(lena, runner, own_due):
    swept_again = threading.Event()
    calls = []

    def fail_once():
        calls.append(1)
        if len(calls) > 1:
            swept_again.set()
        raise ValueError("stumbled")

    jobs.due("test.fails", fail_once, every=0.01)
    runner.start()
    assert swept_again.wait(10)
    rename.enqueue(person_id=lena.pk, name="Lena")
    assert done.wait(10)


@pytest.mark.django_db(transaction=True)
def test_a_worker_signs_off_when_it_ends_and_may_not_start_in_two(lena):
    runner = Runner()
    runner.start()
    assert Shift.objects.filter(pk=runner.shift.pk).exists()
    assert runner.stop()
    assert not Shift.objects.exists()


@pytest.mark.django_db
def test_what_is_due_is_called_once_in_its_time(own_due):
    calls = []
    jobs.due("test.calls", lambda: calls.append(1), every=1000)
    sweep()
    sweep()
    assert calls == [1]
    sweep(everything=True)
    assert calls == [1, 1]


@pytest.mark.django_db
def test_two_functions_cannot_be_due_under_one_name(own_due):
    jobs.due("test.same", print)
    jobs.due("test.same", print)
    with pytest.raises(ValueError, match=r"test\.same"):
        jobs.due("test.same", len)


@pytest.mark.django_db
def test_a_row_whose_act_fails_stays_outstanding_and_holds_up_no_other(lena, tomas):
    outstanding = Person.objects.filter(pk__in=[lena.pk, tomas.pk]).exclude(name="done").order_by("pk")

    def do(person):
        if person == lena:
            raise ValueError("stumbled")
        person.name = "done"
        person.save()

    assert do_each(outstanding, do) == 1
    assert list(outstanding) == [lena]


@pytest.mark.django_db
def test_jobs_of_a_dead_worker_go_back_into_the_queue(lena):
    gone = Shift.objects.create(
        name="gone", host="another", pid=1, seen_at=timezone.now() - shifts.SILENCE - timedelta(seconds=1)
    )
    at_work = shifts.sign_on()
    lost, in_hand = claimed_by(gone.name), claimed_by(at_work.name)
    assert shifts.release_the_dead() == 1
    lost.refresh_from_db()
    in_hand.refresh_from_db()
    assert (lost.status, in_hand.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    assert list(Shift.objects.all()) == [at_work]


@pytest.mark.django_db
def test_a_worker_of_this_machine_is_dead_as_soon_as_its_process_is_gone():
    shift = shifts.sign_on()
    Shift.objects.filter(pk=shift.pk).update(pid=2**22 + 1)
    claimed_by(shift.name)
    assert shifts.release_the_dead() == 1


@pytest.mark.django_db
def test_a_job_that_killed_three_workers_is_given_up():
    result = claimed_by("gone", times=shifts.MOST_ATTEMPTS)
    assert shifts.release_the_dead() == 1
    result.refresh_from_db()
    assert result.status == TaskResultStatus.FAILED
    assert "3 workers died" in result.traceback


@pytest.mark.django_db
def test_old_results_are_forgotten_and_recent_ones_kept(lena):
    rename.enqueue(person_id=lena.pk, name="Lena")
    rename.enqueue(person_id=lena.pk, name="Lena")
    drain()
    old = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=timezone.now() - jobs.RESULTS_KEPT - timedelta(hours=1))
    jobs.trim()
    assert DBTaskResult.objects.exclude(pk=old.pk).count() == DBTaskResult.objects.count() == 1
