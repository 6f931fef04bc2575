"""Scheduling, moving and cancelling a class."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.accounts.models import Person
from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds.registry import Ref
from core.notifications.actions import notify
from core.realtime.actions import announce
from social.actions import add_member, open_space, open_thread
from virtualclass import rules
from virtualclass.actions.indexing import index_class
from virtualclass.actions.mails import owe_mails, owe_reminders
from virtualclass.actions.seats import fill_free_seats, seated
from virtualclass.events import ClassChanged
from virtualclass.models import ClassSession, SessionState
from virtualclass.zones import moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.library.models import LearningObject
    from social.models import Space, Thread

FARTHEST = timedelta(days=3 * 366)
TIMED = ("starts_local", "zone", "minutes")


@action
@once(by="by")
def schedule_class(
    *,
    by: "Person",
    trainer: "Person",
    title: str,
    about: str,
    language: str,
    starts_local: datetime,
    zone: str,
    minutes: int,
    capacity: int | None = None,
    host: "Space | None" = None,
    learning_object: "LearningObject | None" = None,
    key: UUID | None = None,
) -> ClassSession:
    """Schedules a class with its own space and chat; the trainer is invited by mail.

    `starts_local` is naive wall time in `zone`. Raises Refused for a person who may not, a trainer who cannot see the
    host, a time that is past, skipped by the clocks or over three years away, no seat, or an odd length.
    """
    if not rules.may_schedule(by, host):
        raise Refused(
            "virtualclass.not_a_trainer", _("Only trainers and those who lead this group can schedule a class.")
        )
    starts_at, ends_at = _times(starts_local, zone, minutes)
    _check_seats(capacity, taken=0)
    if not rules.may_give(trainer, host):
        text = _("%s does not belong to this group. Add them first, or choose another trainer.") % trainer.name
        raise Refused("virtualclass.trainer_elsewhere", text, field="trainer", status=422)
    session = ClassSession.objects.create(
        title=title.strip(),
        about=about.strip(),
        language=language,
        space=_space_of_its_own(title, about, language, trainer, by, host),
        host=host,
        learning_object=learning_object,
        trainer=trainer,
        made_by=by,
        starts_on=starts_local.date(),
        starts_clock=starts_local.time(),
        zone=zone,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
    )
    session.chat = _chat_of(session)
    session.save(update_fields=["chat"])
    index_class(session)
    trail.record(by, "class.scheduled", session, None, _facts(session))
    owe_mails(session, [trainer.pk], "REQUEST")
    owe_reminders(session, [trainer.pk])
    return session


def _space_of_its_own(
    title: str, about: str, language: str, trainer: "Person", by: "Person", host: "Space | None"
) -> "Space":
    """A secret space: the class's page is its door. Members of the host are at home in it."""
    space = open_space(
        kind="class",
        name=title,
        about=about,
        openness="secret",
        language=language,
        by=trainer,
        parent=host,
        lead="tutor",
    )
    if by != trainer:
        add_member(space=space, person=by, role="moderator", by=by)
    return space


def _chat_of(session: ClassSession) -> "Thread":
    """The chat begins with a word of the trainer's, in the language of the class."""
    with translation.override(session.language):
        welcome = _("Welcome to “%s”. Write here before, during and after the class.") % session.title
    return open_thread(
        space=session.space,
        author=session.trainer,
        title=session.title,
        source=welcome,
        language=session.language,
        subject=Ref("class", session.pk),
    )


