"""The administrators' page of the trail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.audit import rules
from core.audit.forms import TrailFilter
from core.audit.models import AuditEntry

PAGE = 50


def trail(request: HttpRequest) -> HttpResponse:
    """What was done, newest first, narrowed by what, who and about."""
    if not rules.can_read_trail(request.user):
        raise Http404
    form = TrailFilter(request.GET)
    entries = AuditEntry.objects.visible_to(request.user).filter(**form.lookups())
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        entries = entries.filter(seq__lt=int(before))
    page = list(entries.newest_first().select_related("who")[: PAGE + 1])
    older = page[PAGE - 1].seq if len(page) > PAGE else None
    context = {"form": form, "entries": page[:PAGE], "older": older, "is_narrowed": form.has_changed()}
    return render(request, "audit/trail.html", context)
