"""Serves pages, API and sockets."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """One process with everything in the embedded default; in production one of several, with workers apart."""

    help = "Serves Compagnon until SIGTERM or Ctrl-C. Run `manage.py migrate` first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on (127.0.0.1).")
        parser.add_argument("--port", type=int, default=8000, help="The port to listen on (8000); 0 takes a free one.")
        parser.add_argument("--port-file", type=Path, help="Where to write the port once we listen.")
        parser.add_argument("--no-worker", action="store_true", help="Leave jobs to `manage.py work`.")

    def handle(self, *, host: str, port: int, port_file: Path | None, no_worker: bool, **options: Any) -> None:
        # Imported here: daphne installs its event loop for the whole process.
        from core.config.serving import serve

        status = serve(
            host=host,
            port=port,
            port_file=port_file,
            with_worker=settings.EMBEDDED and not no_worker,
            say=self._say,
        )
        if status:
            raise SystemExit(status)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
