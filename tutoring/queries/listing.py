"""What the list of studies shows: its facets with counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.translation import gettext as _

from tutoring import codes
from tutoring.models import Study, StudyTerm
from tutoring.querysets import StudyQuerySet

MOST_OPTIONS = 12
TERMS = {"phase": StudyTerm.Kind.PHASE, "condition": StudyTerm.Kind.CONDITION, "sponsor": StudyTerm.Kind.SPONSOR}


@dataclass(frozen=True)
class Option:
    """One choice of a facet."""

    text: str
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    title: str
    options: list[Option]


def narrowed(person: Any, asked: Mapping[str, str]) -> StudyQuerySet:
    """The studies that the person sees and that fit what was asked."""
    found = Study.objects.visible_to(person).saying(asked.get("q", ""))
    for name, kind in TERMS.items():
        if asked.get(name):
            found = found.having(kind, asked[name])
    if asked.get("results") in {"yes", "no"}:
        found = found.filter(has_results=asked["results"] == "yes")
    return found


def facets(found: StudyQuerySet, asked: Mapping[str, str]) -> list[Facet]:
    """The choices among what was found, the most frequent first, what is chosen always among them; two queries."""
    studies = found.order_by().values("pk")
    counted = (
        StudyTerm.objects.filter(study__in=studies)
        .values_list("kind", "name")
        .annotate(count=Count("pk"))
        .order_by("-count", "name")
    )
    rows = list(counted)
    titles = {"phase": _("Phase"), "condition": _("Condition"), "sponsor": _("Sponsor")}
    made = [Facet(titles[name], _options(rows, name, asked)) for name in TERMS]
    counts = dict(found.order_by().values_list("has_results").annotate(count=Count("pk")))
    results = [
        _option(asked, "results", value, word, counts.get(value == "yes", 0))
        for value, word in (("yes", _("With results")), ("no", _("Without results")))
        if counts.get(value == "yes") or asked.get("results") == value
    ]
    return [facet for facet in [*made, Facet(_("Results"), results)] if facet.options]


def _options(rows: list[tuple[str, str, int]], name: str, asked: Mapping[str, str]) -> list[Option]:
    counts = {term: count for kind, term, count in rows if kind == TERMS[name].value}
    chosen = asked.get(name, "")
    shown = list(counts)[:MOST_OPTIONS]
    if chosen and chosen not in shown:
        shown.insert(0, chosen)
    return [_option(asked, name, term, codes.said(term), counts.get(term, 0)) for term in shown]


def _option(asked: Mapping[str, str], name: str, value: str, text: str, count: int) -> Option:
    """A link that chooses the value, or lets it go where it is chosen."""
    query = {key: given for key, given in asked.items() if key not in {"after", "before", name}}
    current = asked.get(name) == value
    if not current:
        query[name] = value
    return Option(text, f"?{urlencode(query)}", count, current)
