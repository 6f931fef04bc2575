"""Gives the bytes of a file, after a check at every request."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from core.accounts.requests import AuthedRequest
from core.files import storage
from core.files.models import SIDES, StoredFile
from core.files.queries import visible_file

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")
# Whatever a file holds, nothing of it runs, loads or frames when it is opened by itself.
_POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"


@require_safe
def read_file(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The file, whole or a range of it. Pictures that we drew and recordings may show in a page; the rest is saved."""
    file = _load(request, pk)
    inline = file.kind.is_image or file.kind.is_played
    disposition = content_disposition_header(not inline, file.name) or "attachment"
    return _answer(request, file.sha256, "", file.media_type, disposition)


@require_safe
def read_thumbnail(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The small picture of a picture, at most 640 pixels wide and high."""
    file = _load(request, pk)
    if not file.has_thumbnail:
        raise Http404
    return _answer(request, file.sha256, storage.THUMBNAIL, "image/webp", "inline")


@require_safe
def read_picture(request: AuthedRequest, pk: int, side: int) -> HttpResponseBase:
    """A large picture to fit a square of so many pixels; the small one until it is drawn."""
    file = _load(request, pk)
    if side not in SIDES or not file.sizes:
        raise Http404
    suffix = storage.size_suffix(side)
    if not storage.path_of(file.sha256, suffix).exists():
        suffix = storage.THUMBNAIL
    return _answer(request, file.sha256, suffix, "image/webp", "inline")


def _load(request: AuthedRequest, pk: int) -> StoredFile:
    file = visible_file(request.user, pk)
    if file is None:
        raise Http404
    return file


def _answer(request: AuthedRequest, sha256: str, suffix: str, media_type: str, disposition: str) -> HttpResponseBase:
    etag = f'"{sha256[:40]}{suffix}"'
    seen = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in seen or seen == ["*"]:
        return _labelled(HttpResponseNotModified(), etag, disposition)
    place = storage.path_of(sha256, suffix)
    try:
        size = place.stat().st_size
        wanted = _wanted_range(request, size, etag)
        if wanted == (0, 0):
            answer: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        elif request.method == "HEAD":
            answer = HttpResponse(content_type=media_type, headers={"Content-Length": str(size)})
        elif wanted:
            answer = _partial(place.open("rb"), wanted, size, media_type)
        else:
            answer = FileResponse(place.open("rb"), content_type=media_type)
    except FileNotFoundError as error:
        raise Http404 from error
    return _labelled(answer, etag, disposition)


def _wanted_range(request: AuthedRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and the one behind the last; (0, 0) for what cannot be given; None for all of it."""
    found = _RANGE.match(request.headers.get("Range", ""))
    if not found or found[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
    return (start, end) if start < end else (0, 0)


def _partial(file: BinaryIO, wanted: tuple[int, int], size: int, media_type: str) -> StreamingHttpResponse:
    start, end = wanted
    answer = StreamingHttpResponse(_slice(file, start, end), status=206, content_type=media_type)
    answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer.headers["Content-Length"] = str(end - start)
    return answer


def _slice(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < end and (chunk := file.read(min(storage.CHUNK, end - start))):
            start += len(chunk)
            yield chunk


def _labelled(answer: HttpResponseBase, etag: str, disposition: str) -> HttpResponseBase:
    """What every answer says: for this person only, ask again each time, and believe the type we name."""
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Encoding"] = "identity"  # compressing would break ranges and lengths
    patch_vary_headers(answer, ["Cookie"])
    return answer
