"""What people can be told of about classes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.notifications.kinds_of_notice import NoticeKind, notice_kind
from core.notifications.places import surveys_teams
from virtualclass.queries import classes_of_team

MOVED = notice_kind(
    NoticeKind(
        name="virtualclass.moved",
        label=gettext_lazy("A class I come to is moved or changed"),
        words=lambda told: _("“%s” has another time.") % told.title,
        why=gettext_lazy("You have a seat in this class."),
        icon="calendar-clock",
        urgent=True,
        # The calendar's own mail has gone out already.
        in_digest=False,
    )
)
CANCELLED = notice_kind(
    NoticeKind(
        name="virtualclass.cancelled",
        label=gettext_lazy("A class I come to is cancelled"),
        words=lambda told: _("“%s” does not take place.") % told.title,
        why=gettext_lazy("You had a place in this class."),
        icon="calendar-x",
        urgent=True,
        # The calendar's own mail has gone out already.
        in_digest=False,
    )
)
PROMOTED = notice_kind(
    NoticeKind(
        name="virtualclass.promoted",
        label=gettext_lazy("I move up from a waiting list"),
        words=lambda told: _("You have a seat now in “%s”.") % told.title,
        why=gettext_lazy("You were on the waiting list of this class."),
        icon="calendar-check",
        urgent=True,
        # The calendar's own mail has gone out already.
        in_digest=False,
    )
)
REMINDER = notice_kind(
    NoticeKind(
        name="virtualclass.reminder",
        label=gettext_lazy("A class I come to begins soon"),
        words=lambda told: _("“%s” begins soon.") % told.title,
        why=gettext_lazy("You have a seat in this class."),
        icon="alarm-clock",
        urgent=True,
        mail=True,
    )
)


surveys_teams(classes_of_team)
