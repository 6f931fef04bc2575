"""Brings a file of people in: for an operator, by hand or each night."""

import csv
import sys
import time
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from core.accounts import people_file
from core.accounts.actions import import_people
from core.accounts.actions.imports import Report
from core.accounts.roles import Role

COLUMNS = f"""
The first line names the columns, in any order; only “email” must be there. A column that is absent, and a cell that
is empty, changes nothing. A single “-” clears unit, job_role, manager or roles.

  email       the sign-in name, by which a person is known; its case does not matter
  name        needed for a new person
  language    en or fr
  zone        IANA time zone, such as Europe/Paris
  unit        a unit's code (FR-CARD), or its path from the top (HELIX/FR/FR-CARD); units of a path that do not
              exist are made; a name for a new one after “=” (HELIX/FR/FR-CARD=Cardiology)
  country     two letters, for units that the line makes
  job_role    a job role's code
  job_title   the title of a new job role: English | French
  manager     the line manager's e-mail address, who is known already or stands in the file
  external    yes for a guest from outside the company
  joined      the day of entry, as 2026-01-31
  roles       the roles that hold everywhere: {", ".join(Role.values)}
  active      no deactivates, yes opens again

Comma, semicolon or tab; UTF-8 (with or without mark) or Windows-1252. With one bad line nothing is written, unless
--skip-bad is given. Example:

  email,name,unit,job_role,job_title,manager
  lena@example.org,Lena Hoffmann,HELIX/FR=Helix France/FR-CARD=Cardiology,REP,Representative | Délégué,marc@example.org
"""


class Command(BaseCommand):
    help = "Creates, updates and deactivates people from a CSV file." + COLUMNS

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the CSV file, or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
        parser.add_argument("--skip-bad", action="store_true", help="follow the good lines although others are bad")
        parser.add_argument("--invite", action="store_true", help="send an invitation to everybody who is created")
        parser.add_argument("--report", metavar="FILE", help="write what became of each line as CSV")
        parser.add_argument("--language", default="en", choices=["en", "fr"], help="language of the report")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        try:
            _columns, lines = people_file.read(self._bytes(options["file"]))
        except people_file.Unreadable as fault:
            raise CommandError(str(fault)) from None
        self._shown_at = 0.0
        report = import_people(
            lines=list(lines),
            dry_run=options["dry_run"],
            skip_bad=options["skip_bad"],
            invite=options["invite"],
            progress=self._progress,
        )
        self._tell(report, options["verbosity"])
        if options["report"]:
            self._write(report, Path(options["report"]))
        if report.count("bad") and not options["skip_bad"]:
            raise CommandError(_("Nothing was written. Mend these lines, or add --skip-bad to leave them out."))

    def _bytes(self, name: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(error)s.") % {"error": error.strerror}) from None

    def _tell(self, report: Report, verbosity: int) -> None:
        for line in report.lines:
            outcome = report.outcomes[line.number]
            if outcome == "bad":
                faults = " ".join(line.faults)
                self.stderr.write(_("Line %(number)s: %(text)s") % {"number": line.number, "text": faults})
            elif verbosity > 1 and outcome != "same":
                text = f"{line.email} · {_outcome(outcome)} {self._words(report, line.number)}".rstrip()
                self.stdout.write(_("Line %(number)s: %(text)s") % {"number": line.number, "text": text})
        for code in report.units:
            self.stdout.write(_("New unit: %(code)s") % {"code": code})
        for code in report.job_roles:
            self.stdout.write(_("New job role: %(code)s") % {"code": code})
        words = [f"{_outcome(outcome)}: {report.count(outcome)}" for outcome in OUTCOMES]
        self.stdout.write(" · ".join(words))
        if not report.was_written:
            self.stdout.write(_("This was a trial: nothing was written."))

    def _write(self, report: Report, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["line", "email", "outcome", "words"])
            for line in report.lines:
                words = " ".join(line.faults) or self._words(report, line.number)
                rows.writerow([line.number, line.email, report.outcomes[line.number], words])

    def _words(self, report: Report, number: int) -> str:
        return ", ".join(f"{name}: {value}" for name, value in report.changes.get(number, {}).items())

    def _progress(self, step: str, done: int, of: int) -> None:
        """A number a second, and the last."""
        if done == of or time.monotonic() - self._shown_at > 1:
            self._shown_at = time.monotonic()
            self.stderr.write(f"{_outcome(step)}: {done} / {of}")


OUTCOMES = ("created", "updated", "deactivated", "reactivated", "same", "bad")


def _outcome(name: str) -> str:
    return {
        "created": _("created"),
        "updated": _("updated"),
        "deactivated": _("deactivated"),
        "reactivated": _("reactivated"),
        "invited": _("invited"),
        "same": _("unchanged"),
        "bad": _("bad"),
    }[name]
