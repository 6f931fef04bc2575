"""Safety events and flags by REST: everybody reports, safety officers read."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from core.ui.paging import keyset
from social import actions, rules
from social.api.asking import key_of, person_of
from social.models import Post, SafetyCase
from social.queries import safety as reads
from social.schemas import (
    FlagIn,
    SafetyCaseOut,
    SafetyCasesOut,
    SafetyFacts,
    SafetyReceipt,
    SafetyReportIn,
    page_of,
)

router = Router()


@router.post("/posts/{int:post_id}/safety", response={201: SafetyReceipt})
def report_post(request: HttpRequest, post_id: int, body: SafetyFacts) -> Status[SafetyCase]:
    """Gives a post to the safety officers; from then on nobody else reads it."""
    person = person_of(request)
    case = actions.report_post(
        post=_shown_post(request, post_id), reporter=person, told=body.dict(), key=key_of(request)
    )
    return Status(201, case)


@router.post("/safety/reports", response={201: SafetyReceipt})
def report_event(request: HttpRequest, body: SafetyReportIn) -> Status[SafetyCase]:
    """Tells the safety officers of something heard outside the talk."""
    told = body.dict(exclude={"words", "heard_on"})
    case = actions.report_event(
        reporter=person_of(request), words=body.words, told=told, heard_on=body.heard_on, key=key_of(request)
    )
    return Status(201, case)


@router.get("/safety/cases", response=SafetyCasesOut)
def list_cases(request: HttpRequest, show: Literal["open", "late", "closed"] = "open") -> dict[str, Any]:
    """The cases; for anybody but safety officers there is no such address."""
    _officers_only(request)
    by = "-closed_at" if show == "closed" else "due_at"
    return page_of(keyset(reads.queue(person_of(request), show), request, by=by))


@router.get("/safety/cases/{int:case_id}", response=SafetyCaseOut)
def read_case(request: HttpRequest, case_id: int) -> SafetyCase:
    """One case."""
    return get_object_or_404(SafetyCase.objects.visible_to(person_of(request)), pk=case_id)


@router.post("/posts/{int:post_id}/flags", response={204: None})
def flag_post(request: HttpRequest, post_id: int, body: FlagIn) -> Status[None]:
    """Asks who leads to look at a post."""
    actions.flag_post(post=_shown_post(request, post_id), person=person_of(request), sort=body.sort, words=body.words)
    return Status(204, None)


def _shown_post(request: HttpRequest, pk: int) -> Post:
    posts = Post.objects.visible_to(person_of(request)).select_related("thread__space", "author")
    return get_object_or_404(posts, pk=pk)


def _officers_only(request: HttpRequest) -> None:
    if not rules.is_officer(person_of(request)):
        raise Http404
