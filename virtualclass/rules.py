"""Who may do what with a class."""

from typing import TYPE_CHECKING

from core.accounts import roles
from social.queries.standings import standing
from virtualclass.models import ClassSession, RegistrationState, SessionState

if TYPE_CHECKING:
    from core.accounts.models import Person
    from social.models import Space


def is_trainer(person: "Person") -> bool:
    """Whether they give classes to the whole company: trainers and the training department."""
    return person.has_role(roles.TRAINER) or person.has_role(roles.TRAINING_MANAGER)


def leads(person: "Person", space: "Space | None") -> bool:
    """Whether they lead the space: its tutors and moderators."""
    return space is not None and standing(person, space).role in ("moderator", "tutor")


def may_schedule(person: "Person", host: "Space | None") -> bool:
    """Trainers for everybody and for spaces they belong to; whoever leads a space, for that space."""
    if not person.is_active:
        return False
    if is_trainer(person):
        return host is None or standing(person, host).is_member
    return leads(person, host)


def may_give(person: "Person", host: "Space | None") -> bool:
    """Whether they can be the trainer: somebody active who belongs to the host space, or a trainer for everybody."""
    if not person.is_active or person.is_external:
        return False
    return standing(person, host).is_member if host is not None else True


def may_lead(person: "Person", session: ClassSession) -> bool:
    """The trainer, whoever scheduled it, and who leads the host space run the class."""
    return person.pk in (session.trainer_id, session.made_by_id) or leads(person, session.host)


def may_change(person: "Person", session: ClassSession) -> bool:
    """Until it has begun, whoever leads it may move, change or cancel it."""
    return session.state == SessionState.SCHEDULED and may_lead(person, session)


def may_register(person: "Person", session: ClassSession) -> bool:
    """Whoever sees it, until it is over; who gives it needs no seat."""
    return not session.is_over and person.pk != session.trainer_id


def may_start(person: "Person", session: ClassSession) -> bool:
    """Who leads it opens the doors."""
    return session.state == SessionState.SCHEDULED and may_lead(person, session)


def may_end(person: "Person", session: ClassSession) -> bool:
    """Who leads it ends it."""
    return session.state == SessionState.RUNNING and may_lead(person, session)


def may_enter(person: "Person", session: ClassSession) -> bool:
    """Who leads it, and whoever has a seat, until it is over."""
    if session.is_over:
        return False
    return may_lead(person, session) or has_seat(person, session)


def has_seat(person: "Person", session: ClassSession) -> bool:
    """Whether a seat is theirs."""
    return session.registrations.filter(person=person, state=RegistrationState.REGISTERED).exists()
