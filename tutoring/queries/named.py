"""Which studies are meant by the numbers that people write."""

from collections.abc import Mapping, Sequence

from core.richtext import Found, Link
from tutoring.models import StudyIdentifier

# What the text's recogniser calls a kind of number, and what we do.
KINDS = {"nct": "nct", "eudract": "eudract", "euct": "ctis", "isrctn": "isrctn"}


def studies_named(found: Sequence[Found]) -> Mapping[str, Link]:
    """Links from the numbers found in a text to the studies that we have; one query, none where there is no number."""
    asked = {each.key.upper(): each for each in found if each.kind in KINDS}
    if not asked:
        return {}
    rows = StudyIdentifier.objects.filter(value__in=asked, kind__in=KINDS.values()).select_related("study")
    return {asked[row.value].key: Link(row.study.get_absolute_url(), row.study.name) for row in rows}
