"""Brings study records in from files: for an operator at the console."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.accounts.models import Person
from core.acts.refusals import Refused
from tutoring import actions
from tutoring.actions import Imported
from tutoring.registries.opening import MOST_BYTES


class Command(BaseCommand):
    """Each file is imported whole or not at all; a file that is refused does not hold up the others."""

    help = "Imports study records of ClinicalTrials.gov (JSON, API version 2)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--by", metavar="EMAIL", help="the tutor or administrator in whose name it is done")
        parser.add_argument(
            "--accept-older", action="store_true", help="also import a record older than the one we have"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        files: list[Path] = options["files"]
        refused = 0
        for number, file in enumerate(files, start=1):
            try:
                done = self._import(file, by, options["accept_older"])
            except (Refused, OSError) as fault:
                refused += 1
                said = fault.strerror if isinstance(fault, OSError) else str(fault)
                self.stderr.write(f"{number}/{len(files)} {file.name}: {said}")
            else:
                self.stdout.write(f"{number}/{len(files)} {file.name}: {_told(done)}")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were not imported; the others were.")

    def _person(self, email: str | None) -> Person | None:
        if email is None:
            return None
        person = Person.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        return person

    def _import(self, file: Path, by: Person | None, accept_older: bool) -> Imported:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        return actions.import_record(content=content, by=by, file_name=file.name, accept_older=accept_older)


def _told(done: Imported) -> str:
    name = f"{done.study.number} {done.study.acronym}".strip()
    if not done.is_new_version:
        return f"{name} is here already, version {done.version.number}; nothing changed."
    if done.is_new_study:
        return f"{name} imported, {done.changes.added} parts."
    changes = done.changes
    return (
        f"{name} imported as version {done.version.number}: {changes.changed + changes.returned} parts changed, "
        f"{changes.added} came, {changes.removed} went."
    )
