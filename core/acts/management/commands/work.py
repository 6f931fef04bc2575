"""Runs jobs and sweeps what is due, until it is told to end."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.acts.jobs import drain, sweep
from core.acts.runner import Runner


class Command(BaseCommand):
    """The worker of the production set-up; `manage.py serve` has its own in the embedded default."""

    help = "Runs jobs and does what is due, until SIGTERM or Ctrl-C; what it has begun is ended first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--threads", type=int, default=2, help="How many jobs run at once (2).")
        parser.add_argument("--once", action="store_true", help="Do what is due and queued by now, then end.")

    def handle(self, *, threads: int, once: bool, **options: Any) -> None:
        if once:
            sweep(everything=True)
            drain()
            return
        told_to_end = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_end.set())
        runner = Runner(threads=threads)
        runner.start()
        self.stdout.write("At work.")
        self.stdout.flush()
        told_to_end.wait()
        runner.stop()
