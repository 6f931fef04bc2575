"""Which words of the vocabulary of medicine (MeSH) a study's record carries."""

from typing import Any

from tutoring import fragments as parts
from tutoring.models import Fragment

MOST = 12


def terms_of_study(pk: int) -> list[str]:
    """The MeSH terms of its conditions, then of its interventions; one query."""
    whole = Fragment.objects.filter(study=pk, kind=parts.STUDY).values_list("data", flat=True).first()
    return _terms(whole or {})


def terms_of_fragment(pk: int) -> list[str]:
    """Those of the study that a fragment is part of."""
    study = Fragment.objects.filter(pk=pk).values("study")
    whole = Fragment.objects.filter(study__in=study, kind=parts.STUDY).values_list("data", flat=True).first()
    return _terms(whole or {})


def _terms(whole: dict[str, Any]) -> list[str]:
    terms = [*whole.get("mesh_conditions", []), *whole.get("mesh_interventions", [])]
    return list(dict.fromkeys(terms))[:MOST]
