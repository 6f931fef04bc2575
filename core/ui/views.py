"""The component gallery: for people who build and test the house."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts.refusals import Refused
from core.ui.gallery import PEOPLE, content

ERRORS = {"403", "403_csrf", "404", "429", "500", "503"}


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "ui/gallery.html", content())


@login_not_required
def echo(request: HttpRequest) -> HttpResponse:
    """Where the gallery's forms go: nothing is written."""
    messages.success(request, _("Sent. Nothing was kept: this is only a gallery."))
    return redirect("ui:gallery")


@login_not_required
def said(request: HttpRequest) -> HttpResponse:
    """What the gallery's composer talks to: `refuse` in the words is refused, the rest comes back as said."""
    source = request.POST.get("source", "")
    if "refuse" in source:
        raise Refused("ui.sample", _("This thread is locked. Open a new one and link to it."), status=422)
    if "HX-Request" not in request.headers:
        return redirect("ui:gallery")
    words = {"words": source, "key": request.POST.get("key", ""), "format": request.POST.get("format", "")}
    return render(request, "ui/_said.html", words, status=201)


@login_not_required
def mentions(request: HttpRequest) -> HttpResponse:
    """People and topics for the gallery's composer."""
    words, sign = request.GET.get("q", "").lower(), request.GET.get("sign", "@")
    names = [person.name for person in PEOPLE] if sign == "@" else ["rsv", "influenza"]
    return JsonResponse([{"title": name, "note": _("made up")} for name in names if words in name.lower()], safe=False)


@login_not_required
def error_page(request: HttpRequest, name: str) -> HttpResponse:
    """An error page, to look at."""
    if name == "refused":
        raise Refused("ui.sample", _("This thread is locked. Open a new one and link to it."))
    if name not in ERRORS:
        raise Http404
    return render(request, f"{name}.html")
