"""Seats: registering, the waiting list, moving up."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.notifications.actions import notify
from core.realtime.actions import announce
from social.actions import add_member, remove_member
from virtualclass import rules
from virtualclass.actions.mails import forget_reminders, owe_mails, owe_reminders
from virtualclass.events import SeatsChanged
from virtualclass.models import ClassSession, Registration, RegistrationState

if TYPE_CHECKING:
    from core.accounts.models import Person


@action
@once(by="person")
def register(*, session: ClassSession, person: "Person", key: UUID | None = None) -> Registration:
    """Takes a seat, or a place on the waiting list when there is none; asking twice changes nothing."""
    session = _locked(session)
    if not rules.may_register(person, session):
        raise Refused("virtualclass.cannot_register", _("This class is over, or you are the one who gives it."))
    existing = Registration.objects.filter(session=session, person=person).first()
    if existing and existing.state != RegistrationState.CANCELLED:
        return existing
    if existing:
        # A calendar drops an invitation that is older than the cancellation it has seen.
        _raise_sequence(session)
    registration = existing or Registration(session=session, person=person)
    registration.asked_at, registration.promoted_at = timezone.now(), None
    registration.state = RegistrationState.REGISTERED if _has_room(session) else RegistrationState.WAITLISTED
    registration.save()
    if registration.state == RegistrationState.REGISTERED:
        _seat(session, person)
    _tell(session, person, "class.registered", registration.state)
    return registration


@action
def cancel_registration(*, session: ClassSession, person: "Person") -> Registration:
    """Gives the seat back; the first who waits moves up at once."""
    session = _locked(session)
    registration = Registration.objects.select_for_update().filter(session=session, person=person).first()
    if registration is None or registration.state == RegistrationState.CANCELLED or session.is_over:
        raise Refused("virtualclass.not_registered", _("You have no place in this class, or it is over."))
    had_seat = registration.state == RegistrationState.REGISTERED
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state"])
    if had_seat:
        _raise_sequence(session)
        remove_member(space=session.space, person=person, by=person)
        forget_reminders(session, person.pk)
        owe_mails(session, [person.pk], "CANCEL")
        fill_free_seats(session)
    _tell(session, person, "class.registration_cancelled", registration.state)
    return registration


def fill_free_seats(session: ClassSession) -> None:
    """Moves people up from the waiting list while there are seats, first come first; each is told and invited."""
    free = None if session.capacity is None else session.capacity - session.registrations.holding_a_seat().count()
    waiting = list(session.registrations.waiting().select_related("person")[:free])
    for registration in waiting:
        registration.state, registration.promoted_at = RegistrationState.REGISTERED, timezone.now()
        registration.save(update_fields=["state", "promoted_at"])
        _seat(session, registration.person)
        effect = f"promoted:{registration.promoted_at.isoformat()}"
        notify(people=[registration.person], kind="virtualclass.promoted", about=session, effect_key=effect)
        trail.record(None, "class.promoted", session, {"state": "waitlisted"}, {"person": registration.person_id})


def seated(session: ClassSession) -> list[int]:
    """Ids of everybody who comes: the trainer and whoever has a seat."""
    return [session.trainer_id, *session.registrations.holding_a_seat().values_list("person_id", flat=True)]


def _seat(session: ClassSession, person: "Person") -> None:
    add_member(space=session.space, person=person, role="member", by=person)
    owe_mails(session, [person.pk], "REQUEST")
    owe_reminders(session, [person.pk])


def _has_room(session: ClassSession) -> bool:
    if session.capacity is None:
        return True
    # Nobody overtakes the waiting list.
    taken = session.registrations.exclude(state=RegistrationState.CANCELLED).count()
    return taken < session.capacity


def _raise_sequence(session: ClassSession) -> None:
    session.sequence += 1
    session.save(update_fields=["sequence", "changed_at"])


def _locked(session: ClassSession) -> ClassSession:
    return ClassSession.objects.select_for_update(of=("self",)).select_related("host", "space").get(pk=session.pk)


def _tell(session: ClassSession, person: "Person", what: str, state: str) -> None:
    trail.record(person, what, session, None, {"person": person.pk, "state": state})
    announce(SeatsChanged(session_id=session.pk), to=session.stream, by=person)
