"""Which words a study's record gives to what is said of it: its MeSH terms, or the conditions that it names."""

from typing import Any

from tutoring import fragments as parts
from tutoring.models import Fragment

MOST = 12


def terms_of_study(pk: int) -> list[str]:
    """Of its conditions, then of its interventions; one query."""
    whole = Fragment.objects.filter(study=pk, kind=parts.STUDY).values_list("data", flat=True).first()
    return _terms(whole or {})


def terms_of_fragment(pk: int) -> list[str]:
    """Those of the study that a fragment is part of; one query."""
    study = Fragment.objects.filter(pk=pk).values("study")
    whole = Fragment.objects.filter(study__in=study, kind=parts.STUDY).values_list("data", flat=True).first()
    return _terms(whole or {})


def _terms(whole: dict[str, Any]) -> list[str]:
    terms = [*whole.get("mesh_conditions", []), *whole.get("mesh_interventions", [])] or whole.get("conditions", [])
    return list(dict.fromkeys(map(_as_said, terms)))[:MOST]


def _as_said(term: str) -> str:
    """MeSH turns words round for its index: `Dermatitis, Atopic` is said atopic dermatitis."""
    noun, comma, adjective = term.partition(", ")
    return f"{adjective} {noun}" if comma and ", " not in adjective else term
