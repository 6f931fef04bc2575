"""What I have begun to write, on every device of mine."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from social import actions
from social.models import Draft
from social.queries.pages import drafts_of


def listing(request: AuthedRequest) -> HttpResponse:
    """Everything I began and did not send."""
    return render(request, "social/drafts.html", {"drafts": drafts_of(request.user)})


@require_http_methods(["GET", "PUT", "DELETE"])
def one(request: AuthedRequest, context: str) -> HttpResponse:
    """The draft of one place. PUT says upon which version it was written; 409 gives back the newer one."""
    if request.method == "DELETE":
        actions.discard_draft(person=request.user, context=context)
        return HttpResponse(status=204)
    if request.method == "GET":
        return JsonResponse(_shown(_draft(request, context)))
    try:
        draft = actions.save_draft(person=request.user, context=context, **_asked(request.body))
    except Refused as refusal:
        if refusal.status != 409:
            raise
        return JsonResponse({**_shown(_draft(request, context)), "detail": str(refusal.text)}, status=409)
    return JsonResponse(_shown(draft))


@require_POST
def discard(request: AuthedRequest, context: str) -> HttpResponse:
    """Drops a draft from the list."""
    actions.discard_draft(person=request.user, context=context)
    return redirect("social:drafts")


def _draft(request: AuthedRequest, context: str) -> Draft | None:
    return Draft.objects.visible_to(request.user).filter(context=context).first()


def _shown(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"source": "", "format": "text", "title": "", "version": 0}
    return {
        "source": draft.source,
        "format": draft.format,
        "title": draft.title,
        "version": draft.version,
        "saved_at": draft.saved_at.isoformat(),
    }


def _asked(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
        return {
            "source": str(said["source"]),
            "format": str(said.get("format", "text")),
            "title": str(said.get("title", "")),
            "version": int(said.get("version", 0)),
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("social.bad_draft", _("This draft cannot be read."), status=422) from None
