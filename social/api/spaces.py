"""Spaces by REST."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from core.ui.paging import keyset
from social import actions
from social.api.asking import person_of
from social.models import Space
from social.schemas import SpaceIn, SpaceOut, SpacesOut, page_of

router = Router()


@router.get("/spaces", response=SpacesOut, url_name="spaces")
def list_spaces(request: HttpRequest, mine: bool = False, archived: bool = False) -> dict[str, Any]:
    """Spaces that exist for me, by name; with `mine` those I belong to, with `archived` those that are put away."""
    person = person_of(request)
    spaces = Space.objects.places().visible_to(person)
    spaces = spaces.archived() if archived else spaces.living()
    return page_of(keyset(spaces.home_of(person) if mine else spaces, request, by="name"))


@router.post("/spaces", response={201: SpaceOut})
def open_space(request: HttpRequest, body: SpaceIn) -> Status[Space]:
    """Founds a community."""
    return Status(201, actions.open_community(founder=person_of(request), **body.dict()))


@router.get("/spaces/{int:space_id}", response=SpaceOut)
def read_space(request: HttpRequest, space_id: int) -> Space:
    """One space."""
    return get_object_or_404(Space.objects.places().visible_to(person_of(request)), pk=space_id)


@router.put("/spaces/{int:space_id}/membership", response={204: None})
def join_space(request: HttpRequest, space_id: int) -> Status[None]:
    """Joins an open space, or one I am invited to."""
    person = person_of(request)
    space = get_object_or_404(Space.objects.places().visible_to(person), pk=space_id)
    actions.join_space(space=space, person=person)
    return Status(204, None)


@router.delete("/spaces/{int:space_id}/membership", response={204: None})
def leave_space(request: HttpRequest, space_id: int) -> Status[None]:
    """Leaves a space."""
    person = person_of(request)
    space = get_object_or_404(Space.objects.places().visible_to(person), pk=space_id)
    actions.leave_space(space=space, person=person)
    return Status(204, None)
