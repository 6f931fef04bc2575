"""Takes an upload from the socket to the disk, no further than it may grow."""

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from core.acts.refusals import Refused
from core.files.limits import refuse_too_large
from core.files.storage import no_room_refused

SLACK = 64 * 1024


class BoundedUpload(TemporaryFileUploadHandler):
    """Django's handler for large files, that stops reading past `settings.UPLOAD_MOST_BYTES`, or on a full disk.

    What was cut off has its reason as `upload_refusal` on the request: `refuse_cut` raises it.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.announced = 0
        self.taken = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],  # noqa: N803  (Django's own name)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.announced > settings.UPLOAD_MOST_BYTES + SLACK:
            self._cut(refuse_too_large())
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_MOST_BYTES + SLACK:
            self._cut(refuse_too_large())
        try:
            with no_room_refused():
                super().receive_data_chunk(raw_data, start)
        except Refused as refusal:
            self._cut(refusal)
        return None

    def _cut(self, refusal: Refused) -> None:
        if self.request is not None:
            self.request.upload_refusal = refusal  # type: ignore[attr-defined]
        raise StopUpload(connection_reset=True)


def refuse_cut(request: Any) -> None:
    """Raises the reason why an upload of this request was cut off, if one was."""
    refusal: Refused | None = getattr(request, "upload_refusal", None)
    if refusal is not None:
        raise refusal
