"""What happens in the live room: start, hands, presence, end."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce
from virtualclass import rules
from virtualclass.events import ClassChanged, HandsChanged
from virtualclass.facts import ClassEnded
from virtualclass.models import SILENT_AFTER, AttendanceInterval, ClassSession, Hand, SessionState

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
def start_class(*, session: ClassSession, by: "Person") -> ClassSession:
    """Opens the doors: from now on presence counts as attendance."""
    session = _locked(session)
    if not rules.may_start(by, session):
        raise Refused("virtualclass.cannot_start", _("Only who gives this class can start it, once."))
    session.state, session.started_at = SessionState.RUNNING, timezone.now()
    session.save(update_fields=["state", "started_at", "changed_at"])
    trail.record(by, "class.started", session, {"state": "scheduled"}, {"state": "running"})
    announce(ClassChanged(session_id=session.pk, state=session.state), to=session.stream, by=by)
    return session


@action
def end_class(*, session: ClassSession, by: "Person | None") -> ClassSession:
    """Ends the class: hands go down, attendance is closed; the chat stays. `by` is None when time ended it."""
    session = _locked(session)
    if by is not None and not rules.may_end(by, session):
        raise Refused("virtualclass.cannot_end", _("Only who gives this class can end it, while it runs."))
    now = timezone.now()
    session.state, session.ended_at = SessionState.ENDED, now
    session.save(update_fields=["state", "ended_at", "changed_at"])
    session.hands.filter(lowered_at__isnull=True).update(lowered_at=now)
    trail.record(by, "class.ended", session, {"state": "running"}, {"state": "ended"})
    announce(ClassChanged(session_id=session.pk, state=session.state), to=session.stream, by=by)
    state(ClassEnded(session_id=session.pk))
    return session


@action
def raise_hand(*, session: ClassSession, person: "Person") -> Hand:
    """Puts a hand at the end of the queue; raising it twice keeps its place."""
    session = _running(session)
    hand, is_new = Hand.objects.get_or_create(
        session=session, person=person, lowered_at=None, defaults={"raised_at": timezone.now()}
    )
    if is_new:
        announce(HandsChanged(session_id=session.pk), to=session.stream, by=person)
    return hand


@action
def lower_hand(*, session: ClassSession, person: "Person", by: "Person") -> None:
    """Takes a hand down: one's own, or anybody's for who leads the class."""
    if person.pk != by.pk and not rules.may_lead(by, session):
        raise Refused("virtualclass.not_your_hand", _("Only who gives this class can lower another person's hand."))
    changed = session.hands.filter(person=person, lowered_at__isnull=True).update(lowered_at=timezone.now())
    if changed:
        announce(HandsChanged(session_id=session.pk), to=session.stream, by=by)


@action
def call_on(*, session: ClassSession, person: "Person", by: "Person") -> None:
    """Gives somebody the floor: their hand shows it, and stays until it is lowered."""
    if not rules.may_lead(by, session):
        raise Refused("virtualclass.not_the_trainer", _("Only who gives this class gives the floor."))
    changed = session.hands.filter(person=person, lowered_at__isnull=True).update(called_at=timezone.now())
    if not changed:
        raise Refused("virtualclass.no_hand", _("%s has no hand up any more.") % person.name, status=409)
    announce(HandsChanged(session_id=session.pk), to=session.stream, by=by)


@action
def lower_all(*, session: ClassSession, by: "Person") -> None:
    """Empties the queue."""
    if not rules.may_lead(by, session):
        raise Refused("virtualclass.not_the_trainer", _("Only who gives this class can lower every hand."))
    session.hands.filter(lowered_at__isnull=True).update(lowered_at=timezone.now())
    announce(HandsChanged(session_id=session.pk), to=session.stream, by=by)


@action
def keep_attendance(*, session_id: int, people: Iterable[int], at: datetime) -> None:
    """Notes who is in the room now: lengthens their open intervals, begins one for whoever was silent for a minute.

    Three statements and an insert, however many people are there (design/live.md: heartbeats are gathered).
    Outside the class nobody attends.
    """
    here = set(people)
    if not here or not ClassSession.objects.filter(pk=session_id, state=SessionState.RUNNING).exists():
        return
    rows = AttendanceInterval.objects.filter(
        session_id=session_id, person_id__in=here, last_seen_at__gte=at - SILENT_AFTER
    )
    known = set(rows.values_list("person_id", flat=True))
    rows.update(last_seen_at=at)
    AttendanceInterval.objects.bulk_create(
        AttendanceInterval(session_id=session_id, person_id=pk, began_at=at, last_seen_at=at)
        for pk in sorted(here - known)
    )


def _locked(session: ClassSession) -> ClassSession:
    return ClassSession.objects.select_for_update(of=("self",)).select_related("host", "space").get(pk=session.pk)


def _running(session: ClassSession) -> ClassSession:
    session = _locked(session)
    if session.state != SessionState.RUNNING:
        raise Refused("virtualclass.not_running", _("Hands can be raised once the class has begun."), status=409)
    return session
