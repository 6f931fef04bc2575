"""Leading a thread: answered, locked, put away."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held
from social.models import Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def lock_thread(*, thread: Thread, by: "Person") -> Thread:
    """Lets nobody but those who lead write here."""
    thread = held(thread)
    _refuse_unless(rules.may_lock_thread(standing(by, thread.space), thread))
    return _become(thread, Thread.State.LOCKED, by)


@action
def unlock_thread(*, thread: Thread, by: "Person") -> Thread:
    """Lets people write again; an answered question stays answered."""
    thread = held(thread)
    _refuse_unless(rules.may_lock_thread(standing(by, thread.space), thread))
    return _become(thread, _open_state(thread), by)


@action
def archive_thread(*, thread: Thread, by: "Person") -> Thread:
    """Puts a thread away: it is read, not continued."""
    thread = held(thread)
    _refuse_unless(rules.may_archive_thread(standing(by, thread.space), thread))
    return _become(thread, Thread.State.ARCHIVED, by)


@action
def revive_thread(*, thread: Thread, by: "Person") -> Thread:
    """Takes a thread back from the archive."""
    thread = held(thread)
    _refuse_unless(rules.may_archive_thread(standing(by, thread.space), thread))
    return _become(thread, _open_state(thread), by)


@action
def mark_answered(*, thread: Thread, by: "Person") -> Thread:
    """Says that a question has its answer."""
    thread = held(thread)
    _refuse_unless(rules.may_mark_answered(standing(by, thread.space), thread))
    thread.answered_at = thread.answered_at or timezone.now()
    return _become(thread, Thread.State.ANSWERED, by)


@action
def reopen_question(*, thread: Thread, by: "Person") -> Thread:
    """Says that a question still waits."""
    thread = held(thread)
    _refuse_unless(rules.may_mark_answered(standing(by, thread.space), thread))
    thread.answered_at = None
    return _become(thread, Thread.State.OPEN, by)


@action
def bring_to_state(*, thread: Thread, by: "Person", state: str) -> Thread:
    """Does whatever leads from the thread's state to another; `open` undoes what was done last."""
    undo = {"locked": unlock_thread, "archived": revive_thread, "answered": reopen_question}
    deeds = {"answered": mark_answered, "locked": lock_thread, "archived": archive_thread}
    deed = undo.get(thread.state) if state == Thread.State.OPEN else deeds[state]
    return deed(thread=thread, by=by) if deed else thread


def _become(thread: Thread, new: str, by: "Person") -> Thread:
    before = thread.state
    if before == new:
        return thread
    thread.state = new
    thread.save(update_fields=["state", "answered_at"])
    trail.record(by, "social.thread_state", thread, {"state": before}, {"state": new})
    state(facts.ThreadStateChanged(thread.pk, before, new, by.pk))
    announce(events.ThreadChanged(thread_id=thread.pk, state=new), to=thread.stream, by=by)
    return thread


def _open_state(thread: Thread) -> str:
    return Thread.State.ANSWERED if thread.answered_at else Thread.State.OPEN


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Refused("social.may_not_lead", _("Only those who lead this talk can do that."))
