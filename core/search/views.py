"""The search page, and the quick answers of the Ctrl-K dialog."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.accounts.requests import AuthedRequest
from core.acts.pace import keep_pace
from core.search.facets import facets, next_page
from core.search.forms import SearchForm
from core.search.queries import find

QUICK = 7
MOST, SECONDS = 120, 60


@require_safe
def results(request: AuthedRequest) -> HttpResponse:
    """Everything that holds the words, best first, by kind where one is chosen."""
    form = SearchForm(request.GET)
    words, kind, after = form.read()
    if words:
        keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    found = find(request.user, words, [kind] if kind else None, after=after)
    shown = {"words": words, "kind": kind, "found": found, "groups": facets(request.GET, found, kind)}
    return render(request, "search/results.html", shown | {"next_url": next_page(request.GET, found)})


@require_safe
def quick(request: AuthedRequest) -> HttpResponse:
    """The best few, while somebody types."""
    words, _kind, _after = SearchForm(request.GET).read()
    if words:
        keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    found = find(request.user, words, size=QUICK)
    return render(request, "search/_quick.html", {"words": words, "found": found})
