"""Tells people's own pages that their direct talks changed."""

from collections.abc import Iterable

from core.notifications.streams import stream_of
from core.realtime.actions import announce, whisper
from social import events


def ring_messages(people: Iterable[int]) -> None:
    """At most twelve people: each is told on their own stream, by a number that outlives a lost bell."""
    for pk in people:
        announce(events.MessagesChanged(), to=stream_of(pk))


def ring_unread(person_id: int) -> None:
    """Tells a person's open pages that they have read, or marked unread; nothing is lost by missing it."""
    whisper(events.UnreadChanged(), to=stream_of(person_id))
