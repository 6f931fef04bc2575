"""Two kinds of notice for these stories, about learning objects."""

from django.utils.translation import gettext as _

from core.notifications.kinds_of_notice import NoticeKind, Told, notice_kind
from core.richtext import plain


def _mentioned(told: Told) -> str:
    return f"{told.by or _('Somebody')} mentioned you"


def _moved(told: Told) -> str:
    return f"Moved to {told.facts['to']}"


def _words(thing) -> str:
    return plain(thing.published.html) if thing.published else ""


MENTIONED = notice_kind(
    NoticeKind(
        name="tests.mentioned",
        label="Somebody mentions me",
        words=_mentioned,
        why="Somebody mentioned you.",
        icon="at-sign",
        mail=True,
        excerpt=_words,
        is_restricted=lambda thing: thing.confidentiality == "restricted",
    )
)
MOVED = notice_kind(
    NoticeKind(
        name="tests.moved",
        label="A class of mine moves",
        words=_moved,
        why="You are registered for this class.",
        icon="calendar-clock",
        urgent=True,
        mail=True,
    )
)
PUBLISHED = notice_kind(
    NoticeKind(
        name="tests.published",
        label="Something new is published",
        words=lambda told: "New in the library",
        why="You follow this area.",
        icon="library",
        url=lambda told: f"{told.thing.get_absolute_url()}versions/",
    )
)
