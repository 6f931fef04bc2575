"""Brings a space in from a file: for an operator, however large it is."""

from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.accounts.models import Person, plain_email
from core.acts.refusals import Refused
from social.actions import bring_file, importing, want_import
from social.models import SpaceImport
from social.queries.importing import faults_of

SHOWN = (
    "name",
    "openness",
    "threads",
    "posts",
    "people",
    "members",
    "files",
    "bytes",
    "first",
    "last",
    "missing_count",
)


class Command(BaseCommand):
    help = "Brings a community in from a ZIP file that was exported from a space (docs/space-file.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the ZIP file")
        parser.add_argument("--by", required=True, help="e-mail of the administrator who leads the new community")
        parser.add_argument("--name", help="its name, where another than the file says")
        parser.add_argument("--dry-run", action="store_true", help="say what would come in; write nothing")
        parser.add_argument("--language", default="en", choices=["en", "fr"], help="language of the report")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                self._import(options)
            except Refused as refusal:
                raise CommandError(str(refusal.text)) from None

    def _import(self, options: dict[str, Any]) -> None:
        by = Person.objects.filter(email=plain_email(options["by"])).first()
        if by is None:
            raise CommandError(f"Nobody has the e-mail address {options['by']}.")
        brought = self._go_on(self._brought(Path(options["file"]), by))
        for key in SHOWN:
            self.stdout.write(f"{key}: {brought.report.get(key, '')}")
        for name in brought.report.get("missing", []):
            self.stdout.write(f"  no account here: {name}")
        if options["dry_run"]:
            importing.drop_import(brought=brought, by=by)
            return
        want_import(brought=brought, by=by, name=options["name"] or brought.report["name"])
        brought = self._go_on(brought)
        self.stdout.write(f"space {brought.space_id}")

    def _brought(self, path: Path, by: Person) -> SpaceImport:
        try:
            with path.open("rb") as raw:
                return bring_file(by=by, upload=File(raw, name=path.name))
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from None

    def _go_on(self, brought: SpaceImport) -> SpaceImport:
        brought.refresh_from_db()
        if brought.is_under_way:
            importing.go_on(brought)
            brought.refresh_from_db()
        if brought.state == SpaceImport.State.REFUSED:
            raise CommandError("\n".join(faults_of(brought)))
        return brought
