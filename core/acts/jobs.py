"""Jobs: nudges over rows that are due, so that a killed worker loses nothing.

    @job
    def send_invitation(*, registration_id: int) -> None: …      send_invitation.enqueue(registration_id=7)

    due("virtualclass.reminders", send_reminders)                 in core/config/reactions.py

A job may run twice (its worker died before it said so), so what it does must be done once by itself: a row with
`done_at`, or a unique effect key. What must happen at a time is a row with `due_at`, found by a `due` function that
the sweep of every worker calls; `do_each` claims such rows one by one, and does each in one transaction with its
claim; `carry_each` is for what leaves the house, and does it between two.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import close_old_connections, connection, models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from core.acts.actions import action
from core.acts.models import OnceKey

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

logger = logging.getLogger("compagnon.jobs")
RESULTS_KEPT = timedelta(days=14)
KEYS_KEPT = timedelta(days=30)
MOST_AT_ONCE = 500
# Longer than any mail server may take (EMAIL_TIMEOUT).
CLAIM = timedelta(minutes=5)


def job(function: Callable[P, R]) -> "Task[P, R]":
    """Makes a function of JSON arguments a job: `.enqueue(…)` writes it in the transaction that is under way."""
    return task()(function)


@dataclass
class Due:
    """A function that a sweep calls, and when it is next its turn (seconds of the monotonic clock)."""

    name: str
    find_and_run: Callable[[], object]
    every: float
    next_at: float = field(default=0.0)

    def run_if_time(self, now: float) -> None:
        """Runs it when its time has come; an error is written down and waits for the next time."""
        if now < self.next_at:
            return
        self.next_at = now + self.every
        try:
            self.find_and_run()
        except Exception:
            logger.exception("What is due as %s failed; it is tried again in %s s.", self.name, self.every)


_due: dict[str, Due] = {}


def due(name: str, find_and_run: Callable[[], object], *, every: float = 15) -> None:
    """Has every sweep call `find_and_run()`, at most once in `every` seconds, to do the rows that are due by then."""
    known = _due.get(name)
    if known and known.find_and_run != find_and_run:
        raise ValueError(f"Two different functions are due as {name!r}.")
    _due.setdefault(name, Due(name, find_and_run, every))


def sweep(*, everything: bool = False) -> None:
    """Runs whatever is due by the clock; `everything` also what ran a moment ago (tests, `manage.py work --once`)."""
    for each in list(_due.values()):
        if everything:
            each.next_at = 0.0
        each.run_if_time(time.monotonic())
        if not connection.in_atomic_block:
            close_old_connections()


def do_each(rows: "models.QuerySet[M]", act: Callable[[M], object]) -> int:
    """Calls `act(row)` for each row in a transaction of its own that has claimed it, and gives how many were done.

    `rows` says what is outstanding, and is asked again under the lock: what another worker has done, or is doing,
    is left alone. A row whose act fails stays outstanding for the next sweep and holds up no other. Only for what the
    database can take back: no mail, no request.
    """
    done = 0
    for pk in list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            done += _claim_and_do(rows, pk, act)
        except Exception:
            logger.exception("%s %s could not be done; it stays outstanding.", rows.model._meta.label, pk)
    return done


def carry_each(rows: "models.QuerySet[M]", carry: Callable[[M], object]) -> int:
    """Calls `carry(row)` for each row, in no transaction, while `claimed_until` of the row keeps other workers off.

    For what leaves the house, such as a mail: a slow server holds no lock, and nothing that was sent is rolled back.
    `carry` writes how it ended by an action of its own. A row whose worker dies, or whose carrying fails, is free
    again after five minutes of the one clock that all workers share, the database's: so it leaves at least once, and
    twice only where a worker dies between the two.
    """
    done = 0
    for pk in list(_unclaimed(rows).values_list("pk", flat=True)[:MOST_AT_ONCE]):
        row = _claim(rows, pk)
        if row is None:
            continue
        try:
            carry(row)
            done += 1
        except Exception:
            logger.exception("%s %s could not be carried; it is tried again.", rows.model._meta.label, pk)
    return done


def _unclaimed(rows: "models.QuerySet[M]") -> "models.QuerySet[M]":
    return rows.filter(models.Q(claimed_until=None) | models.Q(claimed_until__lte=Now()))


@action
def _claim(rows: "models.QuerySet[M]", pk: Any) -> M | None:
    row = _unclaimed(rows).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if row is not None:
        rows.model._default_manager.filter(pk=pk).update(claimed_until=Now() + CLAIM)
    return row


@action
def _claim_and_do(rows: "models.QuerySet[M]", pk: Any, act: Callable[[M], object]) -> int:
    row = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if row is None:
        return 0
    act(row)
    return 1


def drain() -> None:
    """Runs the queued jobs here and now, also within a transaction, until none is ready."""
    worker = new_worker(get_random_string(32))
    while True:
        with exclusive_transaction():
            result = DBTaskResult.objects.ready().get_locked()
            if result is None:
                return
            result.claim(worker.worker_id)
        worker.run_task(result)


def new_worker(name: str) -> Worker:
    """django-tasks' own worker, which runs what is ready and returns."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )


def trim() -> None:
    """Forgets the results of old jobs, and idempotency keys that no client will send again."""
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS_KEPT).delete()
    OnceKey.objects.filter(at__lt=now - KEYS_KEPT).delete()


due("acts.trim", trim, every=3600)
