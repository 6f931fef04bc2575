"""What people do with classes."""

from virtualclass.actions.room import (
    call_on,
    end_class,
    keep_attendance,
    lower_all,
    lower_hand,
    raise_hand,
    start_class,
)
from virtualclass.actions.schedule import cancel_class, change_class, schedule_class
from virtualclass.actions.seats import cancel_registration, register

__all__ = [
    "call_on",
    "cancel_class",
    "cancel_registration",
    "change_class",
    "end_class",
    "keep_attendance",
    "lower_all",
    "lower_hand",
    "raise_hand",
    "register",
    "schedule_class",
    "start_class",
]
