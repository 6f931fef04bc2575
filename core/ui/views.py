"""The component gallery: for people who build and test the house."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.acts.refusals import Refused
from core.ui.gallery import content

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
def error_page(request: HttpRequest, name: str) -> HttpResponse:
    """An error page, to look at."""
    if name == "refused":
        raise Refused("ui.sample", _("This thread is locked. Open a new one and link to it."))
    if name not in ERRORS:
        raise Http404
    return render(request, f"{name}.html")
