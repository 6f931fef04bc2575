"""The versions of an object, each as it was, and two of them side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from core.accounts.requests import AuthedRequest
from core.library import queries
from core.library.comparison import compare as compared
from core.library.models import Version
from core.library.views.loading import seen
from core.richtext import plain
from core.ui.paging import keyset


def versions(request: AuthedRequest, pk: int) -> HttpResponse:
    """All versions, newest first."""
    thing = seen(request.user, pk)
    page = keyset(thing.versions.select_related("published_by"), request, by="-number")
    return render(request, "library/versions.html", {"thing": thing, "page": page})


def show(request: AuthedRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was published."""
    thing = seen(request.user, pk)
    version = get_object_or_404(thing.versions.select_related("file", "published_by"), number=number)
    parts = {"thing": thing, "version": version, "shown": version, "credits": queries.credits_of(version)}
    return render(request, "library/version.html", parts)


def compare(request: AuthedRequest, pk: int) -> HttpResponse:
    """What changed from one version to another."""
    thing = seen(request.user, pk)
    numbers = list(thing.versions.values_list("number", flat=True))
    newer = get_object_or_404(thing.versions.select_related("file"), number=_number(request, "to", numbers, 0))
    older = get_object_or_404(thing.versions.select_related("file"), number=_number(request, "from", numbers, 1))
    lines = compared(_text(older), _text(newer))
    choices = [("from", older.number), ("to", newer.number)]
    parts = {"thing": thing, "choices": choices, "lines": lines, "numbers": numbers}
    return render(request, "library/compare.html", parts)


def _number(request: AuthedRequest, name: str, numbers: list[int], place: int) -> int:
    """The number asked for, else the newest (place 0) or the one before it (place 1)."""
    asked = request.GET.get(name, "")
    if asked.isascii() and asked.isdigit():
        return int(asked)
    return numbers[min(place, len(numbers) - 1)] if numbers else 0


def _text(version: Version) -> str:
    """A version as lines."""
    if version.content == Version.Content.PAGE:
        return f"{version.title}\n{plain(version.html)}"
    return "\n".join([version.title, version.file.name if version.file else version.url])
