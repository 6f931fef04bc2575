"""Which words a study's record gives to what is said of it: its MeSH terms, or the conditions that it names."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models.profiles import LONGEST_WORD
from tutoring import fragments as parts
from tutoring.models import Fragment, Study

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST = 12
MOST_OFFERED = 8


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


def studies_in_use(person: "Person") -> tuple[Any, list[str]]:
    """For a first day: the studies that changed last, by the names under which people speak of them."""
    studies = Study.objects.visible_to(person).exclude(acronym="").order_by("-changed_at", "-pk")
    return _("Studies"), [study.acronym for study in studies[:MOST_OFFERED] if len(study.acronym) <= LONGEST_WORD]
