"""Helps to write: signs that keyboards lack, formulas as they will look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.richtext.mathml import MOST_SIGNS, mathml
from core.richtext.symbols import GROUPS, PIECES


@require_safe
def symbols(request: HttpRequest) -> HttpResponse:
    """The palette of signs, which the composer asks for when somebody opens it."""
    return render(request, "richtext/_symbols.html", {"groups": GROUPS})


@require_safe
def formula(request: HttpRequest) -> HttpResponse:
    """The form of a formula; `?latex=` gives that formula as it will look, or a sentence as plain text."""
    latex = request.GET.get("latex", "")[: MOST_SIGNS + 1]
    if not latex.strip():
        return render(request, "richtext/_formula.html", {"pieces": PIECES, "most": MOST_SIGNS})
    drawn = mathml(latex, display="alone" in request.GET)
    if drawn is None:
        text = _("This cannot be read as a formula yet: it would stand as its text.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    return HttpResponse(drawn)
