"""Tells people what became of a space for them: it opened, it lies there as a file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.notifications.actions import notify
from social.models import SpaceExport, Wave

if TYPE_CHECKING:
    from core.accounts.models import Person


def tell_admitted(*, wave: Wave, people: "Iterable[Person]") -> None:
    """Those whom a wave has brought in, some at a time; each once, whichever waves they fit."""
    key = f"social.space_opened:{wave.space_id}"
    notify(people=people, kind="social.space_opened", about=wave.space, effect_key=key)


def tell_ready(*, export_id: int, fault: str) -> None:
    """Who asked for a space as a file hears that it is there, or that it is not to be had."""
    export = SpaceExport.objects.select_related("space", "by").get(pk=export_id)
    key = f"social.space_exported:{export_id}"
    said = {"export": export_id, "fault": bool(fault)}
    notify(people=[export.by], kind="social.space_exported", about=export.space, effect_key=key, facts=said)
