"""Pages of notices, of how one is told, and of the mail that was kept."""

from core.notifications.views.devices import add_device, remove_device, service_worker
from core.notifications.views.kept import mail, mails
from core.notifications.views.notices import centre, count, follow, read, read_all, recent
from core.notifications.views.preferences import end_pause, pause, preferences, preset
from core.notifications.views.stopping import stop

__all__ = [
    "add_device",
    "centre",
    "count",
    "end_pause",
    "follow",
    "mail",
    "mails",
    "pause",
    "preferences",
    "preset",
    "read",
    "read_all",
    "recent",
    "remove_device",
    "service_worker",
    "stop",
]
