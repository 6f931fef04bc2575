"""What a person's own stream tells about notices."""

from dataclasses import dataclass

from core.realtime.catalogue import Event, event


@event("notifications.notices_changed", version=1)
@dataclass(frozen=True)
class NoticesChanged(Event):
    """There is something new behind the bell, or something was read on another device: ask for the count."""
