"""People over the API."""

from django.shortcuts import get_object_or_404
from ninja import Router

from core.accounts import actions
from core.accounts.models import JobRole, Person, Unit
from core.accounts.queries import Wish, find
from core.accounts.requests import AuthedRequest
from core.accounts.schemas import MeIn, MeOut, PeopleOut, PersonOut
from core.ui.paging import keyset

router = Router(tags=["people"])
PAGE = 100


@router.get("/me", response=MeOut, summary="Who I am")
def me(request: AuthedRequest) -> Person:
    """The person whose session or token this is."""
    return _me(request)


@router.patch("/me", response=MeOut, summary="Say something of myself")
def change_me(request: AuthedRequest, said: MeIn) -> Person:
    """Changes what was given of my own profile, and nothing of anybody else's."""
    actions.update_profile(person=_me(request), **said.dict(exclude_unset=True, exclude_none=True))
    return _me(request)


@router.get("/people", response=PeopleOut, summary="Whom I may meet")
def people(request: AuthedRequest, q: str = "", language: str = "", after: str = "") -> dict[str, object]:
    """Active colleagues by name, found as on the page. Follow `next` for more.

    `q`: words that begin words of their name, unit, job role, place or what they work on; `language`: one they speak.
    """
    units, job_roles = (list(Unit.objects.all()), list(JobRole.objects.all())) if q else ([], [])
    wish = Wish(text=q[:100], language=language[:2])
    found = find(Person.objects.visible_to(request.user), wish, units, job_roles).with_profile()
    page = keyset(found, request, by=["sought", "pk"], size=PAGE)
    return {"items": page.items, "next": page.next or None}


@router.get("/people/{pk}", response=PersonOut, summary="One colleague")
def person(request: AuthedRequest, pk: int) -> Person:
    """404 for whoever is not in my directory."""
    return get_object_or_404(Person.objects.visible_to(request.user).with_profile(), pk=pk)


def _me(request: AuthedRequest) -> Person:
    return Person.objects.with_profile().select_related("manager").get(pk=request.user.pk)
