"""Who works on an object."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.library import actions
from core.library.forms import ContributorForm
from core.library.views.loading import worked_on
from core.ui.forms import try_act


def contributors(request: AuthedRequest, pk: int) -> HttpResponse:
    """The contributors, and a form for one more."""
    thing = worked_on(request.user, pk)
    form = ContributorForm(request.POST or None)
    if request.method == "POST":
        _added, is_done = try_act(
            form,
            lambda: actions.add_contributor(
                learning_object=thing,
                editor=request.user,
                person=form.cleaned_data["email"],
                part=form.cleaned_data["part"],
            ),
        )
        if is_done:
            return redirect("library:contributors", pk)
    parts = {"thing": thing, "form": form, "contributors": thing.contributors.all()}
    return render(request, "library/contributors.html", parts, status=422 if form.errors else 200)


@require_POST
def remove(request: AuthedRequest, pk: int, contributor_pk: int) -> HttpResponse:
    """Ends somebody's work on an object."""
    thing = worked_on(request.user, pk)
    contributor = get_object_or_404(thing.contributors.all(), pk=contributor_pk)
    actions.remove_contributor(contributor=contributor, editor=request.user)
    return redirect("library:contributors", pk)
