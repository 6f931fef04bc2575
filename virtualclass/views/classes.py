"""Pages of classes: agenda, one class, scheduling, changing."""

import csv
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from core.accounts.requests import AuthedRequest
from core.acts.refusals import refuse_unless
from core.ui.forms import try_act
from core.ui.paging import keyset
from virtualclass import actions, queries, rules
from virtualclass.forms import CancelForm, ClassForm
from virtualclass.invitations import calendar_of
from virtualclass.models import ClassSession

NOT_A_TRAINER = _("Only trainers, and those who lead a group, schedule classes. Ask a trainer or your tutor.")
NOT_YOURS = _("This class has begun, is over, or is given by somebody else.")


@require_GET
def agenda(request: AuthedRequest) -> HttpResponse:
    """Classes to come."""
    page = keyset(queries.agenda(request.user, past=False), cast(HttpRequest, request), by=["starts_at"])
    return render(request, "virtualclass/agenda.html", {"page": page, **queries.agenda_head(request.user, past=False)})


@require_GET
def past(request: AuthedRequest) -> HttpResponse:
    """Classes gone by."""
    page = keyset(queries.agenda(request.user, past=True), cast(HttpRequest, request), by=["-starts_at"])
    return render(request, "virtualclass/agenda.html", {"page": page, **queries.agenda_head(request.user, past=True)})


@require_GET
def show(request: AuthedRequest, pk: int) -> HttpResponse:
    """One class: when, with whom, my place; after it, what remains."""
    session = _visible(request, pk)
    return render(request, "virtualclass/class.html", queries.class_page(request.user, session))


@require_http_methods(["GET", "POST"])
def new(request: AuthedRequest) -> HttpResponse:
    """Schedules a class."""
    refuse_unless(queries.schedules_somewhere(request.user), "virtualclass.not_a_trainer", NOT_A_TRAINER)
    initial = {"zone": request.user.zone, "trainer": request.user.pk, "language": request.user.language}
    form = ClassForm(request.POST or None, person=request.user, initial=initial | {"host": request.GET.get("for", "")})
    if request.method == "POST":
        session, done = try_act(form, lambda: actions.schedule_class(by=request.user, **form.cleaned_data))
        if done:
            return redirect(session)
    status = 422 if request.method == "POST" else 200
    return render(request, "virtualclass/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def change(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes a class that has not begun."""
    session = _visible(request, pk)
    refuse_unless(rules.may_change(request.user, session), "virtualclass.cannot_change", NOT_YOURS)
    initial = {name: getattr(session, name) for name in ClassForm.CHANGEABLE}
    form = ClassForm(request.POST or None, person=request.user, session=session, initial=initial)
    if request.method == "POST":
        _answer, done = try_act(form, lambda: actions.change_class(session=session, by=request.user, **form.changes()))
        if done:
            return redirect(session)
    status = 422 if request.method == "POST" else 200
    return render(request, "virtualclass/change.html", {"form": form, "session": session}, status=status)


@require_http_methods(["GET", "POST"])
def cancel(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks once more, then cancels a class."""
    session = _visible(request, pk)
    refuse_unless(rules.may_change(request.user, session), "virtualclass.cannot_change", NOT_YOURS)
    form = CancelForm(request.POST or None)
    if request.method == "POST":
        _answer, done = try_act(
            form, lambda: actions.cancel_class(session=session, by=request.user, reason=form.cleaned_data["reason"])
        )
        if done:
            return redirect(session)
    status = 422 if request.method == "POST" else 200
    return render(request, "virtualclass/cancel.html", {"form": form, "session": session}, status=status)


@require_GET
def calendar_file(request: AuthedRequest, pk: int) -> HttpResponse:
    """The class for a calendar, to download."""
    session = _visible(request, pk)
    content = calendar_of(session, timezone.now())
    disposition = {"Content-Disposition": f'attachment; filename="class-{session.pk}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_GET
def attendance_file(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who attended how long, for who leads the class."""
    session = _visible(request, pk)
    refuse_unless(rules.may_lead(request.user, session), "virtualclass.not_the_trainer", NOT_YOURS)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="attendance-{session.pk}.csv"'
    writer = csv.writer(response)
    writer.writerows(queries.attendance_rows(session))
    return response


def _visible(request: AuthedRequest, pk: int) -> ClassSession:
    rows = ClassSession.objects.visible_to(request.user).select_related("trainer", "host", "space", "chat")
    return get_object_or_404(rows, pk=pk)
