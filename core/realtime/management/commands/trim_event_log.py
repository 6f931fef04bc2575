"""Deletes old events from the log."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.realtime import retention


class Command(BaseCommand):
    """Run it once a day."""

    help = "Deletes live events older than so many days; pages that come back from before are fetched again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="How many days to keep (30).")

    def handle(self, *, days: int, **options: Any) -> None:
        if days < 1:
            raise CommandError("Keep one day at least: --days 1.")
        deleted = retention.trim(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{deleted} events deleted.")
