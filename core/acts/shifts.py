"""Who is at work: workers sign on, are seen, and what the dead left unfinished goes back into the queue."""

import logging
import os
import socket
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.acts.models import Shift

logger = logging.getLogger("compagnon.jobs")
# Four sweeps missed, by the database's clock: those of two machines may differ. A worker of this machine whose process
# is gone is dead at once.
SILENCE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


class WorkerKilled(Exception):
    """Why a job is given up: each of the workers that took it died over it."""


def sign_on() -> Shift:
    """Begins this process's shift."""
    host, pid = socket.gethostname()[:255], os.getpid()
    name = f"{host[:30]}:{pid}:{get_random_string(12)}"
    return Shift.objects.create(name=name, host=host, pid=pid, seen_at=Now())


def be_seen(shift: Shift) -> None:
    """Says that the shift goes on; written anew when others took it for dead while the machine slept."""
    own = {"host": shift.host, "pid": shift.pid, "seen_at": Now()}
    Shift.objects.update_or_create(name=shift.name, defaults=own)


def release_the_dead(own: Shift | None = None) -> int:
    """Puts jobs whose worker is dead back into the queue, gives up those that killed three, and tells how many."""
    heard = set(Shift.objects.filter(seen_at__gte=Now() - SILENCE).values_list("pk", flat=True))
    dead = [shift for shift in Shift.objects.all() if shift != own and not (shift.pk in heard and _is_at_work(shift))]
    at_work = set(Shift.objects.exclude(pk__in=[shift.pk for shift in dead]).values_list("name", flat=True))
    orphans = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1] not in at_work]
    released = sum(_release(job) for job in orphans)
    Shift.objects.filter(pk__in=[shift.pk for shift in dead]).delete()
    return released


def _release(job: "DBTaskResult[Any, Any]") -> int:
    """Changes the row only as it was seen: another worker may have released it, and a third begun it, meanwhile."""
    row = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
    if len(job.worker_ids) < MOST_ATTEMPTS:
        logger.warning("Job %s goes back into the queue: its worker died.", job.task_path)
        return row.update(status=TaskResultStatus.READY)
    logger.error("Job %s is given up: %s workers died over it.", job.task_path, MOST_ATTEMPTS)
    return row.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path=f"{WorkerKilled.__module__}.{WorkerKilled.__qualname__}",
        traceback=f"{MOST_ATTEMPTS} workers died over this job.",
    )


def _is_at_work(shift: Shift) -> bool:
    return shift.host != socket.gethostname()[:255] or _runs(shift.pid)


def _runs(pid: int) -> bool:
    """Whether a process of that number runs on this machine; one that ended and was not waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
