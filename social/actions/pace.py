"""Keeps one person from flooding everybody."""

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from social.models import Post

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST, SECONDS = 20, 10


def refuse_flood(author: "Person") -> None:
    """Raises Refused (429) for the 21st post of a person within 10 seconds."""
    recent = Post.objects.filter(author=author, written_at__lte=timezone.now()).order_by("-written_at")
    nth = recent.values_list("written_at", flat=True)[MOST - 1 : MOST].first()
    free_at = nth + timedelta(seconds=SECONDS) if nth else None
    if free_at is not None and free_at > timezone.now():
        wait = max(1, math.ceil((free_at - timezone.now()).total_seconds()))
        text = _("That was a lot at once. Wait %(seconds)s seconds, then send it again; your words are kept.")
        raise Refused("social.too_fast", text % {"seconds": wait}, status=429, retry_after=wait)
