"""The languages I read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions
from social.forms import LanguagesForm


@require_POST
def change(request: AuthedRequest) -> HttpResponse:
    """Saves what the settings page asks."""
    form = LanguagesForm(request.POST)
    _codes, done = try_act(form, lambda: actions.read_in(person=request.user, languages=form.cleaned_data["languages"]))
    if done:
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("accounts:settings")
