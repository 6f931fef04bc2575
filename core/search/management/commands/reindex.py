"""Writes the search index anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.search import sources
from core.search.actions import reindex


class Command(BaseCommand):
    """`manage.py reindex`, or `manage.py reindex post thread`; people may search meanwhile."""

    help = "Writes the search index anew, for all kinds or for those that are named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kinds", nargs="*", help="Only these kinds, such as post or person.")

    def handle(self, *, kinds: list[str], **options: Any) -> None:
        if unknown := set(kinds) - set(sources.every()):
            raise CommandError(f"Nobody tells of {', '.join(sorted(unknown))}. Known: {', '.join(sources.every())}.")
        for kind in kinds or sources.every():
            self.stdout.write(f"{kind}: {reindex(kind)}")
