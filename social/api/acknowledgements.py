"""Announcements that ask for “I have read this”, by REST."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from social import actions
from social.api.asking import person_of
from social.models import Acknowledgement, Thread
from social.queries.acknowledging import waiting_for
from social.schemas import AcknowledgementOut, AskingOut, AskingsOut

router = Router()


@router.get("/acknowledgements", response=AskingsOut)
def list_acknowledgements(request: HttpRequest) -> dict[str, Any]:
    """The most urgent announcements that wait for my word."""
    return {"items": [AskingOut.of(asking) for asking in waiting_for(person_of(request))]}


@router.put("/threads/{int:thread_id}/acknowledgement", response=AcknowledgementOut)
def acknowledge(request: HttpRequest, thread_id: int) -> Acknowledgement:
    """Says that I have read an announcement, as it is now."""
    person = person_of(request)
    thread = get_object_or_404(Thread.objects.visible_to(person), pk=thread_id)
    return actions.acknowledge(thread=thread, person=person)
