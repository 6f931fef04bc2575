"""Says moments in the words of the person's language and in the time of their zone."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE = 60
HOUR = 3600


def exact(moment: datetime) -> str:
    """`Thursday 4 June 2026, 09:12 (Europe/Paris)`."""
    here = timezone.localtime(moment)
    return f"{formatted(here, 'l j F Y, H:i')} ({timezone.get_current_timezone_name()})"


def day(date: date) -> str:
    """A day of the calendar, as `date` says it."""
    return formatted(date, "j F Y")


def spoken(moment: datetime, form: str = "moment", *, now: datetime | None = None) -> str:
    """The moment as `moment` (near ones relative), `date`, `time` or `exact`.

    The browser says it again in the same words as time goes by (core/ui/browser/models/moments.ts).
    """
    here = timezone.localtime(moment)
    if form == "exact":
        return formatted(here, "l j F Y, H:i")
    if form in {"date", "time"}:
        return day(here) if form == "date" else formatted(here, "H:i")
    return _near(moment, now or timezone.now()) or _day(here, timezone.localtime(now or timezone.now()))


def is_relative(moment: datetime, form: str = "moment", *, now: datetime | None = None) -> bool:
    """Whether `spoken` leaves the date to be worked out: then screen readers are told the exact moment as well."""
    days = timezone.localtime(moment).date() - timezone.localtime(now or timezone.now()).date()
    return form == "moment" and abs(days.days) <= 1


def stamp(moment: datetime) -> str:
    """The moment for machines, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _near(moment: datetime, now: datetime) -> str:
    seconds = (now - moment).total_seconds()
    minutes = int(abs(seconds) // MINUTE)
    if minutes == 0:
        return _("now")
    if abs(seconds) >= HOUR:
        return ""
    if seconds > 0:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}


def _day(here: datetime, now: datetime) -> str:
    days = (here.date() - now.date()).days
    words = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    year = "" if here.year == now.year else " Y"
    day = words.get(days) or formatted(here, f"j F{year}")
    return f"{day}, {formatted(here, 'H:i')}"
