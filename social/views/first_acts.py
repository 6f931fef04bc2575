"""The buttons of a first act."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.accounts.actions import end_first_act
from core.accounts.requests import AuthedRequest
from social import actions


@require_POST
def take(request: AuthedRequest) -> HttpResponse:
    """Goes where the first act is done; home again where it is done already or gone."""
    act = actions.take_first_act(person=request.user)
    if act is None:
        return redirect("/")
    if act.thing:
        return redirect(act.thing.url)
    if act.act == "hello":
        return redirect(f"{reverse('social:thread-new')}?{urlencode({'space': act.space.pk})}")
    return redirect("social:space", act.space.pk)


@require_POST
def not_now(request: AuthedRequest) -> HttpResponse:
    """Puts it aside for good."""
    end_first_act(person=request.user, is_done=False)
    return redirect("/")
