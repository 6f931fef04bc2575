"""Leading a thread: locked, put away, brought back."""

from typing import TYPE_CHECKING

from core.acts.actions import action
from social import rules
from social.actions.answering import mark_answered, reopen_question
from social.actions.holding import held
from social.actions.states import become, open_state, refuse_unless
from social.models import Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def lock_thread(*, thread: Thread, by: "Person") -> Thread:
    """Lets nobody but those who lead write here."""
    thread = held(thread)
    refuse_unless(rules.may_lock_thread(standing(by, thread.space), thread))
    return become(thread, Thread.State.LOCKED, by)


@action
def unlock_thread(*, thread: Thread, by: "Person") -> Thread:
    """Lets people write again; an answered question stays answered."""
    thread = held(thread)
    refuse_unless(rules.may_lock_thread(standing(by, thread.space), thread))
    return become(thread, open_state(thread), by)


@action
def archive_thread(*, thread: Thread, by: "Person") -> Thread:
    """Puts a thread away: it is read, not continued."""
    thread = held(thread)
    refuse_unless(rules.may_archive_thread(standing(by, thread.space), thread))
    return become(thread, Thread.State.ARCHIVED, by)


@action
def revive_thread(*, thread: Thread, by: "Person") -> Thread:
    """Takes a thread back from the archive."""
    thread = held(thread)
    refuse_unless(rules.may_archive_thread(standing(by, thread.space), thread))
    return become(thread, open_state(thread), by)


@action
def bring_to_state(*, thread: Thread, by: "Person", state: str) -> Thread:
    """Does whatever leads from the thread's state to another; `open` undoes what was done last."""
    undo = {"locked": unlock_thread, "archived": revive_thread, "answered": reopen_question}
    deeds = {"answered": mark_answered, "locked": lock_thread, "archived": archive_thread}
    deed = undo.get(thread.state) if state == Thread.State.OPEN else deeds[state]
    return deed(thread=thread, by=by) if deed else thread
