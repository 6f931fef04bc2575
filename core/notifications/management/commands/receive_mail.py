"""Takes in mail that answers ours, as a mail server pipes it, or as it lies in a folder."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.notifications.receiving import Came, receive

# What a mail server understands as: keep it, and try again.
TRY_AGAIN = 75


class Command(BaseCommand):
    help = "Takes in answers by e-mail: from files, from folders of .eml files, or (-) from the standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sources", nargs="*", default=["-"], help="files, folders, or - for the standard input")
        parser.add_argument("--recipient", default="", help="the address of the envelope, if the mail server tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        is_late = False
        for source in options["sources"]:
            for name, raw in _mails(source):
                came = self._take_in(name, raw, options["recipient"])
                is_late = is_late or came is Came.LATER
        if is_late:
            sys.exit(TRY_AGAIN)

    def _take_in(self, name: str, raw: bytes, recipient: str) -> Came:
        try:
            came = receive(raw, recipient)
        except Exception as wrong:
            self.stderr.write(f"{name}: {type(wrong).__name__}: {wrong}")
            return Came.LATER
        self.stdout.write(f"{name}: {came.value}")
        return came


def _mails(source: str) -> list[tuple[str, bytes]]:
    if source == "-":
        return [("-", sys.stdin.buffer.read())]
    path = Path(source)
    files = sorted(path.glob("*.eml")) if path.is_dir() else [path]
    return [(str(file), file.read_bytes()) for file in files]