@action
def change_class(*, session: ClassSession, by: "Person", **changes: Any) -> ClassSession:
    """Changes title, about, language, time, length or seats; everybody with a seat gets the update by mail.

    Raises Refused as `schedule_class` does, and when fewer seats are asked for than are taken.
    """
    session = ClassSession.objects.select_for_update(of=("self",)).select_related("host", "space").get(pk=session.pk)
    if not rules.may_change(by, session):
        raise Refused("virtualclass.cannot_change", _("This class has begun or is not yours to change."))
    old = _facts(session)
    for name, value in changes.items():
        setattr(session, name, value.strip() if isinstance(value, str) else value)
    session.starts_at, session.ends_at = _times(session.starts_local, session.zone, session.minutes)
    _check_seats(session.capacity, taken=session.registrations.holding_a_seat().count())
    new = _facts(session)
    if new == old:
        return session
    session.sequence += 1
    session.save()
    index_class(session)
    trail.record(by, "class.changed", session, old, new)
    moved = any(old[name] != new[name] for name in TIMED)
    people = seated(session)
    owe_mails(session, people, "REQUEST")
    if moved:
        owe_reminders(session, people)
        notify(
            people=_people(people),
            kind="virtualclass.moved",
            about=session,
            by=by,
            effect_key=f"moved:{session.sequence}",
        )
    fill_free_seats(session)
    announce(ClassChanged(session_id=session.pk, state=session.state), to=session.stream, by=by)
    return session


@action
def cancel_class(*, session: ClassSession, by: "Person", reason: str = "") -> ClassSession:
    """Cancels a class that has not begun; everybody who was coming or waiting is told, calendars take it out."""
    session = ClassSession.objects.select_for_update(of=("self",)).select_related("host", "space").get(pk=session.pk)
    if not rules.may_change(by, session):
        raise Refused("virtualclass.cannot_cancel", _("This class has begun, is over, or is not yours to cancel."))
    waiting = list(session.registrations.waiting().values_list("person_id", flat=True))
    people = seated(session)
    session.state = SessionState.CANCELLED
    session.sequence += 1
    session.save()
    index_class(session)
    session.reminders.filter(done_at__isnull=True).delete()
    owe_mails(session, people, "CANCEL")
    notify(
        people=_people([*people, *waiting]), kind="virtualclass.cancelled", about=session, by=by, effect_key="cancelled"
    )
    trail.record(by, "class.cancelled", session, {"state": "scheduled"}, {"state": "cancelled"}, reason)
    announce(ClassChanged(session_id=session.pk, state=session.state), to=session.stream, by=by)
    return session


def _times(starts_local: datetime, zone: str, minutes: int) -> tuple[datetime, datetime]:
    """The UTC moments of start and end, refused where they make no sense."""
    starts_at, now = moment(starts_local, zone), timezone.now()
    if starts_at <= now:
        text = _("%s is past there: choose a later time.") % f"{starts_local:%d/%m/%Y %H:%M}"
        raise Refused("virtualclass.in_the_past", text, field="starts_local", status=422)
    if starts_at > now + FARTHEST:
        text = _("That is more than three years away: choose an earlier day.")
        raise Refused("virtualclass.too_far", text, field="starts_local", status=422)
    if not 5 <= minutes <= 720:
        text = _("A class lasts from 5 minutes to 12 hours.")
        raise Refused("virtualclass.odd_length", text, field="minutes", status=422)
    return starts_at, starts_at + timedelta(minutes=minutes)


def _check_seats(capacity: int | None, *, taken: int) -> None:
    if capacity is not None and capacity < 1:
        text = _("A class needs at least one seat. Leave the field empty for no limit.")
        raise Refused("virtualclass.no_seat", text, field="capacity", status=422)
    if capacity is not None and capacity < taken:
        text = _("%d people have a seat already: give at least that many.") % taken
        raise Refused("virtualclass.seats_taken", text, field="capacity", status=422)


def _people(pks: list[int]) -> "QuerySet[Person]":
    return Person.objects.filter(pk__in=pks)


def _facts(session: ClassSession) -> dict[str, Any]:
    return {
        "title": session.title,
        "about": session.about,
        "language": session.language,
        "starts_local": f"{session.starts_local:%Y-%m-%dT%H:%M}",
        "zone": session.zone,
        "minutes": session.minutes,
        "capacity": session.capacity,
        "trainer": session.trainer_id,
    }
