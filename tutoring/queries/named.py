"""Which studies are meant by the numbers that people write."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q, QuerySet

from core.richtext import Found, Link
from tutoring import fragments as parts
from tutoring.models import Fragment, Study, StudyIdentifier

# What the text's recogniser calls a kind of number, and what we do.
KINDS = {"nct": "nct", "eudract": "eudract", "euct": "ctis", "isrctn": "isrctn"}
PUBLICATIONS = ("doi", "pmid")


def studies_named(found: Sequence[Found]) -> Mapping[str, Link]:
    """Links from the numbers found in a text to the studies that we have, and to the publications that they name.

    A query for each of the two, none where there is no such number. The links carry no title: not every reader of a
    text sees studies, and who does gets the study's card.
    """
    return {**_by_number(found), **_by_publication(found)}


def numbers_of(study: Study) -> list[tuple[str, str]]:
    """Every number by which texts may name a study or one of its publications, as the recogniser has them."""
    kinds = {ours: theirs for theirs, ours in KINDS.items()}
    rows = study.identifiers.filter(kind__in=kinds).values_list("kind", "value")
    return [(kinds[kind], value) for kind, value in rows] + list(_publications(study))


def _by_number(found: Sequence[Found]) -> dict[str, Link]:
    asked = {each.key.upper(): each for each in found if each.kind in KINDS}
    if not asked:
        return {}
    rows = StudyIdentifier.objects.filter(value__in=asked, kind__in=KINDS.values()).select_related("study")
    return {asked[row.value].key: Link(row.study.get_absolute_url()) for row in rows.order_by("-study")}


def _by_publication(found: Sequence[Found]) -> dict[str, Link]:
    asked = {kind: [each.key for each in found if each.kind == kind] for kind in PUBLICATIONS}
    if not any(asked.values()):
        return {}
    named = Q(data__doi__in=asked["doi"]) | Q(data__pmid__in=asked["pmid"])
    rows = _references().filter(named).select_related("study").defer("study__searchable")
    links: dict[str, Link] = {}
    for row in rows.order_by("-study", "-position"):
        for kind in PUBLICATIONS:
            if (value := row.data.get(kind)) in asked[kind]:
                links[value] = Link(row.get_absolute_url())
    return links


def _references() -> QuerySet[Fragment]:
    """Publications of the records as they are."""
    return Fragment.objects.filter(kind=parts.REFERENCE, removed_in=None)


def _publications(study: Study) -> Iterator[tuple[str, str]]:
    for data in _references().filter(study=study).values_list("data", flat=True):
        yield from ((kind, data[kind]) for kind in PUBLICATIONS if data.get(kind))
