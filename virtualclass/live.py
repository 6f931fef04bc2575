"""How a class's events look, and its heartbeats."""

from datetime import datetime

from django.template.loader import render_to_string

from core.realtime.live import heartbeat, renders
from virtualclass import actions, queries
from virtualclass.events import ClassChanged, HandsChanged
from virtualclass.models import ClassSession


@renders(HandsChanged)
def hand_queues(pks: list[int]) -> dict[int, str]:
    """The queue as it is now."""
    return {
        pk: render_to_string("virtualclass/_hand_queue.html", {"hands": queries.hands_up(pk), "pk": pk}) for pk in pks
    }


@renders(ClassChanged)
def states(pks: list[int]) -> dict[int, str]:
    """The line that says where the class stands."""
    rows = ClassSession.objects.filter(pk__in=pks).select_related("trainer")
    return {row.pk: render_to_string("virtualclass/_state.html", {"session": row}) for row in rows}


@heartbeat("class")
def attend(pk: int, people: set[int], at: datetime) -> None:
    """Whoever listens to a running class's stream attends it."""
    actions.keep_attendance(session_id=pk, people=people, at=at)
