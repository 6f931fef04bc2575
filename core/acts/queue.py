"""The queue of jobs: rows of django-tasks, and a bell that wakes the workers of this process when one is committed."""

import threading
from typing import Any

from django.db import transaction
from django_tasks_db import DatabaseBackend

_sleepers: set[threading.Event] = set()


class WakingBackend(DatabaseBackend):
    """django-tasks' database back end, which wakes our own workers at the commit instead of at their next look."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        result: Any = super().enqueue(task, args, kwargs)
        transaction.on_commit(wake, robust=True)
        return result


def wake() -> None:
    """Ends the rest of every worker of this process."""
    for event in tuple(_sleepers):
        event.set()


def sleep_here(event: threading.Event) -> None:
    """Has `wake` set this event from now on."""
    _sleepers.add(event)


def leave(event: threading.Event) -> None:
    """Has `wake` forget this event."""
    _sleepers.discard(event)
