"""The catalogue and one's own drafts."""

from django.http import HttpResponse
from django.shortcuts import render

from core.accounts.requests import AuthedRequest
from core.library import queries, rules
from core.library.forms import ORDERS, CatalogueForm
from core.library.models import LearningObject
from core.ui.paging import keyset

ORDER_BY = {"best": ["nearness", "title"], "new": ["-published_at", "-pk"], "title": ["title"], "short": ["minutes"]}


def catalogue(request: AuthedRequest) -> HttpResponse:
    """What there is to learn from, narrowed by words and facets."""
    form = CatalogueForm(request.GET)
    asked = form.asked()
    found = queries.catalogue(request.user, asked)
    page = keyset(found.objects.select_related("area", "owner"), request, by=ORDER_BY[form.order_in_force()])
    parts = {
        "asked": asked,
        "facets": found.facets,
        "total": found.total,
        "page": page,
        "orders": [
            (name, words, asked.query(order=name)) for name, words in ORDERS.items() if name != "best" or asked.words
        ],
        "order": form.order_in_force(),
        "may_create": rules.can_create(request.user),
    }
    return render(request, "library/catalogue.html", parts)


def drafts(request: AuthedRequest) -> HttpResponse:
    """What the person is working on, last touched first."""
    mine = LearningObject.objects.visible_to(request.user).worked_on_by(request.user).with_draft()
    page = keyset(mine.select_related("draft__saved_by", "published"), request, by=["-draft__saved_at", "-pk"])
    return render(request, "library/drafts.html", {"page": page, "may_create": rules.can_create(request.user)})
