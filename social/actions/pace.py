"""Keeps one person from flooding everybody."""

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from social import rules
from social.models import Post, Thread, Veil
from social.queries.pace import slow_wait

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST, SECONDS = 20, 10


def refuse_flood(author: "Person", veil: Veil | None = None) -> None:
    """Raises Refused (429) for the 21st post of a person within 10 seconds; under veils counted by themselves."""
    own = Post.objects.filter(veil__person=author) if veil is not None else Post.objects.filter(author=author)
    recent = own.filter(written_at__lte=timezone.now()).order_by("-written_at")
    nth = recent.values_list("written_at", flat=True)[MOST - 1 : MOST].first()
    free_at = nth + timedelta(seconds=SECONDS) if nth else None
    if free_at is not None and free_at > timezone.now():
        wait = max(1, math.ceil((free_at - timezone.now()).total_seconds()))
        text = _("That was a lot at once. Wait %(seconds)s seconds, then send it again; your words are kept.")
        raise Refused("social.too_fast", text % {"seconds": wait}, status=429, retry_after=wait)


def refuse_slow(where: rules.Standing, thread: Thread) -> None:
    """Raises Refused (429) where slow mode has somebody wait until their next post."""
    wait = slow_wait(where, thread)
    if wait:
        text = _("Slow mode: you can write again in %(seconds)s seconds. Your words are kept.")
        raise Refused("social.slow_mode", text % {"seconds": wait}, status=429, retry_after=wait)
