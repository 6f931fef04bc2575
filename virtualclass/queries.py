"""Reads that span models: the agenda, a class's page, the room, attendance."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts import roles, zones
from core.accounts.models import Person, RoleGrant
from core.notifications.places import FEWEST_IN_TEAM, Team, TeamLine
from social.models import Membership, Role, Space
from social.queries.standings import standing
from social.rules import may_read_space
from virtualclass import rules
from virtualclass.models import (
    LOBBY_OPENS,
    AttendanceInterval,
    ClassSession,
    Hand,
    Registration,
    RegistrationState,
    SessionState,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_NAMED = 200
AHEAD = timedelta(days=7)
LEADING = (Role.MODERATOR, Role.TUTOR)
TEACHING = (roles.TRAINER, roles.TRAINING_MANAGER, roles.TUTOR, roles.EXPERT)


@dataclass(frozen=True)
class Attended:
    """How long one person was in a class: seconds inside its real duration, first and last moment seen."""

    person: Person
    seconds: int
    first: datetime
    last: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded to the nearest; 0 for less than half of one."""
        return round(self.seconds / 60)


def agenda(person: Person, *, past: bool) -> "QuerySet[ClassSession]":
    """Classes to come (soonest first) or gone by (latest first) with the person's own place in each."""
    rows = ClassSession.objects.visible_to(person).select_related("trainer", "host")
    rows = rows.past(timezone.now()) if past else rows.upcoming(timezone.now())
    own = Registration.objects.filter(person=person)
    return rows.prefetch_related(Prefetch("registrations", queryset=own, to_attr="own"))


def place_of(person: Person, session: ClassSession) -> Registration | None:
    """The person's own registration that stands, if any."""
    return session.registrations.filter(person=person).exclude(state=RegistrationState.CANCELLED).first()


def waiting_before(registration: Registration) -> int:
    """How many wait before this one."""
    return registration.session.registrations.waiting().filter(asked_at__lt=registration.asked_at).count()


def hands_up(session_id: int) -> list[Hand]:
    """The queue as it is: who raised first comes first."""
    rows = Hand.objects.filter(session_id=session_id, lowered_at__isnull=True).select_related("person")
    return list(rows.order_by("raised_at", "pk"))


