"""Pages of notices: the centre, the bell."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.accounts.requests import AuthedRequest
from core.notifications import actions, queries
from core.notifications.models import Notice
from core.ui.paging import keyset


@require_GET
def centre(request: AuthedRequest) -> HttpResponse:
    """Everything one was told, or what is unread of it."""
    only_unread = request.GET.get("show") == "unread"
    notices = Notice.objects.visible_to(request.user).select_related("by", "about_type")
    page = keyset(notices.unread() if only_unread else notices, request, by="-pk")
    parts = {"page": page, "lines": queries.lines(request.user, page.items), "only_unread": only_unread}
    parts["attention"] = queries.attention_of(request.user)
    return render(request, "notifications/centre.html", parts)


@require_POST
def recent(request: AuthedRequest) -> HttpResponse:
    """What opens beneath the bell; opening it takes off the count what the person may no longer see."""
    actions.forget_gone(person=request.user)
    return render(request, "notifications/_recent.html", {"lines": queries.recent(request.user)})


@require_GET
def count(request: AuthedRequest) -> HttpResponse:
    """How many notices wait."""
    return JsonResponse({"unread": queries.unread_count(request.user)})


@require_POST
def follow(request: AuthedRequest, pk: int) -> HttpResponse:
    """Marks a notice read and leads to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("by", "about_type"), pk=pk)
    found = queries.lines(request.user, [notice])
    actions.read_notice(notice=notice)
    if not found:
        raise Http404
    return redirect(found[0].url)


@require_POST
def read(request: AuthedRequest, pk: int) -> HttpResponse:
    """Marks one notice read and stays."""
    actions.read_notice(notice=get_object_or_404(Notice.objects.visible_to(request.user), pk=pk))
    return redirect("notifications:centre")


@require_POST
def read_all(request: AuthedRequest) -> HttpResponse:
    """Marks read what the person has been shown."""
    up_to = request.POST.get("up_to", "")
    actions.read_all(person=request.user, up_to=int(up_to) if up_to.isdecimal() and len(up_to) < 19 else None)
    return redirect("notifications:centre")
