"""The link in the foot of each mail, by which its reader stops such mails without signing in."""

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.notifications import actions, queries


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Looking shows one button; pressing it stops, as does a mail program by itself (RFC 8058).

    Such a program has no cookie and no token of a form; whoever holds the key of the mail may stop it.
    """
    too_many: HttpResponse | None = consume_or_429(request, action="stop_mail", limit_get=True)
    if too_many:
        return too_many
    stopping = queries.stopping_by(key)
    if stopping is None:
        return render(request, "notifications/stop_over.html", status=404)
    with translation.override(stopping.person.language):
        parts = {"stopping": stopping, "state": "asks", "before": ""}
        if request.method == "POST" and "undo" in request.POST:
            actions.take_stop_back(stopping=stopping, before=request.POST["undo"])
            parts["state"] = "undone"
        elif request.method == "POST":
            parts |= {"state": "done", "before": actions.stop_mails(stopping=stopping)}
        return render(request, "notifications/stop.html", parts)