def attendance(session: ClassSession) -> list[Attended]:
    """Who attended how long: the union of each person's intervals, cut to the class's real start and end.

    Two devices at once count once. Empty before the class has begun.
    """
    if session.started_at is None:
        return []
    end = session.ended_at or timezone.now()
    stretches: dict[Person, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = AttendanceInterval.objects.filter(session=session, last_seen_at__gte=session.started_at, began_at__lt=end)
    for row in rows.select_related("person").order_by("began_at"):
        stretches[row.person].append((max(row.began_at, session.started_at), min(row.last_seen_at, end)))
    found = [
        Attended(person, int(union(spans).total_seconds()), spans[0][0], max(last for _first, last in spans))
        for person, spans in stretches.items()
    ]
    return sorted(found, key=lambda one: (-one.seconds, one.person.name))


def union(spans: list[tuple[datetime, datetime]]) -> timedelta:
    """The length of time that any of the spans covers."""
    total, covered = timedelta(), None
    for start, end in sorted(spans):
        if covered is None or start > covered:
            total, covered = total + (end - start), end
        elif end > covered:
            total, covered = total + (end - covered), end
    return total


def class_page(person: Person, session: ClassSession) -> dict[str, Any]:
    """Everything the page of one class shows to one person."""
    seats = list(session.registrations.exclude(state=RegistrationState.CANCELLED).select_related("person"))
    coming = [seat for seat in seats if seat.state == RegistrationState.REGISTERED]
    waiting = sorted((seat for seat in seats if seat not in coming), key=lambda seat: (seat.asked_at, seat.pk))
    place = next((seat for seat in seats if seat.person_id == person.pk), None)
    leads = rules.may_lead(person, session)
    attended = attendance(session) if session.is_over else []
    return {
        "session": session,
        "place": place,
        "before": waiting.index(place) if place in waiting else 0,
        "coming": coming[:MOST_NAMED] if leads else [],
        "taken": len(coming),
        "waiting": len(waiting),
        "is_full": session.capacity is not None and len(seats) >= session.capacity,
        "attended": attended if leads else [one for one in attended if one.person.pk == person.pk],
        **_where(person, session),
        "may": {
            "lead": leads,
            "change": session.state == SessionState.SCHEDULED and leads,
            "register": rules.may_register(person, session),
            "enter": not session.is_over and (leads or place in coming),
            "read_chat": may_read_space(standing(person, session.space)),
        },
    }


def room(person: Person, session: ClassSession) -> dict[str, Any]:
    """Everything the room's first render shows."""
    hands = hands_up(session.pk)
    seats = session.registrations.holding_a_seat().select_related("person").order_by("person__name")
    leads = rules.may_lead(person, session)
    return {
        "session": session,
        "hands": hands,
        "is_soon": session.starts_at - timezone.now() <= LOBBY_OPENS,
        "my_hand": any(hand.person_id == person.pk for hand in hands),
        "coming": [session.trainer, *(seat.person for seat in seats[:MOST_NAMED])],
        **_where(person, session),
        "may": {
            "lead": leads,
            "start": leads and session.state == SessionState.SCHEDULED,
            "end": leads and session.state == SessionState.RUNNING,
        },
    }


def hosts_for(person: Person) -> "QuerySet[Space]":
    """Spaces for which they could schedule: trainers, those they belong to; others, those they lead."""
    mine = person.memberships.all() if rules.is_trainer(person) else person.memberships.filter(role__in=LEADING)
    spaces = Space.objects.living().filter(pk__in=mine.values("space_id"))
    return spaces.exclude(kind__in=["class", "direct"]).by_name()


def who_can_give(person: Person) -> "QuerySet[Person]":
    """Whom somebody may name as trainer: themselves, and colleagues who teach."""
    teaches = Exists(RoleGrant.objects.filter(person=OuterRef("pk"), role__in=TEACHING))
    people = Person.objects.visible_to(person).filter(is_active=True, is_external=False)
    return people.filter(Q(pk=person.pk) | Q(teaches)).order_by("name", "pk")


def attendance_rows(session: ClassSession) -> list[list[str]]:
    """The attendance as cells of text; a cell that a spreadsheet could take for a formula is quoted."""
    head = [_("Name"), _("E-mail"), _("First seen (UTC)"), _("Last seen (UTC)"), _("Minutes")]
    body = [
        [
            one.person.name,
            one.person.email,
            f"{one.first:%Y-%m-%d %H:%M:%S}",
            f"{one.last:%Y-%m-%d %H:%M:%S}",
            str(one.minutes),
        ]
        for one in attendance(session)
    ]
    return [head, *([f"'{cell}" if cell[:1] in "=+-@\t\r" else cell for cell in row] for row in body)]


def _where(person: Person, session: ClassSession) -> dict[str, Any]:
    """Whether the class is promised in another zone than the reader's, and that zone's name."""
    here = session.starts_at.astimezone(zones.of(person.zone)).utcoffset()
    there = session.starts_at.astimezone(zones.of(session.zone)).utcoffset()
    return {"is_elsewhere": here != there, "zone_name": session.zone.rpartition("/")[2].replace("_", " ")}


def schedules_somewhere(person: Person) -> bool:
    """Whether there is anybody for whom they could schedule a class."""
    return rules.is_trainer(person) or person.memberships.filter(role__in=LEADING).exists()


def agenda_head(person: Person, *, past: bool) -> dict[str, Any]:
    """Tabs of the agenda, and whether to offer scheduling."""
    tabs = [
        {"text": _("To come"), "url": reverse("virtualclass:classes"), "current": not past},
        {"text": _("Past"), "url": reverse("virtualclass:past"), "current": past},
    ]
    return {"tabs": tabs, "is_past": past, "can_schedule": schedules_somewhere(person)}


# `ClassSessionQuerySet.visible_to` for people by the thousand: the ORM has no word for each of these with each of
# those.
_LISTENERS = """
    SELECT c.id, p.id FROM {session} c CROSS JOIN {person} p
    WHERE c.id IN ({things}) AND p.id IN ({people}) AND p.is_active AND (
        EXISTS (SELECT 1 FROM {membership} m WHERE m.person_id = p.id AND m.space_id IN (c.space_id, c.host_id))
        OR (c.host_id IS NULL AND NOT p.is_external)
    )
"""


def listeners_of_classes(classes: set[int], people: set[int]) -> list[tuple[int, int]]:
    """The pairs (class, person) of these keys where the person may know of the class, by one statement."""
    if not classes or not people:
        return []
    tables: dict[str, type[Model]] = {"session": ClassSession, "person": Person, "membership": Membership}
    names = {name: model._meta.db_table for name, model in tables.items()}
    places = {"things": ", ".join(["%s"] * len(classes)), "people": ", ".join(["%s"] * len(people))}
    with connection.cursor() as cursor:
        cursor.execute(_LISTENERS.format(**names, **places), [*classes, *people])
        return list(cursor.fetchall())


def classes_of_team(team: Team) -> list[TeamLine]:
    """How many of a manager's people came to a class last week, and have a seat in one this week; two queries."""
    stays = AttendanceInterval.objects.filter(began_at__gt=team.since, began_at__lte=team.until)
    came = stays.filter(person__in=team.people).order_by().values("person").distinct().count()
    seats = Registration.objects.filter(state=RegistrationState.REGISTERED, person__in=team.people)
    ahead = seats.filter(session__starts_at__gt=team.until, session__starts_at__lte=team.until + AHEAD)
    coming = ahead.exclude(session__state=SessionState.CANCELLED).order_by().values("person").distinct().count()
    said = [
        (came, _("Last week %(n)s of your %(all)s people came to a class.")),
        (coming, _("This week %(n)s of your %(all)s people have a seat in a class.")),
    ]
    told = [text % {"n": n, "all": len(team.people)} for n, text in said if n >= FEWEST_IN_TEAM]
    return [TeamLine(sentence, reverse("virtualclass:classes")) for sentence in told]
