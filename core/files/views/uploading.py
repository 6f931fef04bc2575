"""Takes uploads in and takes them back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.files import actions
from core.files.forms import UploadForm
from core.files.limits import refuse_missing
from core.files.models import StoredFile
from core.files.rules import keep_upload_pace
from core.files.schemas import described
from core.files.uploads import refuse_cut


@require_POST
def upload(request: AuthedRequest) -> HttpResponse:
    """What the composer sends for each file: multipart `file`, perhaps a key; answers 201 with what it became."""
    try:
        keep_upload_pace(request.user)
        form = UploadForm(request.POST, request.FILES)
        refuse_cut(request)
        if not form.is_valid():
            raise refuse_missing()
        file = actions.store(owner=request.user, upload=form.cleaned_data["file"], key=_key(request, form))
    except Refused as refusal:
        return _problem(refusal)
    return JsonResponse(described(file), status=201)


@require_POST
def delete(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes back an upload that is not sent yet."""
    file = StoredFile.objects.attachable_by(request.user).filter(pk=pk).first()
    if file is None:
        return JsonResponse({}, status=404)
    try:
        actions.delete_upload(file=file, owner=request.user)
    except Refused as refusal:
        return _problem(refusal)
    return HttpResponse(status=204)


@require_POST
def describe(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says what a picture shows, before it is sent: `alt`."""
    file = StoredFile.objects.attachable_by(request.user).filter(pk=pk).first()
    if file is None:
        return JsonResponse({}, status=404)
    try:
        actions.describe_picture(file=file, owner=request.user, words=request.POST.get("alt", ""))
    except Refused as refusal:
        return _problem(refusal)
    return HttpResponse(status=204)


def _key(request: AuthedRequest, form: UploadForm) -> UUID | None:
    """The key of a form's hidden field, or the header's; a header that is no UUID counts as none."""
    try:
        return form.cleaned_data["key"] or UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        return None


def _problem(refusal: Refused) -> JsonResponse:
    """The refusal for a script: the composer shows `title` beside the file."""
    body: dict[str, Any] = {"title": str(refusal.text), "status": refusal.status, "code": refusal.code}
    answer = JsonResponse(body, status=refusal.status, content_type="application/problem+json")
    if refusal.retry_after is not None:
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer
