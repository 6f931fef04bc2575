"""What a file of people would change: reads everything it touches in bounded statements, writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core.accounts.models import JobRole, Person, RoleGrant, Unit
from core.accounts.people_file import Line
from core.accounts.roles import ADMINISTRATOR

CHUNK = 500
PLAIN = {"name": "name", "language": "language", "zone": "zone", "external": "is_external", "joined": "joined"}
T = TypeVar("T")


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    batch: list[T] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True)
class UnitToMake:
    """A unit that the file names and nobody has made yet."""

    code: str
    name: str
    parent: str | None
    depth: int
    country: str


@dataclass
class Plan:
    """The lines that may be followed, and what must be made before."""

    lines: list[Line]
    known: dict[str, Person]
    units: dict[str, Unit]
    job_roles: dict[str, JobRole]
    grants: dict[int, set[str]]
    parents: dict[str, str | None]
    units_to_make: dict[str, UnitToMake] = field(default_factory=dict)
    job_roles_to_make: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def good(self) -> list[Line]:
        """Lines with nothing wrong."""
        return [line for line in self.lines if not line.faults]

    @property
    def bad(self) -> list[Line]:
        """Lines with a fault."""
        return [line for line in self.lines if line.faults]


def plan(lines: list[Line]) -> Plan:
    """Reads what the lines touch, and writes each line's faults on it."""
    addresses = {line.email for line in lines} | {
        str(line.says["manager"]) for line in lines if line.says.get("manager")
    }
    known = {
        person.email: person
        for some in chunks(sorted(addresses))
        for person in Person.objects.filter(email__in=some).select_related("unit", "job_role", "manager")
    }
    grants: dict[int, set[str]] = {}
    for pk, role in RoleGrant.objects.filter(unit=None).values_list("person_id", "role"):
        grants.setdefault(pk, set()).add(role)
    units = {unit.code: unit for unit in Unit.objects.all()}
    at = {unit.path: code for code, unit in units.items()}
    parents = {code: at.get(unit.path[: -Unit.steplen]) for code, unit in units.items()}
    made = Plan(lines, known, units, {job.code: job for job in JobRole.objects.all()}, grants, parents)
    _judge_addresses(made)
    for line in made.good:
        _judge_unit(made, line)
        _judge_job_role(made, line)
    _judge_managers(made)
    _judge_administrators(made)
    _forget_needless(made)
    return made


def _judge_addresses(made: Plan) -> None:
    first: dict[str, int] = {}
    for line in made.lines:
        if not line.email:
            continue
        if line.email in first:
            line.faults.append(
                _("%(email)s stands on line %(number)s already.") % {"email": line.email, "number": first[line.email]}
            )
            continue
        first[line.email] = line.number
        if line.email not in made.known and not line.says.get("name") and line.says.get("active") is not False:
            line.faults.append(_("A new person needs a name."))


def _judge_unit(made: Plan, line: Line) -> None:
    """Follows the path from its top; what is not there yet is noted to be made, beneath what stands before it."""
    steps: Any = line.says.get("unit")
    if not steps:
        return
    above: str | None = None
    for depth, (code, name) in enumerate(steps, start=1):
        if code in made.parents:
            if above is not None and made.parents[code] != above:
                line.faults.append(
                    _("The unit %(code)s does not stand beneath %(above)s.") % {"code": code, "above": above}
                )
                return
            _name_unit(made, code, name)
        elif len(steps) == 1:
            line.faults.append(
                _("There is no unit %(code)s. Write its path from the top, such as HELIX/FR/%(code)s: it is then made.")
                % {"code": code}
            )
            return
        else:
            made.parents[code] = above
            made.units_to_make[code] = UnitToMake(code, name or code, above, depth, str(line.says.get("country", "")))
        above = code


def _name_unit(made: Plan, code: str, name: str) -> None:
    """A unit that is to be made takes the first name that any line gives it."""
    unit = made.units_to_make.get(code)
    if unit and name and unit.name == code:
        made.units_to_make[code] = replace(unit, name=name)


def _judge_job_role(made: Plan, line: Line) -> None:
    code: Any = line.says.get("job_role")
    if code is None or code in made.job_roles or code in made.job_roles_to_make:
        return
    titles: Any = line.says.get("job_title")
    if titles:
        made.job_roles_to_make[code] = titles
        return
    line.faults.append(
        _("There is no job role %(code)s. Write its title in the column “job_title”: it is then made.") % {"code": code}
    )


def _judge_managers(made: Plan) -> None:
    """Until nothing new is wrong: a line that is left out may be a manager’s, or may have undone a circle."""
    bosses = dict(Person.objects.exclude(manager=None).values_list("email", "manager__email"))
    while True:
        coming = {line.email for line in made.good}
        wrong = 0
        for line in made.good:
            manager: Any = line.says.get("manager")
            if manager and manager not in made.known and manager not in coming:
                line.faults.append(_("There is no %(email)s to be manager.") % {"email": manager})
                wrong += 1
        wrong += _judge_circles(made, bosses)
        if not wrong:
            return


def _judge_circles(made: Plan, bosses: dict[str, str]) -> int:
    chain: dict[str, Any] = dict(bosses)
    chain |= {line.email: line.says["manager"] for line in made.good if "manager" in line.says}
    by_email = {line.email: line for line in made.good}
    safe: set[str] = set()
    wrong = 0
    for start in list(by_email):
        trail: dict[str, None] = {}
        step: Any = start
        while step and step not in safe and step not in trail:
            trail[step] = None
            step = chain.get(step)
        if step in trail:
            circle = list(trail)[list(trail).index(step) :]
            words = " → ".join([*circle, step])
            for email in circle:
                line = by_email.get(email)
                if line and "manager" in line.says and not line.faults:
                    line.faults.append(_("Circular managers: %(circle)s.") % {"circle": words})
                    wrong += 1
        safe |= set(trail)
    return wrong


def _judge_administrators(made: Plan) -> None:
    """Somebody must be left to administer everything, if anybody did before."""
    holders = {pk for pk, roles in made.grants.items() if ADMINISTRATOR in roles}
    holders = set(Person.objects.active().filter(pk__in=holders).values_list("pk", flat=True))
    leaving: list[tuple[Line, int]] = []
    joining = False
    for line in made.good:
        roles: Any = line.says.get("roles")
        person = made.known.get(line.email)
        stays = line.says.get("active") is not False and (roles is None or ADMINISTRATOR in roles)
        joining = joining or bool(stays and roles)
        if person and person.pk in holders and not stays:
            leaving.append((line, person.pk))
    if leaving and not joining and {pk for _line, pk in leaving} == holders:
        leaving[-1][0].faults.append(_("This is the last administrator. Make somebody else administrator first."))


def _forget_needless(made: Plan) -> None:
    """Units and job roles that only bad lines name are not made."""
    needed: set[str] = set()
    jobs: set[str] = set()
    for line in made.good:
        steps: Any = line.says.get("unit") or []
        needed |= {code for code, _name in steps}
        jobs.add(str(line.says.get("job_role")))
    for code in list(needed):
        above = made.units_to_make[code].parent if code in made.units_to_make else None
        while above:
            needed.add(above)
            above = made.units_to_make[above].parent if above in made.units_to_make else None
    made.units_to_make = {code: unit for code, unit in made.units_to_make.items() if code in needed}
    made.job_roles_to_make = {code: titles for code, titles in made.job_roles_to_make.items() if code in jobs}
