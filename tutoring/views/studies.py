"""The list of studies and the page of each."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.accounts.requests import AuthedRequest
from core.ui.paging import keyset
from social.queries.bookmarks import is_kept
from tutoring import rules
from tutoring.models import Study, StudyVersion
from tutoring.queries import listing, pages
from tutoring.queries import studies as reads


@require_safe
def studies(request: AuthedRequest) -> HttpResponse:
    """Studies, by words and facets."""
    found = listing.narrowed(request.user, request.GET)
    context = {
        "page": keyset(found.select_related("current").prefetch_related("terms"), request, by="-pk"),
        "facets": listing.facets(found, request.GET),
        "words": request.GET.get("q", ""),
        "may_import": rules.can_import(request.user),
    }
    return render(request, "tutoring/studies.html", context)


@require_safe
def study(request: AuthedRequest, pk: int) -> HttpResponse:
    """One study, tab by tab."""
    found = Study.objects.visible_to(request.user).select_related("current", "pico").defer("current__raw")
    shown = get_object_or_404(found.annotate(my_bookmark=is_kept(request.user, "study")), pk=pk)
    return render(request, "tutoring/study.html", pages.study_page(request.user, shown, request.GET))


@require_safe
def record(request: AuthedRequest, pk: int, number: int) -> FileResponse:
    """A version's record, to the byte."""
    visible = Study.objects.visible_to(request.user)
    version = get_object_or_404(
        StudyVersion.objects.filter(study__in=visible).select_related("study"), study=pk, number=number
    )
    name = f"{version.study.number}-v{version.number}.json"
    response = FileResponse([bytes(version.raw)], content_type="application/json")
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


@require_safe
def plot(request: AuthedRequest, pk: int, key: str) -> HttpResponse:
    """A forest plot as a file of its own."""
    shown = get_object_or_404(Study.objects.visible_to(request.user).select_related("current"), pk=pk)
    forest = reads.forest_of(shown, key)
    if forest is None:
        raise Http404
    response = render(request, "tutoring/forest.svg", {"plot": forest, "study": shown}, content_type="image/svg+xml")
    name = f"{shown.number}-{key}.svg"
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
