"""The worker: threads that run jobs as they come, sweep what is due, and outlive every error."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connections
from django_tasks_db.models import DBTaskResult

from core.acts import queue
from core.acts.jobs import new_worker, sweep
from core.acts.shifts import be_seen, release_the_dead, sign_on

logger = logging.getLogger("compagnon.jobs")


class Runner:
    """Runs jobs in `threads` threads, and sweeps in one more.

    A thread rests until a job is committed in this process, and looks by itself every `interval` seconds for those
    that other processes wrote. Every `sweep_every` seconds what is due is done, and the jobs of dead workers are
    released.
    """

    def __init__(self, *, threads: int = 1, interval: float = 1.0, sweep_every: float = 15.0) -> None:
        self.interval = interval
        self.sweep_every = sweep_every
        self.running = False
        self._ending = threading.Event()
        self._threads = [self._thread(self._work, f"jobs-{number}") for number in range(threads)]
        self._threads += [self._thread(self._sweep, "jobs-sweep"), self._thread(self._watch, "jobs-watch")]
        self._workers = [new_worker("") for _ in range(threads)]

    def start(self) -> None:
        """Signs on, releases what a dead worker left, and starts the threads."""
        self.running = True
        self.shift = sign_on()
        release_the_dead(self.shift)
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 10.0) -> bool:
        """Ends after the jobs in hand; False when one took longer than `patience` seconds: it will run again."""
        self.running = False
        for worker in self._workers:
            worker.running = False
        self._ending.set()
        queue.wake()
        for thread in self._threads:
            thread.join(patience)
        if any(thread.is_alive() for thread in self._threads):
            logger.warning("A job takes longer than %s s to end; another worker will run it again.", patience)
            return False
        self.shift.delete()
        return True

    def _thread(self, rounds: Callable[[], None], name: str) -> threading.Thread:
        return threading.Thread(target=self._guard, args=(rounds,), name=name, daemon=True)

    def _guard(self, rounds: Callable[[], None]) -> None:
        """Begins the rounds again after every error: a database that is away must not end the work for good."""
        while self.running:
            try:
                rounds()
            except Exception:
                logger.exception("The worker stumbled; it goes on in a second.")
                self._ending.wait(1.0)
            finally:
                connections.close_all()

    def _work(self) -> None:
        number = int(threading.current_thread().name.removeprefix("jobs-"))
        awake = threading.Event()
        queue.sleep_here(awake)
        try:
            while self.running:
                awake.clear()
                close_old_connections()
                # A plain look first: the worker's own begins by locking SQLite for all who write.
                if DBTaskResult.objects.ready().exists():
                    self._run_what_is_ready(number)
                elif self.running:
                    awake.wait(self.interval)
        finally:
            queue.leave(awake)

    def _run_what_is_ready(self, number: int) -> None:
        self._workers[number] = worker = new_worker(self.shift.name)
        # `stop` may have come between: it then set `running` of the worker before.
        worker.running = self.running
        worker.run()

    def _sweep(self) -> None:
        while self.running:
            sweep()
            self._ending.wait(min(self.sweep_every, 1.0))

    def _watch(self) -> None:
        while not self._ending.wait(self.sweep_every):
            close_old_connections()
            be_seen(self.shift)
            if release_the_dead(self.shift):
                queue.wake()
