"""Studies over the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from core.accounts.requests import AuthedRequest
from core.ui.paging import keyset
from tutoring.models import Fragment, Study
from tutoring.queries import listing
from tutoring.queries.studies import whole_of
from tutoring.schemas import FragmentsOut, StudiesOut, WholeStudyOut

router = Router(tags=["studies"])
PAGE = 50


@router.get("/studies", response=StudiesOut, summary="Studies")
def studies(
    request: AuthedRequest, q: str = "", phase: str = "", condition: str = "", sponsor: str = "", results: str = ""
) -> dict[str, Any]:
    """By words and by what they are; newest here first. Follow `next` for more."""
    asked = {"q": q[:200], "phase": phase, "condition": condition, "sponsor": sponsor, "results": results}
    found = listing.narrowed(request.user, asked).select_related("current").defer("current__raw")
    page = keyset(found, request, by="-pk", size=PAGE)
    return {"items": page.items, "next": page.next or None}


@router.get("/studies/{pk}", response=WholeStudyOut, summary="One study")
def study(request: AuthedRequest, pk: int) -> Any:
    """A study with everything that is not a fragment of its own."""
    visible = Study.objects.visible_to(request.user).select_related("current", "pico").defer("current__raw")
    found: Any = get_object_or_404(visible.prefetch_related("identifiers"), pk=pk)
    found.record = whole_of(found)[0].data
    return found


@router.get("/studies/{pk}/fragments", response=FragmentsOut, summary="The parts of a study")
def fragments(request: AuthedRequest, pk: int, kind: str = "", removed: bool = False) -> dict[str, Any]:
    """In the record's order, perhaps of one kind; with `removed` also those that a newer record no longer has."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=pk)
    found = Fragment.objects.visible_to(request.user).filter(study=study)
    if kind:
        found = found.filter(kind=kind)
    if not removed:
        found = found.present()
    page = keyset(found, request, by=["position", "pk"], size=PAGE)
    return {"items": page.items, "next": page.next or None}
