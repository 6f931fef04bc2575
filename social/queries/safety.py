"""What the safety officers' pages show: the queue, a period's reconciliation, cases as rows of a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.richtext import plain
from social.models import Post, SafetyCase, SafetyNumber
from social.models.safety import CRITERIA

if TYPE_CHECKING:
    from core.accounts.models import Person

WORDS: dict[str, str | Promise] = {
    "who_told": gettext_lazy("who told it"),
    "patient": gettext_lazy("the patient"),
    "product": gettext_lazy("the product"),
    "reaction": gettext_lazy("what happened"),
    "seriousness": gettext_lazy("how serious"),
    "sort": gettext_lazy("what it is"),
    "note": gettext_lazy("note"),
}
COLUMNS = (
    "reference",
    "state",
    "sort",
    "clock_from",
    "due_at",
    "late",
    "reported_at",
    "reporter",
    "author",
    "place",
    "title",
    "words",
    *CRITERIA,
    "seriousness",
    "missing",
    "taken_by",
    "closed_at",
    "closed_by",
    "closing_reason",
    "sent_as",
    "duplicate_of",
    "redacted_at",
    "sha256",
    "copy_whole",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def words_for(names: Iterable[str]) -> list[str]:
    """How criteria are called on pages."""
    return [str(WORDS[name]) for name in names]


STEPS: dict[str, str | Promise] = {
    "reported": gettext_lazy("Reported"),
    "reported_too": gettext_lazy("Reported by somebody else too"),
    "taken": gettext_lazy("Taken"),
    "filled_in": gettext_lazy("Filled in"),
    "closed": gettext_lazy("Closed"),
    "given_back": gettext_lazy("The post is shown again as it was"),
    "redacted": gettext_lazy("The post is shown again in other words"),
    "reopened": gettext_lazy("Taken up again"),
}


@dataclass(frozen=True)
class StepShown:
    """A step as the case's page tells it."""

    told: str
    by: Any
    at: datetime
    reason: str


def steps_of(case: SafetyCase) -> list[StepShown]:
    """What was done with a case, in order; what was filled in is named."""
    rows = case.steps.select_related("by")
    return [StepShown(_told(row), row.by, row.at, row.reason) for row in rows]


def known_of(case: SafetyCase) -> list[tuple[str, str]]:
    """What is known, for a case that is closed."""
    criteria = [(str(WORDS[name]), getattr(case, name)) for name in CRITERIA]
    return [*criteria, (str(WORDS["seriousness"]), case.get_seriousness_display()), (str(WORDS["note"]), case.note)]


def _told(step: Any) -> str:
    what = str(STEPS[step.what])
    if step.what == "filled_in":
        return f"{what}: {', '.join(str(WORDS[name]) for name in step.new)}"
    if step.what == "closed":
        return f"{what}: {SafetyCase.State(step.new['state']).label}"
    return what


def queue(person: "Person", shown: str) -> "QuerySet[SafetyCase]":
    """The cases of a tab of the queue."""
    cases = SafetyCase.objects.visible_to(person).select_related("taken_by", "reporter", "closed_by")
    if shown == "late":
        return cases.open().filter(due_at__lt=timezone.now())
    return cases.exclude(state__in=["new", "work"]) if shown == "closed" else cases.open()


def queue_numbers(person: "Person") -> dict[str, int]:
    """How many are open, and of those late; one query."""
    is_open = Q(state__in=["new", "work"])
    counts: dict[str, int] = SafetyCase.objects.visible_to(person).aggregate(
        open=Count("pk", filter=is_open), late=Count("pk", filter=is_open & Q(due_at__lt=timezone.now()))
    )
    return counts


