"""Forgets old events; whoever asks from a forgotten number is told to fetch the page again."""

from datetime import datetime

from core.acts.actions import action
from core.realtime.models import StreamEvent

ROWS_AT_ONCE = 2000


def trim(*, before: datetime) -> int:
    """Deletes events from before that time, in small acts that nobody waits for; gives how many.

    Primary keys rise with time, near enough: the oldest are looked at until one is young.
    """
    total = 0
    while deleted := _trim_some(before=before):
        total += deleted
    return total


@action
def _trim_some(*, before: datetime) -> int:
    oldest = StreamEvent.objects.order_by("pk").values_list("pk", "at")[:ROWS_AT_ONCE]
    old = [pk for pk, at in oldest if at < before]
    StreamEvent.objects.filter(pk__in=old).delete()
    return len(old)
