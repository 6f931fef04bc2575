"""Reads for pages: the directory, chains of managers, devices, the organisation as a tree."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Q
from django.utils import timezone

from core.accounts import devices, words, zones
from core.accounts.models import JobRole, Person, RoleGrant, Unit
from core.accounts.querysets import PersonQuerySet, beneath

# How far up the line of managers is shown, as one statement follows it.
MANAGERS = "manager__manager__manager__manager"


def closes_a_circle(person: Person, manager: Person) -> bool:
    """Whether `manager` is `person`, or reports to them through however many others: one query a step up."""
    seen: set[int] = set()
    step: int | None = manager.pk
    while step is not None and step not in seen:
        if step == person.pk:
            return True
        seen.add(step)
        step = Person.objects.filter(pk=step).values_list("manager_id", flat=True).first()
    return False


def units_in_order() -> list[Unit]:
    """All units as a tree read from the top, neighbours by name."""
    units: list[Unit] = list(Unit.objects.all())
    names = {unit.path: words.fold(unit.name) for unit in units}
    step = Unit.steplen

    def place(unit: Unit) -> list[tuple[str, str]]:
        ends = range(step, len(unit.path) + 1, step)
        return [(names.get(unit.path[:end], ""), unit.path[:end]) for end in ends]

    return sorted(units, key=place)


def with_numbers(units: list[Unit]) -> list[tuple[Unit, int, int]]:
    """Each unit with its active people: those directly in it, and those of everything beneath it too."""
    counted = Person.objects.active().exclude(unit=None).values_list("unit", "unit__path").annotate(n=Count("pk"))
    own, whole = Counter[int](), Counter[str]()
    for pk, path, number in counted:
        own[pk] = number
        for end in range(Unit.steplen, len(path) + 1, Unit.steplen):
            whole[path[:end]] += number
    return [(unit, own[unit.pk], whole[unit.path]) for unit in units]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for in the directory."""

    text: str = ""
    unit: Unit | None = None
    country: str = ""
    job_role: JobRole | None = None
    role: str = ""
    language: str = ""


def find(people: PersonQuerySet, wish: Wish, units: list[Unit], job_roles: list[JobRole]) -> PersonQuerySet:
    """Those of `people` who fit: each word begins a word of their name, unit, job role, place or what they work on."""
    if wish.unit:
        people = people.filter(beneath([wish.unit], "unit__path"))
    if wish.country:
        people = people.filter(unit__country=wish.country)
    if wish.job_role:
        people = people.filter(job_role=wish.job_role)
    if wish.role:
        people = people.filter(pk__in=RoleGrant.objects.filter(role=wish.role).values("person"))
    if wish.language:
        people = people.speaking(wish.language)
    for word in words.fold(wish.text).split():
        named = [unit for unit in units if words.matches(word, f"{unit.name} {unit.code}")]
        jobs = [job.pk for job in job_roles if words.matches(word, f"{job.title_en} {job.title_fr} {job.code}")]
        here = beneath(named, "unit__path") if len(named) < 40 else Q(unit__in=[unit.pk for unit in named])
        said = Q(profile__known_for__contains=f" {word}") | Q(zone__in=zones.around(word))
        people = people.filter(Q(sought__contains=f" {word}") | here | Q(job_role__in=jobs) | said)
    return people


def units_above(unit: Unit | None) -> list[Unit]:
    """The unit and what it stands beneath, from the top; one query."""
    if unit is None:
        return []
    paths = [unit.path[:end] for end in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    return list(Unit.objects.filter(path__in=paths).order_by("path"))


def managers_above(person: Person, reader: Person) -> list[Person]:
    """Whom somebody reports to, and whom these report to, so far as they came with the person; no query.

    A guest meets nobody; above who has left the company the line is not known any more.
    """
    above: list[Person] = []
    manager = None if reader.is_external else person.manager
    while manager is not None and manager.is_active and len(above) < len(MANAGERS.split("__")):
        above.append(manager)
        manager = manager.manager if len(above) < len(MANAGERS.split("__")) else None
    return above


@dataclass(frozen=True)
class Device:
    """A browser in which somebody is signed in."""

    pk: int
    name: str
    icon: str
    ip: str
    since: Any
    is_current: bool


def signed_in_devices(person: Person, session_key: str | None) -> list[Device]:
    """Where the person is signed in now, this browser first; sessions that ended by themselves are left out."""
    rows = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    found = [
        Device(
            row.pk,
            devices.name_of(row.user_agent),
            devices.icon_of(row.user_agent),
            row.ip,
            row.created_at,
            row.session_key == session_key,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda device: not device.is_current)
