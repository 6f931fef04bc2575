"""What people were told, how they wish to be told, and what goes out for it: mails, and pushes to their devices."""

from core.notifications.models.mails import MailIn, MailOut
from core.notifications.models.notices import Attention, Notice, Preference
from core.notifications.models.pushes import PushDevice, PushOut

__all__ = ["Attention", "MailIn", "MailOut", "Notice", "Preference", "PushDevice", "PushOut"]
