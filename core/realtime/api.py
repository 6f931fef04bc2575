"""Listening without the socket: the same frames by an ordinary request."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from core.accounts.models import Person
from core.realtime import history

router = Router(tags=["live"])


class Frames(Schema):
    """Frames as the socket sends them."""

    frames: list[dict[str, Any]]


@router.get("/streams/{name}/events", response=Frames, summary="What a stream has told since a number")
def events(request: HttpRequest, name: str, since: Annotated[int, Query(ge=0, lt=2**62)] = 0) -> dict[str, Any]:
    """The last frame is `listening`, with the number to ask from next, or `resync`: fetch the page again."""
    assert isinstance(request.user, Person)
    found = history.since(request.user, name, since)
    if found is None:
        raise Http404
    return {"frames": found}
