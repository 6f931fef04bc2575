"""`manage.py recount_expertise`: counts anew who knows about what, and when talks worked something out."""

from typing import Any

from django.core.management.base import BaseCommand

from social.actions import recount_everything
from social.models import Expertise, Post, Thread

BATCH = 200


class Command(BaseCommand):
    help = "Counts anew from the answers who knows about what. People may work meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        counted = Post.objects.credited().order_by().values_list("author_id", "thread__space_id").distinct()
        pairs = sorted({*counted, *Expertise.objects.values_list("person_id", "space_id").distinct()})
        told = Thread.objects.worked_out().values_list("pk", flat=True)
        threads = sorted({*told, *Post.objects.worked_out().values_list("thread_id", flat=True)})
        for start in range(0, len(pairs), BATCH):
            recount_everything(pairs[start : start + BATCH], [])
        for start in range(0, len(threads), BATCH):
            recount_everything([], threads[start : start + BATCH])
        self.stdout.write(f"{Expertise.objects.count()} counts of {len(pairs)} people in their spaces")
