"""Pages of attention: what waits over all spaces, and what one missed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.accounts.requests import AuthedRequest
from core.ui.paging import keyset
from social import actions
from social.forms import ClearingForm, SinceForm
from social.models import Clearing, Thread
from social.queries import catching_up, unread
from social.queries.pages import Way


@require_GET
def listing(request: AuthedRequest) -> HttpResponse:
    """Everything that waits for me, the newest first; htmx and the page's script are given the list alone."""
    show = request.GET.get("show", "")
    page = keyset(unread.waiting(request.user, show), request, by="-last_post_at")
    home = reverse("social:unread")
    ways = [Way(word, f"{home}?show={name}" if name else home, name == show) for name, word in unread.FILTERS]
    context = {
        "page": page,
        "lines": unread.unread_lines(request.user, page.items),
        "filters": ways,
        "show": show,
        "until": page.items[0].last_post_at.isoformat() if page and not page.previous and not show else "",
        "done": _deed(request),
        "list_url": request.get_full_path(),
    }
    if request.htmx:
        return render(request, "social/_unread_lines.html", context)
    return render(request, "social/unread.html", {**context, "heard": unread.heard_by(request.user)})


@require_POST
def clear(request: AuthedRequest) -> HttpResponse:
    """Takes one, several or all as read, and offers to take that back."""
    form = ClearingForm(request.POST)
    clearing = None
    if form.is_valid() and form.is_all and form.cleaned_data["until"]:
        clearing = actions.clear_all(person=request.user, until=form.cleaned_data["until"])
    elif form.threads:
        found = Thread.objects.visible_to(request.user).filter(pk__in=form.threads).select_related("space")
        clearing = actions.clear_threads(person=request.user, threads=list(found))
    return redirect(_back(request, clearing))


@require_POST
def undo(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes such a deed back."""
    clearing = get_object_or_404(Clearing.objects.visible_to(request.user), pk=pk)
    actions.take_clearing_back(clearing=clearing, person=request.user)
    return redirect(_back(request, None))


@require_GET
def catch_up(request: AuthedRequest) -> HttpResponse:
    """What I missed since I was last here, or since a day."""
    form = SinceForm(request.GET if request.GET.get("since") else None)
    asked = form.moment()
    since = catching_up.bounded(asked or catching_up.last_here(request.user))
    context = {
        "form": form,
        "missed": catching_up.catch_up_of(request.user, since),
        "asked": asked,
        "done": _deed(request),
    }
    return render(request, "social/catch_up.html", context)


def _deed(request: AuthedRequest) -> Clearing | None:
    """What was just taken as read, while it may be taken back."""
    text = request.GET.get("done", "")
    if not text.isascii() or not text.isdigit() or len(text) > 17:
        return None
    clearing = Clearing.objects.visible_to(request.user).standing().filter(pk=int(text)).first()
    return clearing if clearing is not None and clearing.may_be_undone else None


def _back(request: AuthedRequest, clearing: Any) -> str:
    """Where the deed was done: with the way to take it back."""
    page = reverse("social:catch-up" if request.POST.get("from") == "catch-up" else "social:unread")
    asked = {"show": request.POST.get("show", ""), "done": str(clearing.pk) if clearing else ""}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value.isalnum())
    return f"{page}?{query}" if query else page
