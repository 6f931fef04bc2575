"""The search page, the quick answers of the Ctrl-K dialog, and what the box offers while somebody types."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.accounts.requests import AuthedRequest
from core.acts.pace import keep_pace
from core.search import operators
from core.search.completing import offers
from core.search.facets import facets, instead, next_page, orders, without_narrowing
from core.search.forms import NARROWING, SearchForm
from core.search.queries import find

QUICK = 7
MOST, SECONDS = 120, 60
# Offers come with every letter.
MOST_OFFERS = 300


@require_safe
def results(request: AuthedRequest) -> HttpResponse:
    """Everything that holds the words, best first, narrowed down by what is chosen."""
    words, chosen = SearchForm(request.GET).read()
    if words:
        keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    found = find(request.user, words, chosen=chosen)
    shown = {
        "words": words,
        "found": found,
        "groups": facets(request.user, request.GET, found),
        "orders": orders(request.GET),
        "kept": [(name, request.GET[name]) for name in (*NARROWING, "sort") if request.GET.get(name)],
        "whole_url": without_narrowing(request.GET),
        "meant_url": instead(found.meant) if found.meant else "",
        "next_url": next_page(request.GET, found),
        "operators": operators.OFFERED.values(),
    }
    return render(request, "search/results.html", shown)


@require_safe
def quick(request: AuthedRequest) -> HttpResponse:
    """The best few, while somebody types."""
    words, chosen = SearchForm(request.GET).read()
    if words:
        keep_pace("search", request.user.pk, most=MOST, seconds=SECONDS)
    found = find(request.user, words, chosen=replace(chosen, size=QUICK))
    return render(request, "search/_quick.html", {"words": words, "found": found})


@require_safe
def complete(request: AuthedRequest) -> JsonResponse:
    """How the last word before the caret may go on: operators and their values, as far as this person knows them."""
    keep_pace("search.offers", request.user.pk, most=MOST_OFFERS, seconds=SECONDS)
    words, _chosen = SearchForm(request.GET).read()
    return JsonResponse({"items": [vars(offer) for offer in offers(request.user, words)]})
