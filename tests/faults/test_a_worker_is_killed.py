"""A worker is killed in the middle of a job; the job is done all the same."""

import time
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from core.accounts.models import Person
from core.acts.jobs import job

pytestmark = pytest.mark.faults


@job
def wait_for_a_file_then_rename(*, person_id: int, began: str, may_end: str) -> None:
    Path(began).touch()
    while not Path(may_end).exists():
        time.sleep(0.02)
    Person.objects.filter(pk=person_id).update(name="Renamed")


def test_the_next_worker_ends_what_a_killed_one_began(place, tmp_path):
    lena = Person.objects.make(email="lena@example.org", name="Lena")
    began, may_end = tmp_path / "began", tmp_path / "may_end"
    wait_for_a_file_then_rename.enqueue(person_id=lena.pk, began=str(began), may_end=str(may_end))
    first, second = place.worker(), place.worker()
    first.start()
    first.wait_until(began.exists)
    first.kill()
    may_end.touch()
    second.start()
    second.wait_until(lambda: DBTaskResult.objects.successful().exists())
    lena.refresh_from_db()
    assert lena.name == "Renamed"
    assert len(DBTaskResult.objects.get().worker_ids) == 2
    assert second.stop() == 0


def test_a_worker_that_is_told_to_end_ends_its_job_first(place, tmp_path):
    lena = Person.objects.make(email="lena@example.org", name="Lena")
    began, may_end = tmp_path / "began", tmp_path / "may_end"
    wait_for_a_file_then_rename.enqueue(person_id=lena.pk, began=str(began), may_end=str(may_end))
    worker = place.worker()
    worker.start()
    worker.wait_until(began.exists)
    may_end.touch()
    assert worker.stop() == 0
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
