"""When people are left in peace: from 19 to 8 and at weekends, by the clock of their zone."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FROM = time(19)
UNTIL = time(8)
SATURDAY = 5


def is_quiet(at: datetime, zone: str) -> bool:
    """Whether a moment lies in somebody's quiet hours."""
    here = at.astimezone(ZoneInfo(zone))
    return here.weekday() >= SATURDAY or not UNTIL <= here.time() < FROM


def after_quiet(at: datetime, zone: str) -> datetime:
    """The moment itself, or the next working morning at 8 of the zone's own clock, which may jump in between."""
    if not is_quiet(at, zone):
        return at
    here = at.astimezone(ZoneInfo(zone))
    day = here.date() if here.time() < UNTIL else here.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, UNTIL, tzinfo=ZoneInfo(zone)).astimezone(at.tzinfo)