@dataclass(frozen=True)
class Period:
    """From the beginning of a day to the end of another, in the reader's zone."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def cases(self, person: "Person") -> "QuerySet[SafetyCase]":
        """What was reported within it, oldest first."""
        cases = SafetyCase.objects.visible_to(person).filter(reported_at__gte=self.begins, reported_at__lt=self.ends)
        return cases.order_by("reported_at", "pk").select_related(
            "reporter", "author", "taken_by", "closed_by", "original"
        )


@dataclass(frozen=True)
class Reconciliation:
    """A period's balance: what came in is sent, open, no event, or a duplicate; and whatever does not agree."""

    received: int
    sent: int
    open: int
    not_events: int
    duplicates: int
    late: int
    differences: list[str]

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to explain."""
        return not self.differences


def reconcile(person: "Person", period: Period) -> Reconciliation:
    """Received = sent + open + not events + duplicates, with each difference in a sentence; four queries."""
    cases = list(period.cases(person))
    by_state = {state: [case for case in cases if case.state == state] for state in SafetyCase.State.values}
    open_ones = by_state["new"] + by_state["work"]
    return Reconciliation(
        received=len(cases),
        sent=len(by_state["sent"]),
        open=len(open_ones),
        not_events=len(by_state["not_event"]),
        duplicates=len(by_state["duplicate"]),
        late=sum(case.is_late for case in cases),
        differences=[*_gaps(person), *_odd(cases), *_unheld(open_ones), *_orphaned()],
    )


def _gaps(person: "Person") -> Iterator[str]:
    """Numbers that were given and have no case."""
    counts = SafetyCase.objects.visible_to(person).values_list("reference", flat=True)
    given = {(row.year, number) for row in SafetyNumber.objects.all() for number in range(1, row.last + 1)}
    there = {(int(reference[3:7]), int(reference[8:])) for reference in counts}
    for year, number in sorted(given - there):
        yield _("Number SE-%(year)s-%(number)s was given, and there is no case.") % {
            "year": year,
            "number": f"{number:06d}",
        }


def _odd(cases: Iterable[SafetyCase]) -> Iterator[str]:
    for case in cases:
        if not case.is_whole:
            yield _("%(case)s: the copy is no longer what was reported.") % {"case": case.reference}
        if case.state == SafetyCase.State.SENT and case.missing:
            what = ", ".join(words_for(case.missing))
            yield _("%(case)s: sent without %(what)s.") % {"case": case.reference, "what": what}
        if case.state == SafetyCase.State.DUPLICATE and case.original and case.original.state == "not_event":
            yield _("%(case)s: a duplicate of a case that is no event.") % {"case": case.reference}


def _unheld(open_ones: Sequence[SafetyCase]) -> Iterator[str]:
    posts = Post.objects.filter(pk__in=[case.post_id for case in open_ones if case.post_id]).exclude(held_for="safety")
    shown = set(posts.values_list("pk", flat=True))
    for case in open_ones:
        if case.post_id in shown and case.redacted_at is None:
            yield _("%(case)s: open, and its post is not hidden.") % {"case": case.reference}


def _orphaned() -> Iterator[str]:
    """Posts that are hidden for the safety officers, and no case says why."""
    for pk in Post.objects.filter(held_for="safety", safety_cases=None).values_list("pk", flat=True):
        yield _("Post %(post)s is hidden, and there is no case.") % {"post": pk}


def rows(cases: "QuerySet[SafetyCase]") -> Iterator[dict[str, str]]:
    """Each case as named cells, times in UTC."""
    for case in cases:
        yield {
            **{name: str(getattr(case, name)) for name in ("reference", "state", "sort", "place", "title", *CRITERIA)},
            **{name: _moment(getattr(case, name)) for name in ("clock_from", "due_at", "reported_at")},
            **{name: _moment(getattr(case, name)) for name in ("closed_at", "redacted_at")},
            **{name: _name(getattr(case, name)) for name in ("reporter", "author", "taken_by", "closed_by")},
            "late": "yes" if case.is_late else "no",
            "words": plain(case.html),
            "seriousness": case.seriousness,
            "missing": " ".join(case.missing),
            "closing_reason": case.closing_reason,
            "sent_as": case.sent_as,
            "duplicate_of": case.original.reference if case.original else "",
            "sha256": case.digest,
            "copy_whole": "yes" if case.is_whole else "no",
        }


def as_table(cases: "QuerySet[SafetyCase]") -> Iterator[list[str]]:
    """Lines for a spreadsheet; what it could take for a formula stands behind an apostrophe, as text."""
    yield list(COLUMNS)
    for row in rows(cases):
        yield [f"'{row[name]}" if row[name].startswith(FORMULA) else row[name] for name in COLUMNS]


def as_xml(cases: "QuerySet[SafetyCase]") -> bytes:
    """The same as XML (docs/how-to/answer-for-safety.md has its schema)."""
    root = ElementTree.Element("safety-cases", {"version": "1", "written": _moment(timezone.now())})
    for row in rows(cases):
        case = ElementTree.SubElement(root, "case", {"reference": row["reference"]})
        for name in COLUMNS[1:]:
            ElementTree.SubElement(case, name.replace("_", "-")).text = _sayable(row[name])
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _sayable(text: str) -> str:
    """Without the characters that XML 1.0 has no way to say."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(timezone.get_default_timezone()):%Y-%m-%dT%H:%M:%SZ}" if at else ""


def _name(person: Any) -> str:
    return f"{person.name} <{person.email}>" if person else ""
