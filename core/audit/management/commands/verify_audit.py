"""Checks the trail's chain, for an operator or a nightly job."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from core.audit.verification import verify


class Command(BaseCommand):
    help = (
        "Walks the audit trail from its first entry and checks that no entry is missing, changed or cut off. "
        "Exit code 0: whole. Exit code 1: broken; the first broken entry is named. "
        "Keep the last line somewhere else: with --expect it proves later that nothing before it was rewritten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expect", metavar="SEQ:HASH", help="an end of the chain that was noted earlier")
        parser.add_argument("--language", default="en", choices=["en", "fr"], help="language of the answer")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            noted = self._noted(options["expect"])
            verdict = verify(self._progress, noted)
            if verdict.fault:
                raise CommandError(verdict.fault, returncode=1)
            self.stdout.write(_("The trail is whole: %(count)s entries.") % {"count": verdict.checked})
            self.stdout.write(f"{verdict.checked}:{verdict.hash}")

    def _noted(self, text: str | None) -> tuple[int, str] | None:
        if not text:
            return None
        seq, _colon, digest = text.partition(":")
        if not seq.isdigit() or len(digest) != 64:
            raise CommandError(_("Write --expect as number:hash, as this command printed it."), returncode=2)
        return int(seq), digest

    def _progress(self, seq: int) -> None:
        if seq % 100_000 == 0:
            self.stderr.write(str(seq))
