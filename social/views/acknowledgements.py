"""Pages of announcements that ask for “I have read this”: say it, ask for it, see who has."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import AskForm
from social.models import Asking, Thread
from social.queries import acknowledging, pages
from social.queries.standings import standing
from social.views.finding import thread_of

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def listing(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who has acknowledged, or who has not."""
    asking = _asking_seen(request, pk)
    chosen = "done" if request.GET.get("show") == "done" else "missing"
    home = reverse("social:acknowledgements", args=[pk])
    page: Any
    if chosen == "done":
        page = keyset(acknowledging.acknowledgements_of(asking), request, by="-at", size=50)
    else:
        page = keyset(acknowledging.missing_in(asking).select_related("unit"), request, by="sought", size=50)
    tally = acknowledging.tally_of(asking)
    where = standing(request.user, asking.thread.space)
    context = {
        "asking": asking,
        "thread": asking.thread,
        "page": page,
        "chosen": chosen,
        "tally": tally,
        "tabs": [
            pages.Way(_("Not yet"), home, chosen == "missing", tally.missing, _("people")),
            pages.Way(_("Acknowledged"), f"{home}?show=done", chosen == "done", tally.done, _("people")),
        ],
        "is_overdue": acknowledging.is_overdue(asking),
        "may_ask": rules.may_ask_to_acknowledge(where, asking.thread),
        "crumbs": pages.crumbs(asking.thread.space, asking.thread),
    }
    return render(request, "social/acknowledgements.html", context)


def tally(request: AuthedRequest, pk: int) -> HttpResponse:
    """How many of how many, for the announcement's own page, which asks by itself."""
    asking = _asking_seen(request, pk)
    return render(request, "social/_tally.html", {"tally": acknowledging.tally_of(asking), "thread": asking.thread})


def file(request: AuthedRequest, pk: int) -> HttpResponse:
    """The evidence as a file for a spreadsheet."""
    asking = _asking_seen(request, pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="acknowledgements-{pk}.csv"'
    writer = csv.writer(response)
    writer.writerows([_as_text(cell) for cell in row] for row in acknowledging.evidence_of(asking))
    return response


def ask(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks everybody of the space, perhaps by a day."""
    thread = thread_of(request, pk)
    if not rules.may_ask_to_acknowledge(standing(request.user, thread.space), thread):
        raise Http404
    known = Asking.objects.filter(thread=thread).first()
    form = AskForm(request.POST or None, initial={"until": known.until if known else None})
    if request.method == "POST":
        _asking, done = try_act(
            form,
            lambda: actions.ask_to_acknowledge(thread=thread, by=request.user, until=form.cleaned_data["until"]),
        )
        if done:
            messages.success(request, _("Everybody here is asked now."))
            return redirect("social:thread", pk)
    context = {"form": form, "thread": thread, "known": known, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, "social/acknowledgement_ask.html", context, status=422 if form.errors else 200)


@require_POST
def acknowledge(request: AuthedRequest, pk: int) -> HttpResponse:
    """I have read this."""
    actions.acknowledge(thread=thread_of(request, pk), person=request.user)
    messages.success(request, _("Thank you. It is on record that you have read it."))
    return redirect("social:thread", pk)


def _lead(act: Callable[..., Any], said: Any, to: str = "social:acknowledgements") -> Callable[..., HttpResponse]:
    """A view for one deed of who leads."""

    @require_POST
    def view(request: AuthedRequest, pk: int) -> HttpResponse:
        act(thread=thread_of(request, pk), by=request.user)
        messages.success(request, said)
        return redirect(to, pk)

    return view


remind = _lead(actions.remind_missing, gettext_lazy("They are reminded."))
stop = _lead(actions.stop_asking, gettext_lazy("Nobody is asked any more. What was acknowledged stays."))
again = _lead(actions.ask_again, gettext_lazy("Everybody is asked again."), "social:thread")
keep = _lead(actions.keep_acknowledgements, gettext_lazy("The acknowledgements stand."), "social:thread")


def _asking_seen(request: AuthedRequest, pk: int) -> Asking:
    """The asking, for who leads; for others the page does not exist."""
    threads = Thread.objects.visible_to(request.user).order_by().values("pk")
    rows = Asking.objects.filter(thread__in=threads).select_related("thread__space", "by")
    asking = get_object_or_404(rows, thread=pk)
    if not rules.may_see_acknowledgements(standing(request.user, asking.thread.space), asking.thread):
        raise Http404
    return asking


def _as_text(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
