"""What people can be told of about studies."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.notifications.kinds_of_notice import NoticeKind, Told, notice_kind


def _words(told: Told) -> str:
    """By what the talk hangs on, and what became of it."""
    if told.facts.get("change") == "removed":
        return _("The record no longer has what you talked about.")
    return {
        "study": _("The record of this study has changed since you talked about it."),
        "outcome": _("The record of this outcome has changed since you talked about it."),
        "analysis": _("The record of this analysis has changed since you talked about it."),
        "safety": _("The record of these safety data has changed since you talked about them."),
    }.get(told.facts.get("part", ""), _("This part of the record has changed since you talked about it."))


CHANGED = notice_kind(
    NoticeKind(
        name="tutoring.fragment_changed",
        label=gettext_lazy("The record of a study that I talked about changes"),
        words=_words,
        why=gettext_lazy("You wrote in this talk, or watch it."),
        icon="history",
        is_restricted=lambda thread: bool(thread.audience),
    )
)
