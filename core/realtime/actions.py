"""What the rest of the house may do with the live wire."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from core.kinds.registry import Ref
from core.realtime import bells, catalogue, log, streams
from core.realtime.catalogue import Event
from core.realtime.streams import StreamRef

if TYPE_CHECKING:
    from core.accounts.models import Person


def announce(event: Event, *, to: StreamRef, by: "Person | None" = None) -> None:
    """Tells a stream what the action under way has done; numbered at its end, heard once it is committed.

    Leave `by` out where the author is anonymous to peers.
    """
    log.announced(event, to, None if by is not None and by.is_stand_in else by)


def whisper(event: Event, *, to: StreamRef, by: "Person | None" = None) -> None:
    """Tells whoever listens just now, once the transaction (if any) has committed. No row, no number, no promise."""
    bell = bells.Whisper(
        stream=to.name, name=event.event_name, data=catalogue.data_of(event), by=by.pk if by is not None else None
    )
    transaction.on_commit(lambda: bells.ring(bell), robust=True)


def no_longer_shown(things: Iterable[Ref], *, on: StreamRef) -> None:
    """Says that things have left the place of a stream: whoever listens there from an old number is not shown them,
    since what they have become may be for others. Say it with an event about each, which empties what is remembered.
    """
    log.forget(on.name, things)


def access_changed(scope: str) -> None:
    """Says that somebody may have lost access to the streams of a scope: each listener is asked again before it hears
    anything committed after this action."""
    log.scope_changed(scope)


def rights_changed(person_id: int) -> None:
    """Says that a person may have lost access anywhere (a role, a move): all they listen to is asked again."""
    access_changed(streams.own_scope(person_id))


def hang_up(person_id: int | None = None, session_key: str | None = None) -> None:
    """Closes the sockets of a person or of a session (4401) once the transaction, if any, has committed."""
    if person_id is None and not session_key:
        raise ValueError("Name a person or a session to hang up.")
    bell = bells.HangUp(person_id=person_id, session_key=session_key)
    transaction.on_commit(lambda: bells.ring(bell), robust=True)
