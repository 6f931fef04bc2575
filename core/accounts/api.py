"""People over the API."""

from django.shortcuts import get_object_or_404
from ninja import Router

from core.accounts.models import Person
from core.accounts.requests import AuthedRequest
from core.accounts.schemas import MeOut, PeopleOut, PersonOut
from core.ui.paging import keyset

router = Router(tags=["people"])
PAGE = 100


@router.get("/me", response=MeOut, summary="Who I am")
def me(request: AuthedRequest) -> Person:
    """The person whose session or token this is."""
    return Person.objects.select_related("unit", "job_role", "manager").get(pk=request.user.pk)


@router.get("/people", response=PeopleOut, summary="Whom I may meet")
def people(request: AuthedRequest, q: str = "", after: str = "") -> dict[str, object]:
    """Active colleagues by name; `q`: words that begin words of the name. Follow `next` for more."""
    found = Person.objects.visible_to(request.user).named(q[:100]).select_related("unit", "job_role")
    page = keyset(found, request, by=["sought", "pk"], size=PAGE)
    return {"items": page.items, "next": page.next or None}


@router.get("/people/{pk}", response=PersonOut, summary="One colleague")
def person(request: AuthedRequest, pk: int) -> Person:
    """404 for whoever is not in my directory."""
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("unit", "job_role"), pk=pk)
