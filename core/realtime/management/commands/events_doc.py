"""Writes docs/events.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.realtime import documentation


class Command(BaseCommand):
    """The document is made, never edited."""

    help = "Writes docs/events.md from the catalogue of live events; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fail where the document differs.")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "events.md"
        text = documentation.text()
        if check:
            if not path.exists() or path.read_text() != text:
                raise CommandError("docs/events.md is not what the catalogue says: run `manage.py events_doc`.")
            return
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        self.stdout.write(f"{path} written.")
