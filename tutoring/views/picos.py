"""Editing a study's summary in one look."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.ui.forms import try_act
from tutoring import actions, rules
from tutoring.forms import PicoForm
from tutoring.models import Study


def study_pico(request: AuthedRequest, pk: int) -> HttpResponse:
    """The four answers, by a tutor."""
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("pico"), pk=pk)
    if not rules.can_edit_pico(request.user):
        raise Refused("tutoring.may_not_edit_pico", _("Only tutors edit this summary."))
    form = PicoForm(request.POST or None, instance=study.pico)
    if request.method != "POST":
        return render(request, "tutoring/study_pico.html", {"study": study, "form": form})
    _pico, was_done = try_act(form, lambda: actions.edit_pico(study=study, tutor=request.user, **form.cleaned_data))
    if was_done:
        return redirect(study)
    return render(request, "tutoring/study_pico.html", {"study": study, "form": form}, status=422)
