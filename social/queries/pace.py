"""How long slow mode has somebody wait."""

import math
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from social.models import Post, Thread
from social.rules import Standing, may_moderate


def slow_seconds(thread: Thread) -> int:
    """Seconds between two posts of one person here: the thread's, or its space's where that is longer."""
    return max(thread.slow_seconds, thread.space.slow_seconds)


def slow_wait(where: Standing, thread: Thread) -> int:
    """Seconds until this person may write here again; 0 at once. Who leads never waits; no query without slow mode."""
    if not slow_seconds(thread) or may_moderate(where):
        return 0
    own = Post.objects.filter(Q(author=where.person) | Q(veil__person=where.person)).order_by("-written_at")
    rules = [
        (thread.slow_seconds, own.filter(thread=thread)),
        (thread.space.slow_seconds, own.filter(thread__space=thread.space_id)),
    ]
    waits = [_left(seconds, posts.values_list("written_at", flat=True).first()) for seconds, posts in rules if seconds]
    return max(waits, default=0)


def _left(seconds: int, last: datetime | None) -> int:
    if last is None:
        return 0
    return max(0, math.ceil((last + timedelta(seconds=seconds) - timezone.now()).total_seconds()))
