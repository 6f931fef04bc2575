"""What I have begun to write, on every device of mine."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from social import actions
from social.models import SetAside
from social.queries.drafts import draft_shown
from social.queries.pages import drafts_of


def listing(request: AuthedRequest) -> HttpResponse:
    """Everything I began and did not send."""
    return render(request, "social/drafts.html", {"drafts": drafts_of(request.user)})


@require_http_methods(["GET", "PUT", "DELETE"])
def one(request: AuthedRequest, context: str) -> HttpResponse:
    """The draft of one place. PUT says upon which version it was written, or `over`: that it is to stand all the same.

    409 gives back the newer one; the older words are set aside then, and offered under `aside` from now on.
    """
    if request.method == "DELETE":
        actions.discard_draft(person=request.user, context=context)
        return HttpResponse(status=204)
    if request.method == "GET":
        return JsonResponse(draft_shown(request.user, context))
    said, is_over = _asked(request.body)
    try:
        draft = actions.save_draft(person=request.user, context=context, **said)
    except Refused as refusal:
        if refusal.status != 409:
            raise
        return _overtaken(request, context, said, refusal, is_over=is_over)
    return JsonResponse({"version": draft.version, "saved_at": draft.saved_at.isoformat()})


def _overtaken(
    request: AuthedRequest, context: str, said: dict[str, Any], refusal: Refused, *, is_over: bool
) -> JsonResponse:
    words = {name: said[name] for name in ("source", "format")}
    if is_over:
        actions.save_over(person=request.user, context=context, title=said["title"], **words)
        return JsonResponse(draft_shown(request.user, context))
    actions.set_aside(person=request.user, context=context, **words)
    return JsonResponse({**draft_shown(request.user, context), "detail": str(refusal.text)}, status=409)


@require_POST
def discard(request: AuthedRequest, context: str) -> HttpResponse:
    """Drops a draft from the list."""
    actions.discard_draft(person=request.user, context=context)
    return redirect("social:drafts")


@require_POST
def take_up(request: AuthedRequest, pk: int) -> HttpResponse:
    """Makes what was set aside the draft again."""
    draft = actions.take_up_aside(aside=_aside(request, pk), person=request.user)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(draft_shown(request.user, draft.context))
    return redirect("social:drafts")


@require_POST
def drop(request: AuthedRequest, pk: int) -> HttpResponse:
    """Throws away what was set aside."""
    aside = _aside(request, pk)
    actions.drop_aside(aside=aside, person=request.user)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(draft_shown(request.user, aside.context))
    return redirect("social:drafts")


def _aside(request: AuthedRequest, pk: int) -> SetAside:
    return get_object_or_404(SetAside.objects.visible_to(request.user), pk=pk)


def _asked(body: bytes) -> tuple[dict[str, Any], bool]:
    try:
        said = json.loads(body)
        return {
            "source": str(said["source"]),
            "format": str(said.get("format", "text")),
            "title": str(said.get("title", "")),
            "version": int(said.get("version", 0)),
        }, bool(said.get("over"))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("social.bad_draft", _("This draft cannot be read."), status=422) from None
