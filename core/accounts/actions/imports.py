"""Following a file of people: many at once, in bounded statements, all or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils import timezone

from core.accounts.actions.first_day import await_first_days
from core.accounts.actions.invitations import invite_person
from core.accounts.actions.sessions import close_sessions
from core.accounts.actions.units import add_unit
from core.accounts.facts import (
    PeopleChanged,
    PeopleJoined,
    PersonDeactivated,
    PersonMoved,
    PersonReactivated,
    RolesChanged,
)
from core.accounts.models import ApiToken, Invitation, JobRole, Person, RoleGrant, Unit
from core.accounts.people_file import Line
from core.accounts.queries.plan import PLAIN, Plan, chunks, plan
from core.acts.actions import action, state
from core.audit import trail

COLUMNS = ["name", "language", "zone", "unit", "job_role", "manager", "is_external", "joined", "is_active", "sought"]
MOVES = {"unit", "job_role", "manager", "is_external"}
KINDS = {1: Unit.Kind.AFFILIATE, 2: Unit.Kind.AFFILIATE, 3: Unit.Kind.DEPARTMENT}
REASON = "people file"


@dataclass
class Report:
    """What became of each line: created, updated, deactivated, reactivated, same or bad."""

    lines: list[Line]
    outcomes: dict[int, str] = field(default_factory=dict)
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    job_roles: list[str] = field(default_factory=list)
    was_written: bool = False

    def count(self, outcome: str) -> int:
        """How many lines came out so."""
        return sum(1 for each in self.outcomes.values() if each == outcome)


@action
def import_people(
    *,
    lines: list[Line],
    dry_run: bool = False,
    skip_bad: bool = False,
    invite: bool = False,
    progress: Callable[[str, int, int], None] = lambda step, done, of: None,
) -> Report:
    """Creates, updates, deactivates people as the lines say; one bad line, unless skipped, and nothing is written."""
    made = plan(lines)
    report = Report(lines, {line.number: "bad" for line in made.bad})
    report.units, report.job_roles = list(made.units_to_make), list(made.job_roles_to_make)
    changes = _changes(made, report)
    if dry_run or (made.bad and not skip_bad):
        return report
    _make_units(made)
    _make_job_roles(made)
    created = _create(made, [line for line in made.good if report.outcomes[line.number] == "created"], progress)
    _update(made, changes, progress)
    _set_roles(made)
    if invite:
        for number, person in enumerate(created, start=1):
            invite_person(person=person, by=None)
            progress("invited", number, len(created))
    report.was_written = True
    return report


def _changes(made: Plan, report: Report) -> dict[str, dict[str, Any]]:
    """By address, what of a known person is to become what; units and job roles still by their codes."""
    changes: dict[str, dict[str, Any]] = {}
    for line in made.good:
        person = made.known.get(line.email)
        if person is None:
            report.outcomes[line.number] = "same" if line.says.get("active") is False else "created"
            continue
        new = {name: value for name, value in _wanted(line).items() if value != _present(person)[name]}
        roles: Any = line.says.get("roles")
        has_new_roles = roles is not None and set(roles) != made.grants.get(person.pk, set())
        if new:
            changes[line.email] = new
        if "is_active" in new:
            report.outcomes[line.number] = "reactivated" if new["is_active"] else "deactivated"
        else:
            report.outcomes[line.number] = "updated" if new or has_new_roles else "same"
        report.changes[line.number] = new | ({"roles": roles} if has_new_roles else {})
    return changes


def _wanted(line: Line) -> dict[str, Any]:
    """What a line says of the columns of a person; pointers as code or address."""
    says = line.says
    wanted = {column: says[name] for name, column in PLAIN.items() if name in says}
    if "unit" in says:
        steps: Any = says["unit"]
        wanted["unit"] = steps[-1][0] if steps else None
    wanted |= {name: says[name] for name in ("job_role", "manager") if name in says}
    return wanted | ({"is_active": says["active"]} if "active" in says else {})


def _present(person: Person) -> dict[str, Any]:
    """The same of a person as stored."""
    present = {column: getattr(person, column) for column in (*PLAIN.values(), "is_active")}
    return present | {
        "unit": person.unit.code if person.unit else None,
        "job_role": person.job_role.code if person.job_role else None,
        "manager": person.manager.email if person.manager else None,
    }


def _make_units(made: Plan) -> None:
    for unit in sorted(made.units_to_make.values(), key=lambda unit: unit.depth):
        parent = made.units[unit.parent] if unit.parent else None
        made.units[unit.code] = add_unit(
            code=unit.code,
            name=unit.name,
            kind=KINDS.get(unit.depth, Unit.Kind.TEAM),
            country=unit.country or (parent.country if parent else ""),
            parent=parent,
            by=None,
        )


def _make_job_roles(made: Plan) -> None:
    rows = [JobRole(code=c, title_en=en, title_fr=fr) for c, (en, fr) in made.job_roles_to_make.items()]
    JobRole.objects.bulk_create(rows)
    made.job_roles |= {row.code: row for row in rows}


def _put(made: Plan, person: Person, values: dict[str, Any]) -> None:
    """Writes values onto a person in memory; codes and addresses become rows."""
    for name, value in values.items():
        if name == "unit":
            person.unit = made.units[value] if value else None
        elif name == "job_role":
            person.job_role = made.job_roles[value] if value else None
        elif name == "manager":
            person.manager = made.known[value] if value else None
        else:
            setattr(person, name, value)
    person.settle()


def _create(made: Plan, lines: list[Line], progress: Callable[[str, int, int], None]) -> list[Person]:
    """Managers before their reports, level by level, so that each row is written once."""
    created: list[Person] = []
    for level in _levels(lines):
        for some in chunks(level):
            people = []
            for line in some:
                person = Person(email=line.email)
                person.set_unusable_password()
                _put(made, person, _wanted(line))
                people.append(person)
            Person.objects.bulk_create(people)
            made.known |= {person.email: person for person in people}
            for person, line in zip(people, some, strict=True):
                trail.record(None, "accounts.person_added", person, None, _wanted(line), REASON)
            await_first_days((person, line.says) for person, line in zip(people, some, strict=True))
            state(PeopleJoined(person_ids=[person.pk for person in people]))
            created += people
            progress("created", len(created), len(lines))
    return created


def _levels(lines: list[Line]) -> Iterable[list[Line]]:
    """The lines in waves: first those whose manager is there, then those whose manager came with the wave before."""
    by_manager: dict[Any, list[Line]] = {}
    coming = {line.email for line in lines}
    wave: list[Line] = []
    for line in lines:
        manager = line.says.get("manager")
        if manager in coming:
            by_manager.setdefault(manager, []).append(line)
        else:
            wave.append(line)
    while wave:
        yield wave
        wave = [report for line in wave for report in by_manager.get(line.email, [])]


def _update(made: Plan, changes: dict[str, dict[str, Any]], progress: Callable[[str, int, int], None]) -> None:
    done = 0
    for some in chunks(changes.items()):
        people = []
        for email, new in some:
            person = made.known[email]
            old = {name: value for name, value in _present(person).items() if name in new}
            _put(made, person, new)
            people.append(person)
            trail.record(None, _what(new), person, old, new, REASON)
            _state_changes(person, new)
        # One statement for many: a row that exists is written anew, in these columns only.
        Person.objects.bulk_create(people, update_conflicts=True, unique_fields=["email"], update_fields=COLUMNS)
        _close([made.known[email] for email, new in some if new.get("is_active") is False])
        state(PeopleChanged(person_ids=[person.pk for person in people]))
        done += len(some)
        progress("updated", done, len(changes))


def _what(new: dict[str, Any]) -> str:
    if "is_active" not in new:
        return "accounts.person_changed"
    return "accounts.reactivated" if new["is_active"] else "accounts.deactivated"


def _state_changes(person: Person, new: dict[str, Any]) -> None:
    if MOVES & set(new):
        state(PersonMoved(person_id=person.pk))
    if "is_active" in new:
        fact = PersonReactivated if new["is_active"] else PersonDeactivated
        state(fact(person_id=person.pk))


def _close(people: list[Person]) -> None:
    """What `deactivate` does besides, for many."""
    if not people:
        return
    close_sessions(list(UserSession.objects.filter(user__in=people)))
    ApiToken.objects.kept().filter(person__in=people).update(revoked_at=timezone.now())
    Invitation.objects.open().filter(person__in=people).update(withdrawn_at=timezone.now())


def _set_roles(made: Plan) -> None:
    """The roles that hold everywhere become those of the file; roles within a unit stay."""
    for line in made.good:
        wanted: Any = line.says.get("roles")
        person = made.known.get(line.email)
        if wanted is None or person is None:
            continue
        held = made.grants.get(person.pk, set())
        if held == set(wanted):
            continue
        RoleGrant.objects.filter(person=person, unit=None, role__in=held - set(wanted)).delete()
        RoleGrant.objects.bulk_create([RoleGrant(person=person, role=role) for role in wanted if role not in held])
        trail.record(
            None, "accounts.roles_set", person, {"roles": sorted(held)}, {"roles": wanted, "unit": "everywhere"}, REASON
        )
        state(RolesChanged(person_id=person.pk))
