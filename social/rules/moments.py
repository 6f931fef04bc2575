"""The quick choices of a time: this evening, tomorrow morning, on Monday morning, by the clocks of the person."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

EVENING, MORNING = time(18), time(9)
# Whoever asks at ten to six does not mean in ten minutes.
LEAST = timedelta(minutes=30)


@dataclass(frozen=True)
class Moment:
    """One choice: its name in a form, its words, the moment."""

    name: str
    words: Any
    at: datetime


def quick_moments(now: datetime, zone: str) -> list[Moment]:
    """What can be chosen now; an evening that has begun is not."""
    here = ZoneInfo(zone)
    local = now.astimezone(here)

    def on(days: int, clock: time) -> datetime:
        return datetime.combine(local.date() + timedelta(days=days), clock, tzinfo=here)

    to_monday = 7 - local.weekday()
    choices = [
        Moment("evening", _("This evening, 18:00"), on(0, EVENING)),
        Moment("tomorrow", _("Tomorrow, 9:00"), on(1, MORNING)),
        Moment("monday", _("On Monday, 9:00"), on(to_monday, MORNING)),
    ]
    # On a Sunday tomorrow is Monday.
    return [each for each in choices if each.at - now >= LEAST and not (each.name == "monday" and to_monday == 1)]
