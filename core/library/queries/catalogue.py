"""The catalogue: what was asked for, what there is, and how much of it under each facet."""

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.accounts.models import JobRole
from core.library.models import Area, LearningObject
from core.library.querysets import SHORT, ObjectQuerySet

if TYPE_CHECKING:
    from core.accounts.models import Person

DURATIONS: dict[str, str | Promise] = {
    "5": _("Up to 5 minutes"),
    "15": _("6 to 15 minutes"),
    "30": _("16 to 30 minutes"),
    "longer": _("Longer than 30 minutes"),
}
TALLIED = ("kind", "language", "minutes", "area")


@dataclass(frozen=True)
class Asked:
    """What somebody asks the catalogue for; an empty text means: any."""

    words: str = ""
    kind: str = ""
    language: str = ""
    minutes: str = ""
    area: str = ""
    job_role: str = ""
    order: str = ""

    def query(self, **changes: str) -> str:
        """The page's query string with some of it changed; a new question begins at the first page."""
        said = {each.name: getattr(self, each.name) for each in fields(self)} | changes
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def without(self, *names: str) -> dict[str, str]:
        """The facets in force, except some."""
        return {name: value for name in TALLIED if name not in names and (value := getattr(self, name))}


@dataclass(frozen=True)
class Option:
    """One value of a facet, how many objects choosing it would show, and the query that chooses it."""

    value: str
    label: str
    count: int
    is_on: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the catalogue; `name` is the query string's word, `clear_query` takes it away."""

    name: str
    label: str | Promise
    options: list[Option]
    clear_query: str

    @property
    def chosen(self) -> Option | None:
        """The value in force."""
        return next((option for option in self.options if option.is_on), None)


@dataclass(frozen=True)
class Catalogue:
    """The objects that answer, not yet cut into pages, and the facets beside them."""

    objects: ObjectQuerySet
    facets: list[Facet]
    total: int


def catalogue(person: "Person", asked: Asked) -> Catalogue:
    """What the person may see of what they ask for: four statements here, however large the library is."""
    every = LearningObject.objects.visible_to(person).in_catalogue().holding(asked.words)
    roles = {role.code: role for role in JobRole.objects.all()}
    role = roles.get(asked.job_role)
    fitting = every.for_job_role(role.pk) if role else every
    tally = _tally(fitting)
    areas = {area.code: area.name for area in Area.objects.all()}
    names: dict[str, dict[str, Any]] = {
        "kind": dict(LearningObject.Kind.choices),
        "minutes": DURATIONS,
        "area": areas,
        "language": {"en": _("English"), "fr": _("French")},
    }
    labels = {"kind": _("Kind"), "minutes": _("Duration"), "area": _("Therapeutic area"), "language": _("Language")}
    facets = [_facet(name, labels[name], names[name], tally, asked) for name in names]
    facets.append(_job_roles(_narrowed(every, asked.without()), roles, asked))
    total = sum(n for values, n in tally.items() if _fits(values, asked.without()))
    return Catalogue(_narrowed(fitting, asked.without()).nearest_to(asked.words), facets, total)


def _narrowed(objects: ObjectQuerySet, facets: dict[str, str]) -> ObjectQuerySet:
    for name, value in facets.items():
        if name == "minutes":
            objects = objects.lasting(value)
        elif name == "area":
            objects = objects.filter(area__code=value)
        else:
            objects = objects.filter(**{name: value})
    return objects


def _tally(objects: ObjectQuerySet) -> dict[tuple[str, ...], int]:
    """How many objects there are of each combination of facets: one statement for all their counts."""
    whens = [When(minutes__gte=least, minutes__lte=most, then=Value(name)) for name, (least, most) in SHORT.items()]
    lasting = Case(*whens, default=Value(""), output_field=CharField())
    rows = (
        objects.order_by()
        .annotate(lasting=lasting)
        .values_list("kind", "language", "lasting", "area__code")
        .annotate(n=Count("pk"))
    )
    return {(kind, language, minutes, area or ""): n for kind, language, minutes, area, n in rows}


def _fits(values: tuple[str, ...], facets: dict[str, str]) -> bool:
    return all(values[TALLIED.index(name)] == value for name, value in facets.items())


def _facet(
    name: str, label: str | Promise, names: dict[str, Any], tally: dict[tuple[str, ...], int], asked: Asked
) -> Facet:
    """A facet counts what its values would show under all the other facets."""
    others = asked.without(name)
    counts: Counter[str] = Counter()
    for values, n in tally.items():
        if _fits(values, others):
            counts[values[TALLIED.index(name)]] += n
    chosen = getattr(asked, name)
    options = [
        Option(value, str(words), counts[value], value == chosen, asked.query(**{name: value}))
        for value, words in names.items()
        if counts[value] or value == chosen
    ]
    return Facet(name, label, options, asked.query(**{name: ""}))


def _job_roles(objects: QuerySet[LearningObject], roles: dict[str, JobRole], asked: Asked) -> Facet:
    through = LearningObject.audience.through.objects
    rows = (
        through.filter(learningobject__in=objects.order_by().values("pk"))
        .values_list("jobrole")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[int, int] = dict(rows)
    options = [
        Option(code, role.title, counts.get(role.pk, 0), code == asked.job_role, asked.query(job_role=code))
        for code, role in roles.items()
        if counts.get(role.pk) or code == asked.job_role
    ]
    return Facet("job_role", _("Made for"), options, asked.query(job_role=""))
