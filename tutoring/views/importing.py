"""Bringing a record in by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.ui.forms import try_act
from tutoring import actions, rules
from tutoring.forms import ImportForm
from tutoring.queries.preview import preview


def study_import(request: AuthedRequest) -> HttpResponse:
    """Imports the record that was chosen."""
    refuse_others(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "tutoring/study_import.html", {"form": form})
    rules.keep_import_pace(request.user)
    done, was_done = try_act(form, lambda: actions.import_record(by=request.user, **form.given()))
    if not was_done:
        return render(request, "tutoring/study_import.html", {"form": form}, status=422)
    messages.success(request, _told(done))
    return redirect(done.study)


@require_POST
def study_import_look(request: AuthedRequest) -> HttpResponse:
    """Says what the chosen file is and what an import would do."""
    refuse_others(request)
    rules.keep_import_pace(request.user)
    form = ImportForm(request.POST, request.FILES)
    found, was_read = try_act(form, lambda: preview(form.given()["content"]))
    status = 200 if was_read else 422
    return render(request, "tutoring/_import_preview.html", {"preview": found, "form": form}, status=status)


def refuse_others(request: AuthedRequest) -> None:
    """Only who may import sees the form."""
    if not rules.can_import(request.user):
        raise Refused("tutoring.may_not_import", _("Only tutors and administrators import studies."))


def _told(done: Any) -> str:
    names = {"study": done.study.short, "number": done.version.number}
    if not done.is_new_version:
        return _("We had this record of %(study)s already: nothing was changed.") % names
    if done.is_new_study:
        return _("%(study)s was imported.") % names
    return _("Version %(number)s of %(study)s was imported.") % names
