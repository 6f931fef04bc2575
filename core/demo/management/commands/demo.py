"""Writes the demo company into an empty database."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.accounts.models import Person
from core.demo import story


class Command(BaseCommand):
    help = "Writes the demo company: people, studies, talk, classes. Only into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", type=datetime.fromisoformat, help="the moment to which it leads (default: now)")

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError("There are people already: the demo company is written into an empty database only.")
        anchor = options["anchor"] or timezone.now()
        anchor = anchor if timezone.is_aware(anchor) else timezone.make_aware(anchor)
        story.write(anchor.replace(second=0, microsecond=0), lambda words: self.stdout.write(f"  {words}"))
