"""Steps of an object's life."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.library import actions
from core.library.forms import PublishForm, ReasonForm, RetireForm
from core.library.views.loading import retirable, retired, worked_on
from core.library.views.objects import page
from core.ui.forms import try_act


@require_POST
def publish(request: AuthedRequest, pk: int) -> HttpResponse:
    """Makes the draft what people read."""
    thing = worked_on(request.user, pk)
    form = PublishForm(request.POST)
    version, is_done = try_act(
        form,
        lambda: actions.publish_draft(
            learning_object=thing, author=request.user, change_note=form.cleaned_data["change_note"]
        ),
    )
    if is_done:
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
        return redirect(thing)
    if thing.draft_or_none is None:
        return redirect(thing)
    return page(request, thing, is_preview=True, publish_form=form)


@require_POST
def discard(request: AuthedRequest, pk: int) -> HttpResponse:
    """Throws the draft away."""
    thing = worked_on(request.user, pk)
    left = actions.discard_draft(learning_object=thing, editor=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect(left) if left else redirect("library:drafts")


def retire(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes an object out of the catalogue."""
    thing = retirable(request.user, pk)
    form = RetireForm(request.POST or None, keeper=request.user)
    if request.method == "POST":
        _retired, is_done = try_act(
            form,
            lambda: actions.retire_object(
                learning_object=thing,
                keeper=request.user,
                reason=form.cleaned_data["reason"],
                superseded_by=form.cleaned_data["superseded_by"],
            ),
        )
        if is_done:
            return redirect(thing)
    return render(request, "library/retire.html", {"thing": thing, "form": form}, status=422 if form.errors else 200)


def bring_back(request: AuthedRequest, pk: int) -> HttpResponse:
    """Puts a retired object back."""
    thing = retired(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        _back, is_done = try_act(
            form,
            lambda: actions.bring_object_back(
                learning_object=thing, keeper=request.user, reason=form.cleaned_data["reason"]
            ),
        )
        if is_done:
            return redirect(thing)
    return render(
        request, "library/bring_back.html", {"thing": thing, "form": form}, status=422 if form.errors else 200
    )
