"""Files for programs: `/api/v1/files`."""

from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import File, Header, Router, Status
from ninja.files import UploadedFile

from core.accounts.requests import AuthedRequest
from core.files import actions
from core.files.limits import refuse_missing
from core.files.models import StoredFile
from core.files.queries import visible_file
from core.files.rules import keep_upload_pace
from core.files.schemas import FileChange, FileOut, described
from core.files.uploads import refuse_cut

router = Router(tags=["files"])


@router.post("", response={201: FileOut}, summary="Keep a file", url_name="files")
def keep_file(
    request: AuthedRequest,
    file: File[UploadedFile | None] = None,
    idempotency_key: Header[UUID | None] = None,
) -> Status[dict[str, Any]]:
    """Multipart `file`. It is yours alone until you attach it to something; unattached files go after a day."""
    keep_upload_pace(request.user)
    refuse_cut(request)
    if file is None:
        raise refuse_missing()
    return Status(201, described(actions.store(owner=request.user, upload=file, key=idempotency_key)))


@router.get("/{pk}", response=FileOut, summary="What a file is", url_name="file")
def show_file(request: AuthedRequest, pk: int) -> dict[str, Any]:
    """Its name, type and size; `url` gives its bytes."""
    file = visible_file(request.user, pk)
    if file is None:
        raise Http404
    return described(file)


@router.patch("/{pk}", response=FileOut, summary="Describe a picture", url_name="file-describe")
def describe_file(request: AuthedRequest, pk: int, body: FileChange) -> dict[str, Any]:
    """Says what a picture of yours shows, before you attach it to something."""
    file = StoredFile.objects.attachable_by(request.user).filter(pk=pk).first()
    if file is None:
        raise Http404
    return described(actions.describe_picture(file=file, owner=request.user, words=body.alt))
