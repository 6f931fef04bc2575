"""When people are left in peace: from 19 to 8 and at weekends, by the clock of their zone, until they say otherwise."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FROM = time(19)
UNTIL = time(8)
WEEKEND = "56"
MIDNIGHT = time()


@dataclass(frozen=True)
class Hours:
    """Somebody's quiet hours: every day from `start` until `end`, which may lie past midnight, and whole `days`.

    `days` are weekdays as digits, Monday 0. Equal times leave no quiet hour on the other days.
    """

    start: time = FROM
    end: time = UNTIL
    days: str = WEEKEND

    def hold_at(self, here: datetime) -> bool:
        """Whether a moment of their own clock is quiet."""
        if str(here.weekday()) in self.days:
            return True
        now = here.time().replace(tzinfo=None)
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


USUAL = Hours()
NONE = Hours(MIDNIGHT, MIDNIGHT, "")


def is_quiet(at: datetime, zone: str, hours: Hours = USUAL) -> bool:
    """Whether a moment lies in somebody's quiet hours."""
    return hours.hold_at(at.astimezone(ZoneInfo(zone)))


def after_quiet(at: datetime, zone: str, hours: Hours = USUAL) -> datetime:
    """The moment itself, or the next one that is not quiet by the zone's own clock, which may jump in between."""
    if not is_quiet(at, zone, hours):
        return at
    today = at.astimezone(ZoneInfo(zone)).date()
    ends = [moment(today + timedelta(days=n), end, zone) for n in range(9) for end in sorted({MIDNIGHT, hours.end})]
    free = [end for end in ends if end > at and not is_quiet(end, zone, hours)]
    return free[0].astimezone(at.tzinfo) if free else at


def moment(day: date, clock: time, zone: str) -> datetime:
    """A day and hour of a zone's wall clock; an hour that the clock leaps over is the one after the leap."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
