"""Brings a thread that is held into another state, for everybody to see."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.acts.actions import state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from social import events, facts
from social.models import Thread

if TYPE_CHECKING:
    from core.accounts.models import Person


def become(thread: Thread, new: str, by: "Person", *fields: str, reason: str = "") -> Thread:
    """Writes the state, and whatever else of the thread `fields` names; open pages hear of it."""
    before = thread.state
    if before == new and not fields:
        return thread
    thread.state = new
    thread.save(update_fields=["state", "answered_at", *fields])
    if before != new:
        trail.record(by, "social.thread_state", thread, {"state": before}, {"state": new}, reason)
        state(facts.ThreadStateChanged(thread.pk, before, new, by.pk))
    announce(events.ThreadChanged(thread_id=thread.pk, state=new), to=thread.stream, by=by)
    return thread


def open_state(thread: Thread) -> str:
    """What it is when nothing shuts it: an answered question stays answered."""
    return Thread.State.ANSWERED if thread.answered_at else Thread.State.OPEN


def refuse_unless(allowed: bool) -> None:
    """Raises Refused for who does not lead."""
    if not allowed:
        raise Refused("social.may_not_lead", _("Only those who lead this talk can do that."))
