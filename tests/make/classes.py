"""Makes classes by the actions."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from core.accounts.models import Person
from virtualclass import actions
from virtualclass.models import ClassSession


def wall_clock(zone: str = "Europe/Paris", **ahead: int) -> datetime:
    """A naive time of that zone's clocks, so far from now, on the minute."""
    later = timezone.now().astimezone(ZoneInfo(zone)) + timedelta(**(ahead or {"days": 2}))
    return later.replace(tzinfo=None, second=0, microsecond=0)


def a_class(*, by: Person, title: str = "Reading HARMONIE together", **more) -> ClassSession:
    """A class that `by` gives in two days, in Paris."""
    fields = {"trainer": by, "about": "", "language": "en", "zone": "Europe/Paris", "minutes": 60, **more}
    fields.setdefault("starts_local", wall_clock(fields["zone"]))
    return actions.schedule_class(by=by, title=title, **fields)
