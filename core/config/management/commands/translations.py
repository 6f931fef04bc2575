"""Keeps the French catalogues."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.config.translations import areas, catalogues


class Command(BaseCommand):
    """Works without gettext's programs: polib reads and writes, Python and Django find the words."""

    help = "Brings the French catalogues up to date, compiles them, or says what is wrong with them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true", help="Add what is new, remove what is gone.")
        what.add_argument("--compile", action="store_true", help="Write what Django reads.")
        what.add_argument("--check", action="store_true", help="Say what is wrong, and fail if anything is.")
        parser.add_argument("areas", nargs="*", help="Only these areas, such as social or ui.")

    def handle(self, *, update: bool, check: bool, **options: Any) -> None:
        chosen = [area for area in areas.every() if area.name in options["areas"] or not options["areas"]]
        if check:
            self._check(chosen)
        for area in chosen if update else []:
            new, gone = catalogues.update(area)
            if new or gone:
                self.stdout.write(f"{area.name}: {new} to translate, {gone} removed")
        if options["compile"]:
            self.stdout.write(f"{sum(map(catalogues.compile_one, chosen))} catalogues compiled")

    def _check(self, chosen: list[areas.Area]) -> None:
        wrong = list(catalogues.wrong_in(chosen))
        for sentence in wrong:
            self.stdout.write(sentence)
        if wrong:
            raise CommandError(f"{len(wrong)} wrong. `manage.py translations --update` adds and removes entries.")
