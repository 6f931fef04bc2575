"""Turns a wall clock in a zone into a moment, refusing times that do not exist."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from core.acts.refusals import Refused


def known(zone: str) -> bool:
    """Whether `zone` is an IANA name that this machine knows."""
    return zone in available_timezones()


def moment(local: datetime, zone: str) -> datetime:
    """The UTC moment of a wall-clock time (naive) in a zone.

    An hour that the clocks repeat in autumn means its first pass (PEP 495, fold 0). Raises Refused
    `virtualclass.unknown_zone`, or `virtualclass.skipped_hour` with the next time that exists.
    """
    if not known(zone):
        raise Refused(
            "virtualclass.unknown_zone", _("There is no time zone called %s.") % zone, field="zone", status=422
        )
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    utc = aware.astimezone(UTC)
    if utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        after = utc.astimezone(ZoneInfo(zone))
        raise Refused(
            "virtualclass.skipped_hour",
            _("The clocks in %(zone)s skip %(time)s that day: choose %(next)s or another time.")
            % {"zone": zone, "time": f"{local:%H:%M}", "next": f"{after:%H:%M}"},
            field="starts_local",
            status=422,
        )
    return utc


def is_repeated(local: datetime, zone: str) -> bool:
    """Whether the clocks show this wall time twice that day (the autumn change)."""
    at = ZoneInfo(zone)
    first, second = local.replace(tzinfo=at, fold=0), local.replace(tzinfo=at, fold=1)
    return first.utcoffset() > second.utcoffset()  # type: ignore[operator]
